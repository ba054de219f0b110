package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.expression.ExpressionChecker;
import io.lstmc.compiler.semantic.expression.Options;
import io.lstmc.compiler.semantic.expression.ShapeRules;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.JavaNames;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.semantic.scope.UnusedNames;
import io.lstmc.compiler.semantic.training.EmitOptions;
import io.lstmc.compiler.semantic.training.TrainChecker;
import io.lstmc.compiler.semantic.warning.StepOrders;
import io.lstmc.compiler.semantic.warning.SurpriseWarnings;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TrainOverlay;
import io.lstmc.compiler.typed.TrainSettings;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedModel;
import io.lstmc.compiler.typed.TypedModel.Binding;
import io.lstmc.compiler.typed.TypedModel.TypedAdjoint;
import io.lstmc.compiler.typed.TypedModel.TypedTime;
import io.lstmc.compiler.typed.TypedModel.TypedVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks one model, in which all sizes are numbers. */
public final class ModelChecker {

    private final FileContext context;
    private final Definition.Model model;
    private final TrainOverlay overlay;
    private final DefinitionContext body;
    private final NameScope scope = new NameScope();
    private final Declarations declare;
    private final DataDeclarations data;
    private final BodyEquations equations;
    private final ExpressionChecker checker;
    private final Outputs outputs;
    private final AdjointNames adjoints;
    private final Map<String, Span> single = new HashMap<>();
    private final List<Symbol> inputs = new ArrayList<>();
    private final List<Symbol> targets = new ArrayList<>();
    private final List<Statement.Time> times = new ArrayList<>();

    /** States, which no model has. */
    private final Set<String> misplaced = new HashSet<>();

    private Optional<Statement.Loss> loss = Optional.empty();
    private Optional<Statement.Train> train = Optional.empty();

    public ModelChecker(FileContext context, Definition.Model model, TrainOverlay overlay) {
        this.context = context;
        this.model = model;
        this.overlay = overlay;
        this.body = new DefinitionContext(context, BodyKind.MODEL);
        this.declare = new Declarations(body, scope);
        this.data = new DataDeclarations(body, scope, declare, times);
        this.equations = new BodyEquations(body, scope);
        this.checker = new ExpressionChecker(body, scope, false);
        this.outputs = new Outputs(body, scope, checker);
        this.adjoints = new AdjointNames(body, scope);
    }

    public Optional<TypedModel> check() {
        for (Definition.Parameter option : model.parameters()) {
            if (option.kind() != Definition.ParameterKind.NUMBER) {
                Options.declareDefinition(option, body, scope);
            }
        }
        equations.options(context.definitions()
                .instance(model)
                .map(instance -> instance.generic().parameters())
                .orElse(model.parameters()));
        EmitOptions emit = EmitOptions.read(model.body(), context);
        body.precision(Optional.of(emit.precision().orElse(context.precision())));
        NamedSizes sizes = new NamedSizes(body, scope, equations, model.body());
        sizes.declare(checker);
        for (Statement statement : model.body()) {
            declareTime(statement);
        }
        sizes.declare(checker);
        for (Statement statement : model.body()) {
            declareVariables(statement);
        }
        for (Statement statement : model.body()) {
            if (statement instanceof Statement.State state) {
                state.states().forEach(s -> excuse(s.variable().name()));
            }
        }
        for (Statement statement : model.body()) {
            declareRest(statement);
        }
        List<BodyEquations.Node> ordered = equations.check(checker);
        List<Outputs.Output> results = outputs.check(model.name());
        checkPorts(inputs.size() + targets.size(), "inputs and targets");
        checkPorts(results.size(), "outputs");
        adjoints.checkFree(results);
        List<TypedCell> cells = body.cells();
        if (loss.isPresent()) {
            checkLoss(loss.get());
        }
        List<TypedAdjoint> asked = adjoints.asked(model.body());
        body.inference().solve();
        for (Outputs.Output result : results) {
            checkTarget(result);
        }
        TrainChecker training = new TrainChecker(context, model, scope, body.precision());
        Optional<TrainSettings> settings = training.check(train, overlay, loss.isPresent());
        if (body.isSound()) {
            checkShapes();
        }
        JavaNames.checkCollisions(scope.symbols().stream().map(Symbol::name).toList(), context);
        if (!body.isSound()) {
            return Optional.empty();
        }
        ModelSizeCheck.Parameters parameters =
                ModelSizeCheck.check(body, scope, declare.frozen(), model.name().span());
        if (body.isSound() && parameters.trained() == 0 && settings.isPresent()) {
            settings = training.withoutParameters(parameters.all() > 0);
        }
        if (!body.isSound()) {
            return Optional.empty();
        }
        RankWarnings.warn(scope, body);
        UnusedNames.warn(scope, context);
        TypedModel typed = typed(ordered, results, cells, asked, settings, emit);
        Map<Declaration, Resolved> values = new LinkedHashMap<>();
        typed.bindings().forEach(b -> values.put(b.declaration(), b.value()));
        List<Resolved> outputs = typed.outputs().stream().map(Binding::value).toList();
        SurpriseWarnings.warn(body, values, typed.loss().stream().toList(), outputs);
        StepOrders.warn(body, typed);
        if (parameters.trained() > 0 && !GradientPaths.reachParams(typed)) {
            warnNoGradient(loss.orElseThrow());
        }
        adjoints.warn(typed);
        return Optional.of(typed);
    }

    private void checkPorts(int count, String what) {
        if (count > CheckLimits.PORTS) {
            context.report(Diagnostic.of(Code.SIZE_TOO_LARGE, model.name().span(), "this model has too many " + what)
                    .withLabel(Integer.toString(count))
                    .withHint("at most " + CheckLimits.PORTS + "; several numbers can be one vector"));
        }
    }

    private void declareTime(Statement statement) {
        if (statement instanceof Statement.Time found) {
            times.add(found);
            if (found.shorter()) {
                body.vary(found.name().text());
            }
            Symbol symbol = scope.declare(found.name(), Symbol.Kind.TIME, BodyKind.MODEL, context);
            if (found.steps().isEmpty()) {
                context.report(Diagnostic.of(
                                Code.SHAPE_UNKNOWN,
                                found.span(),
                                "the number of steps of " + found.name().text() + " is missing")
                        .withHint("write time " + found.name().text() + " = 36, or time "
                                + found.name().text() + " <= 36 where sequences may be shorter"));
                return;
            }
            Expression written = found.steps().get();
            Optional<Size> steps = declare.size(written);
            if (steps.isPresent() && steps.get().evaluateLong(Map.of()) > CheckLimits.STEPS) {
                context.report(Diagnostic.of(
                                Code.SIZE_TOO_LARGE,
                                written.span(),
                                "a sequence has at most " + CheckLimits.STEPS + " steps")
                        .withHint("cut it into shorter windows"));
            } else if (steps.isPresent()) {
                symbol.value(OpenType.constant(Constant.of(steps.get())));
            }
        }
    }

    /** Whether this is the first statement of its kind; reports further ones. */
    private boolean once(String word, Span span, int letters) {
        Span at = new Span(span.source(), span.start(), Math.min(span.end(), span.start() + letters));
        Span earlier = single.putIfAbsent(word, at);
        if (earlier != null) {
            context.report(Diagnostic.of(Code.STATEMENT_TWICE, at, "a second " + word)
                    .withLabel("the first " + FileContext.place(earlier))
                    .withHint("a model has one " + word + " at most"
                            + (word.equals("loss") ? ": add them, as in loss a + 0.5 * b" : "")));
        }
        return earlier == null;
    }

    private void declareVariables(Statement statement) {
        if (statement instanceof Statement.Input input) {
            for (Statement.Variable v : input.variables()) {
                inputs.add(data.declare(v, Symbol.Kind.INPUT));
            }
        } else if (statement instanceof Statement.Target target) {
            for (Statement.Variable v : target.variables()) {
                targets.add(data.declare(v, Symbol.Kind.TARGET));
            }
        } else if (statement instanceof Statement.Param param) {
            param.variables().forEach(declare::param);
        }
    }

    /** What says something of a state is not looked at: that it is none of the model's is reported once. */
    private void excuse(Identifier state) {
        misplaced.add(state.text());
        if (scope.find(state.text()) == null) {
            scope.give(new Symbol(state, Symbol.Kind.INTERMEDIATE));
        }
    }

    private void declareRest(Statement statement) {
        if (statement instanceof Statement.Equation equation) {
            if (!misplaced.contains(equation.name().text())) {
                equations.add(equation);
            }
        } else if (statement instanceof Statement.Layer layer) {
            equations.define(layer.name(), layer.value(), layer.span(), Symbol.Kind.LAYER);
        } else if (statement instanceof Statement.Output output) {
            outputs.add(output, equations);
        } else if (statement instanceof Statement.Param param) {
            declare.initializers(param, checker);
        } else if (statement instanceof Statement.Loss found) {
            loss = once("loss", found.span(), 4) ? Optional.of(found) : loss;
        } else if (statement instanceof Statement.Train found) {
            train = once("train", found.span(), 5) ? Optional.of(found) : train;
        } else if (statement instanceof Statement.State) {
            Declarations.misplaced(statement, BodyKind.MODEL, "state", context);
            body.poison();
        } else if (statement instanceof Statement.Option option) {
            once(option.key().text(), option.span(), option.key().text().length());
        }
    }

    private void checkLoss(Statement.Loss written) {
        OpenType value = checker.check(written.value());
        if (value.isPoison() || !checker.rules.areNumbers(List.of(new ShapeRules.Operand(written.value(), value)))) {
            return;
        }
        Optional<Shape> shape = body.inference().resolve(value.shape());
        boolean scalar = shape.filter(s -> s.rank() == 0).isPresent();
        if (!scalar) {
            String text = FileContext.excerpt(written.value().span());
            context.report(Diagnostic.of(
                            Code.LOSS_NOT_SCALAR,
                            written.value().span(),
                            "the loss must be one number, or one for each step")
                    .withLabel("this is " + show(value))
                    .withHint("take its mean: loss mean(" + text + ")"));
        }
    }

    private void warnNoGradient(Statement.Loss loss) {
        context.report(
                Diagnostic.of(Code.NO_GRADIENT, loss.value().span(), "no gradient of this loss reaches a param")
                        .withLabel("training would change nothing")
                        .withHint(
                                "argmax, floor, stop_gradient and comparisons have no gradient: compare the values before them"));
    }

    private String show(OpenType value) {
        String shape = body.inference().show(value.shape());
        return value.isSequence() ? body.show(value.times()) + " of " + shape : shape;
    }

    private void checkTarget(Outputs.Output output) {
        if (output.type().needsTarget()) {
            context.report(Diagnostic.of(
                            Code.OUTPUT_NEEDS_TARGET,
                            output.name().span(),
                            "output " + output.name().text() + " depends on a target")
                    .withLabel("not known when the model predicts")
                    .withHint("only the loss may use targets; what is known beforehand is an input"));
        }
    }

    private void checkShapes() {
        boolean params = scope.symbols().stream()
                .anyMatch(s -> s.kind() == Symbol.Kind.PARAM
                        && isOpen(body.inference().resolve(s.value().shape())));
        for (Symbol symbol : scope.symbols()) {
            if (symbol.kind().isDefinition()) {
                continue;
            }
            Optional<Shape> shape = body.inference().resolve(symbol.value().shape());
            // What is made of such params follows from them.
            if (isOpen(shape) && (symbol.kind() == Symbol.Kind.PARAM || !params)) {
                context.report(Diagnostic.of(
                                Code.SHAPE_UNKNOWN,
                                symbol.name().span(),
                                "the shape of " + symbol.name().text() + " cannot be inferred from its use")
                        .withHint(
                                symbol.kind() == Symbol.Kind.PARAM
                                        ? "declare its sizes, as in `"
                                                + symbol.name().text() + example(shape) + "`"
                                        : "declare the sizes of the params in it, as in `W[3, 4]`"));
            }
        }
    }

    private static boolean isOpen(Optional<Shape> shape) {
        return shape.isEmpty() || ShapeInference.isOpen(shape.get());
    }

    /** A shape with numbers where none are known. */
    private static String example(Optional<Shape> shape) {
        return shape.map(s -> s.toString().replaceAll("\\?\\d+", "4")).orElse("[4, 3]");
    }

    private TypedModel typed(
            List<BodyEquations.Node> ordered,
            List<Outputs.Output> results,
            List<TypedCell> cells,
            List<TypedAdjoint> asked,
            Optional<TrainSettings> settings,
            EmitOptions emit) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Symbol s : scope.symbols()) {
            if (!s.kind().isDefinition()) {
                shapes.put(
                        s.name().text(),
                        body.inference().resolve(s.value().shape()).orElseThrow());
            }
        }
        List<TypedCell.TypedParam> params = new ArrayList<>();
        for (Statement statement : model.body()) {
            if (statement instanceof Statement.Param param) {
                params.addAll(declare.params(param, checker, shapes));
            }
        }
        return new TypedModel(
                model,
                context.definitions().statement(model),
                times.stream()
                        .map(t -> new TypedTime(t.name().text(), t.shorter(), steps(t.name())))
                        .toList(),
                inputs.stream().map(this::variable).toList(),
                targets.stream().map(this::variable).toList(),
                params,
                ordered.stream()
                        .map(n -> new Binding(
                                n.symbol().declaration(),
                                checker.resolved(n.statement().value())))
                        .toList(),
                results.stream().map(this::output).toList(),
                loss.map(Statement.Loss::value).map(checker::resolved),
                cells,
                asked,
                settings,
                emit.unroll(),
                emit.precision());
    }

    private int steps(Identifier name) {
        return scope.find(name.text())
                .value()
                .constant()
                .flatMap(Constant::whole)
                .orElseThrow()
                .value();
    }

    private TypedVariable variable(Symbol symbol) {
        return new TypedVariable(symbol.declaration(), body.inference().resolve(symbol.value()));
    }

    /** An output that shows a value of the model by its name is that value; else it is one more. */
    private Binding output(Outputs.Output output) {
        Resolved value = checker.resolved(output.value());
        return value instanceof Resolved.Value shown
                ? new Binding(shown.declaration(), value)
                : new Binding(new Declaration(output.name().text()), value);
    }
}
