package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.expression.ExpressionChecker;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.TypedCell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The equations of one body: what each defines, and an order in which each right side is already computed. */
final class BodyEquations {

    /**
     * One equation.
     *
     * @param symbol what it defines
     * @param update whether it is the update of a state
     * @param statement the equation, a layer written as one
     */
    record Node(Symbol symbol, boolean update, Statement.Equation statement) {

        /** As messages call it: {@code c[t]} for an update. */
        String text() {
            return statement
                    .moment()
                    .map(t -> symbol.name().text() + "[" + t.text() + "]")
                    .orElse(symbol.name().text());
        }
    }

    private final DefinitionContext body;
    private final NameScope scope;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();

    /** Equations that were declared and checked before the others. */
    private final Set<Statement.Equation> constants = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The names of a model's options, which are equations of each of its instances. */
    private final Set<Identifier> options = new HashSet<>();

    /** States whose update was probably written under another name, which is reported. */
    private final Set<String> excused = new HashSet<>();

    BodyEquations(DefinitionContext body, NameScope scope) {
        this.body = body;
        this.scope = scope;
    }

    /** Notes that the equations of these names are what the options of a model are told. */
    void options(List<Definition.Parameter> parameters) {
        parameters.forEach(p -> options.add(p.name()));
    }

    /** Declares and checks an equation that needs only what is declared by now. */
    void addConstant(Statement.Equation equation, ExpressionChecker checker) {
        add(equation);
        constants.add(equation);
        scope.find(equation.name().text()).value(checker.check(equation.value()));
    }

    /** Declares what an equation defines, unless that was done before; states must be declared before. */
    void add(Statement.Equation equation) {
        if (constants.contains(equation)) {
            return;
        }
        String name = equation.name().text();
        Symbol symbol = scope.find(name);
        boolean state = symbol != null && symbol.kind() == Symbol.Kind.STATE;
        if (equation.moment().isPresent()) {
            addUpdate(equation, symbol, state);
        } else if (state) {
            String t = body.kind().moment();
            body.report(Diagnostic.of(Code.STATE_WITHOUT_MOMENT, equation.name().span(), name + " is a state")
                    .withLabel("declared " + FileContext.place(symbol.name().span()))
                    .withHint("its update is written " + name + "[" + t + "] = …"));
            addNode(symbol, true, equation);
        } else {
            define(equation, options.contains(equation.name()) ? Symbol.Kind.OPTION : Symbol.Kind.INTERMEDIATE);
        }
    }

    private void addUpdate(Statement.Equation equation, Symbol symbol, boolean state) {
        String name = equation.name().text();
        Identifier moment = equation.moment().orElseThrow();
        if (!state) {
            List<String> states = scope.symbols().stream()
                    .filter(s -> s.kind() == Symbol.Kind.STATE)
                    .map(s -> s.name().text())
                    .toList();
            String otherwise = body.kind() == BodyKind.CELL || body.kind() == BodyKind.OPTIMIZER
                    ? "declare it as `state " + name + "`, or write `" + name + " = …` for an intermediate"
                    : "only cells and optimizers have states; write `" + name + " = …`";
            Suggestion.nearest(name, states).ifPresent(excused::add);
            body.report(Diagnostic.of(Code.UPDATE_OF_NO_STATE, equation.name().span(), name + " is not a state")
                    .withLabel(symbol == null ? "not declared" : symbol.kind().text())
                    .withHint(Suggestion.hint(name, states, otherwise)));
            if (symbol == null) {
                define(equation, Symbol.Kind.INTERMEDIATE);
            }
            return;
        }
        if (!moment.text().equals(body.kind().moment())) {
            body.reportMoment(moment.span(), name + "[" + body.kind().moment() + "] = …");
        }
        addNode(symbol, true, equation);
    }

    private void addNode(Symbol symbol, boolean update, Statement.Equation equation) {
        Integer earlier = byName.putIfAbsent(symbol.name().text(), nodes.size());
        if (earlier != null && update) {
            body.report(Diagnostic.of(
                            Code.STATE_UPDATED_TWICE,
                            equation.name().span(),
                            "state " + symbol.name().text() + " is updated twice")
                    .withLabel("first "
                            + FileContext.place(nodes.get(earlier).statement().span()))
                    .withHint("each state has one update; name the parts as intermediates"));
        }
        symbol.written(equation.value().span());
        nodes.add(new Node(symbol, update, equation));
    }

    /** Declares a name and what it stands for. */
    void define(Statement.Equation equation, Symbol.Kind kind) {
        int before = body.context().errors();
        Symbol symbol = scope.declare(equation.name(), kind, body.kind(), body.context());
        if (scope.find(equation.name().text()) != symbol && body.context().errors() > before) {
            nodes.add(new Node(symbol, false, equation));
        } else {
            addNode(symbol, false, equation);
        }
    }

    void define(Identifier name, Expression value, Span span, Symbol.Kind kind) {
        define(new Statement.Equation(name, Optional.empty(), value, span), kind);
    }

    boolean defines(Symbol state) {
        return byName.containsKey(state.name().text())
                || excused.contains(state.name().text());
    }

    /** All equations in dependence order; each cycle is reported, its members stand in any order. */
    List<Node> ordered() {
        List<List<DependenceOrder.Edge>> uses = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            uses.add(usesOf(i));
        }
        DependenceOrder order = DependenceOrder.of(uses);
        for (List<DependenceOrder.Edge> cycle : order.cycles()) {
            reportCycle(cycle);
        }
        List<Node> found = new ArrayList<>();
        for (int number : order.order()) {
            found.add(nodes.get(number));
        }
        return found;
    }

    private List<DependenceOrder.Edge> usesOf(int from) {
        List<DependenceOrder.Edge> edges = new ArrayList<>();
        ExpressionWalker.over(nodes.get(from).statement().value(), e -> {
            String name = null;
            if (e instanceof Expression.Name use) {
                name = use.text();
            } else if (e instanceof Expression.Member use) {
                name = use.owner().text();
            } else if (e instanceof Expression.At use && use.delay() == 0) {
                name = use.state().text();
            }
            Integer to = name == null ? null : byName.get(name);
            // A state without a moment is a mistake of its own, not a use of the present step.
            if (to != null && !(e instanceof Expression.Name && nodes.get(to).update())) {
                edges.add(new DependenceOrder.Edge(from, to, e.span()));
            }
        });
        return edges;
    }

    private void reportCycle(List<DependenceOrder.Edge> cycle) {
        DependenceOrder.Edge first = cycle.get(0);
        String start = nodes.get(first.from()).text();
        String path = start
                + cycle.stream().map(e -> " → " + nodes.get(e.to()).text()).collect(Collectors.joining());
        List<String> notes = cycle.stream()
                .map(e -> "line " + e.span().line() + ": " + nodes.get(e.from()).text() + " needs "
                        + nodes.get(e.to()).text())
                .toList();
        String within = body.kind() == BodyKind.CELL || body.kind() == BodyKind.OPTIMIZER ? " within one step" : "";
        String t = body.kind().moment();
        boolean update = cycle.stream().anyMatch(e -> nodes.get(e.to()).update());
        String hint = within.isEmpty()
                ? "is one of these names a misprint?"
                        + (body.kind() == BodyKind.MODEL
                                ? " What depends on its own past is a cell with a state, which may call others"
                                : "")
                : update
                        ? "the previous step breaks the cycle: read [" + t + "-1] of a state in one of these equations"
                        : "is one of these names a misprint? Only a state of the previous step, as in h[" + t
                                + "-1], may depend on what comes later";
        body.report(Diagnostic.of(Code.CYCLE, first.span(), start + " depends on itself" + within)
                .withLabel(path)
                .withNotes(notes)
                .withHint(hint));
    }

    /** Finds the types of all equations, in order, and checks the updates against the states. */
    List<Node> check(ExpressionChecker checker) {
        StateUpdates updates = new StateUpdates(body, scope);
        List<Node> ordered = ordered();
        for (Node node : ordered) {
            if (constants.contains(node.statement())) {
                continue;
            }
            OpenType value = checker.check(node.statement().value());
            if (!node.update()) {
                node.symbol().value(value);
            } else {
                updates.check(node.symbol(), node.statement().value(), value);
            }
        }
        return ordered;
    }

    /** The equations in that order, as lowering takes them. */
    static List<TypedCell.Equation> resolved(List<Node> ordered, ExpressionChecker checker) {
        return ordered.stream()
                .map(n -> new TypedCell.Equation(
                        n.symbol().declaration(), checker.resolved(n.statement().value())))
                .toList();
    }
}
