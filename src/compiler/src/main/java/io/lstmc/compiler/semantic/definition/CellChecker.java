package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.semantic.expression.CellCall;
import io.lstmc.compiler.semantic.expression.ExpressionChecker;
import io.lstmc.compiler.semantic.expression.InitialStates;
import io.lstmc.compiler.semantic.expression.InitializerChecker;
import io.lstmc.compiler.semantic.expression.Options;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.CellUse;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.semantic.scope.UnusedNames;
import io.lstmc.compiler.semantic.warning.SurpriseWarnings;
import io.lstmc.compiler.semantic.warning.UnreadStates;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import io.lstmc.compiler.typed.TypedCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks one cell; the cells that it calls are checked before. */
public final class CellChecker {

    private final FileContext context;
    private final Definition.Cell cell;
    private final DefinitionContext body;
    private final NameScope scope = new NameScope();
    private final Declarations declare;
    private final BodyEquations equations;
    private final ExpressionChecker checker;
    private final Outputs outputs;

    public CellChecker(FileContext context, Definition.Cell cell) {
        this.context = context;
        this.cell = cell;
        this.body = new DefinitionContext(context, BodyKind.CELL);
        this.declare = new Declarations(body, scope);
        this.equations = new BodyEquations(body, scope);
        this.checker = new ExpressionChecker(body, scope, false);
        this.outputs = new Outputs(body, scope, checker);
    }

    public void check() {
        Options.declare(cell.parameters(), Symbol.Kind.OPTION, body, scope);
        for (Statement statement : cell.body()) {
            if (statement instanceof Statement.Time time) {
                declare.time(time);
            }
        }
        List<Symbol> inputs = declareInputs();
        reportTimesWithoutInput(inputs);
        new NamedSizes(body, scope, equations, cell.body()).declare(checker);
        for (Statement statement : cell.body()) {
            declare(statement);
        }
        for (Statement each : cell.body()) {
            checkInitializers(each);
        }
        List<BodyEquations.Node> ordered = equations.check(checker);
        reportMissingUpdates();
        List<Outputs.Output> results = outputs.check(cell.name());
        checkBeginnings();
        body.inference().solve();
        if (body.isSound()) {
            reportOpenShapes();
        }
        if (body.isSound()) {
            finish(inputs, ordered, results);
        }
        if (body.isSound()) {
            RankWarnings.warn(scope, body);
            UnusedNames.useLengths(inputs, scope, body.inference());
            UnusedNames.warn(scope, context);
            UnreadStates.warn(body, scope, context.typed().cells().get(cell));
        }
    }

    private List<Symbol> declareInputs() {
        List<Statement.Variable> variables = new ArrayList<>();
        for (Statement statement : cell.body()) {
            if (statement instanceof Statement.Input input) {
                variables.addAll(input.variables());
            }
        }
        List<Symbol> inputs = new ArrayList<>();
        for (Statement.Variable variable : variables) {
            inputs.add(declare.input(variable));
        }

        // Those whose own name is that of their length come first, so that the order in the text does not matter.
        for (boolean named : new boolean[] {true, false}) {
            for (int i = 0; i < inputs.size(); i++) {
                if (declare.namesItsLength(variables.get(i)) == named) {
                    declare.inputSizes(variables.get(i), inputs.get(i));
                }
            }
        }
        UnusedNames.forgetLengths(scope);
        return inputs;
    }

    private void declare(Statement statement) {
        if (statement instanceof Statement.State state) {
            for (Statement.Initialised s : state.states()) {
                declare.state(s.variable());
            }
        } else if (statement instanceof Statement.Param param) {
            for (Statement.Variable variable : param.variables()) {
                declare.param(variable);
            }
        }
    }

    /** The second look: equations after all states are known, so that their order in the text does not matter. */
    private void checkInitializers(Statement statement) {
        if (statement instanceof Statement.State state) {
            for (Statement.Initialised each : state.states()) {
                if (each.initializer().isPresent()) {
                    new InitializerChecker(context).reference(each.initializer().get(), checker, true);
                }
            }
        } else if (statement instanceof Statement.Param param) {
            declare.initializers(param, checker);
        } else if (statement instanceof Statement.Equation equation) {
            equations.add(equation);
        } else if (statement instanceof Statement.Layer layer) {
            equations.define(layer.name(), layer.value(), layer.span(), Symbol.Kind.LAYER);
        } else if (statement instanceof Statement.Output output) {
            outputs.add(output, equations);
        } else if (!(statement instanceof Statement.Input || statement instanceof Statement.Time)) {
            Declarations.misplaced(statement, BodyKind.CELL, Declarations.word(statement), context);
        }
    }

    /** After the equations, whose values a state may begin with. */
    private void checkBeginnings() {
        for (Statement statement : cell.body()) {
            if (statement instanceof Statement.State state) {
                for (Statement.Initialised each : state.states()) {
                    each.beginning()
                            .ifPresent(value -> checkBeginning(each.variable().name(), value));
                }
            }
        }
    }

    private void reportTimesWithoutInput(List<Symbol> inputs) {
        for (Symbol time : scope.symbols()) {
            String name = time.name().text();
            boolean given = inputs.stream()
                    .flatMap(i -> i.value().times().stream())
                    .anyMatch(t -> t.name().equals(name));
            boolean misplaced = cell.body().stream()
                    .anyMatch(s -> s instanceof Statement.Time t
                            && t.name().text().equals(name)
                            && t.steps().isPresent());
            if (time.kind() == Symbol.Kind.TIME && !time.value().isPoison() && !given && !misplaced) {
                context.report(
                        Diagnostic.of(Code.NO_TIME, time.name().span(), "no input says what the time " + name + " is")
                                .withHint("declare what is looked at, as in `input memory[" + name
                                        + "]`; the steps over which the cell runs need no name"));
            }
        }
    }

    private void checkBeginning(Identifier name, Expression value) {
        body.demandOnce();
        OpenType given = checker.check(value);
        Symbol state = scope.find(name.text());
        if (!state.value().isPoison()) {
            List<String> times =
                    state.value().times().stream().map(TimeAxis::name).toList();
            new InitialStates(body)
                    .check("state " + name.text(), times, true, state.value().shape(), value, given);
        }
    }

    private void reportMissingUpdates() {
        for (Symbol symbol : scope.symbols()) {
            if (symbol.kind() == Symbol.Kind.STATE && !equations.defines(symbol)) {
                String name = symbol.name().text();
                context.report(Diagnostic.of(
                                Code.STATE_WITHOUT_UPDATE, symbol.name().span(), "state " + name + " has no update")
                        .withHint("add an equation " + name + "[t] = …"));
            }
        }
    }

    private void reportOpenShapes() {
        for (Symbol symbol : scope.symbols()) {
            boolean declared = symbol.kind() == Symbol.Kind.PARAM || symbol.kind() == Symbol.Kind.STATE;
            Optional<Shape> shape = body.inference().resolve(symbol.value().shape());
            if (declared && !symbol.value().isPoison() && (shape.isEmpty() || ShapeInference.isOpen(shape.get()))) {
                String name = symbol.name().text();
                if (!symbol.isUsed()) {
                    context.report(
                            Diagnostic.of(Code.SHAPE_UNKNOWN, symbol.name().span(), name + " is used nowhere")
                                    .withLabel("so its shape is not known")
                                    .withHint("remove it, or use it in an equation"));
                    continue;
                }
                Diagnostic d = Diagnostic.of(
                                Code.SHAPE_UNKNOWN,
                                symbol.name().span(),
                                "the shape of " + name + " cannot be inferred from its use")
                        .withHint(shapeHint(symbol, shape));
                context.report(
                        shape.isEmpty()
                                ? d
                                : d.withLabel(
                                        "known so far: " + body.inference().show(shape.get())));
            }
        }
        for (CellUse use : body.uses()) {
            CellUse resolved = CellCall.resolved(use, body.inference());
            if (resolved.sizes().values().stream().anyMatch(ShapeInference::isOpen)) {
                context.report(Diagnostic.of(
                                Code.SHAPE_UNKNOWN, use.span(), "the shape of this call's input cannot be inferred")
                        .withHint("declare the shapes of the params in it"));
            }
        }
    }

    /** The forms of a declaration, with sizes that there are. */
    private String shapeHint(Symbol symbol, Optional<Shape> known) {
        String name = symbol.name().text();
        List<String> sizes = new ArrayList<>();
        for (Symbol each : scope.symbols()) {
            if (each.asSize().isPresent() && each != symbol) {
                sizes.add(each.name().text());
            }
        }
        String rows = sizes.isEmpty() ? "4" : sizes.get(0);
        String columns = sizes.size() < 2 ? rows : sizes.get(1);
        String vector = "`" + name + "[" + rows + "]`";
        String matrix = "`" + name + "[" + rows + ", " + columns + "]`";
        if (known.filter(s -> s.rank() == 1).isPresent() || symbol.kind() != Symbol.Kind.PARAM) {
            return "declare it, as in " + vector;
        }
        return "declare it, as in " + (known.isPresent() ? matrix : vector + " or " + matrix);
    }

    private void finish(List<Symbol> inputs, List<BodyEquations.Node> ordered, List<Outputs.Output> results) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Symbol symbol : scope.symbols()) {
            body.inference()
                    .resolve(symbol.value().shape())
                    .filter(s -> symbol.kind() != Symbol.Kind.OPTION && symbol.kind() != Symbol.Kind.SIZE)
                    .ifPresent(s -> shapes.put(symbol.name().text(), s));
        }
        List<TypedCell.Sized> typedInputs = new ArrayList<>();
        for (Symbol s : inputs) {
            typedInputs.add(new TypedCell.Sized(
                    s.declaration(),
                    timesOf(s.name()),
                    shapes.get(s.name().text()),
                    s.value().token()));
        }

        List<TypedCell.TypedState> states = new ArrayList<>();
        List<TypedCell.TypedParam> params = new ArrayList<>();
        for (Statement statement : cell.body()) {
            if (statement instanceof Statement.State state) {
                for (Statement.Initialised s : state.states()) {
                    Identifier name = s.variable().name();
                    states.add(new TypedCell.TypedState(
                            scope.find(name.text()).declaration(),
                            timesOf(name),
                            shapes.get(name.text()),
                            s.initializer().map(checker::resolved),
                            s.beginning().map(checker::resolved)));
                }
            } else if (statement instanceof Statement.Param param) {
                params.addAll(declare.params(param, checker, shapes));
            }
        }
        List<TypedCell.Equation> typedEquations = BodyEquations.resolved(ordered, checker);
        List<TypedCell.TypedOutput> typedOutputs = typedOutputs(results);
        Set<String> once = body.demandsOnce()
                ? new StepDependence(body).check(typedInputs, states, typedEquations, typedOutputs)
                : Set.of();
        if (!body.isSound()) {
            return;
        }
        List<CellUse> uses = new ArrayList<>();
        body.uses().forEach(use -> uses.add(CellCall.resolved(use, body.inference())));
        context.typed()
                .cells()
                .put(
                        cell,
                        new TypedCell(
                                cell,
                                Options.declarations(cell.parameters(), scope),
                                typedInputs,
                                states,
                                params,
                                typedEquations,
                                typedOutputs,
                                shapes,
                                once,
                                sizeOptions(),
                                !states.isEmpty()
                                        || body.hasPast()
                                        || uses.stream()
                                                .anyMatch(use -> context.typed()
                                                        .cells()
                                                        .get(use.callee())
                                                        .hasState()),
                                body.cells()));
        Map<Declaration, Resolved> values = new LinkedHashMap<>();
        typedEquations.forEach(e -> values.put(e.declaration(), e.value()));
        List<Resolved> beginnings = new ArrayList<>();
        states.forEach(state -> state.beginning().ifPresent(beginnings::add));
        List<Resolved> outputs = new ArrayList<>();
        typedOutputs.forEach(o -> outputs.add(o.value()));
        SurpriseWarnings.warn(body, values, beginnings, outputs);
        context.summary(cell, summary(uses, shapes, results));
        context.demands(cell, body.demands());
    }

    private List<String> timesOf(Identifier name) {
        return scope.find(name.text()).value().times().stream()
                .map(TimeAxis::name)
                .toList();
    }

    private List<TypedCell.TypedOutput> typedOutputs(List<Outputs.Output> results) {
        List<TypedCell.TypedOutput> found = new ArrayList<>();
        for (Outputs.Output o : results) {
            found.add(new TypedCell.TypedOutput(
                    o.name().text(),
                    checker.resolved(o.value()),
                    o.type().times(),
                    body.inference().resolve(o.type().shape()).orElseThrow()));
        }
        return found;
    }

    private TreeSet<String> sizeOptions() {
        TreeSet<String> names = new TreeSet<>();
        for (Definition.Parameter option : cell.parameters()) {
            if (body.usesAsSize(option.name().text())) {
                names.add(option.name().text());
            }
        }
        return names;
    }

    private CellUse.Summary summary(List<CellUse> uses, Map<String, Shape> shapes, List<Outputs.Output> results) {
        List<CellUse.Obligation> obligations = new ArrayList<>();
        for (CellUse.Obligation each : body.obligations()) {
            obligations.add(new CellUse.Obligation(body.inference().resolve(each.size()), each.span(), each.message()));
        }
        for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
            String name = entry.getKey();
            Shape shape = entry.getValue();
            for (Size size : shape.sizes()) {
                Identifier declared = scope.find(name).name();
                obligations.add(new CellUse.Obligation(
                        size.minus(Size.ONE), declared.span(), "a size of " + name + shape + " would be less than 1"));
            }
        }
        int depth = 1
                + uses.stream()
                        .mapToInt(use -> context.summary(use.callee()).depth())
                        .max()
                        .orElse(0);
        if (depth > CheckLimits.CALL_DEPTH) {
            context.report(Diagnostic.of(
                    Code.EXPANSION_TOO_LARGE,
                    cell.name().span(),
                    "cells call one another more than " + CheckLimits.CALL_DEPTH + " deep"));
        }
        Map<String, Extent> extents = new LinkedHashMap<>();
        results.forEach(o -> extents.put(o.name().text(), o.type().extent()));
        boolean trained = scope.symbols().stream().anyMatch(s -> s.kind() == Symbol.Kind.PARAM)
                || uses.stream().anyMatch(use -> context.summary(use.callee()).trained());
        return new CellUse.Summary(uses, obligations, body.work(), body.deepest(), depth, extents, trained);
    }
}
