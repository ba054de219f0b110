package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.semantic.expression.ExpressionChecker;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.BuiltIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Equations whose values are known while compiling, such as {@code V = 120} and {@code half = T / 2}. They are declared
 * before everything that has sizes, so that they can be sizes wherever they stand in the text. They are found in the syntax, as
 * no type is known before sizes are.
 */
final class NamedSizes {

    private final DefinitionContext body;
    private final NameScope scope;
    private final BodyEquations equations;
    private final Map<String, Statement.Equation> open = new LinkedHashMap<>();

    NamedSizes(DefinitionContext body, NameScope scope, BodyEquations equations, List<Statement> statements) {
        this.body = body;
        this.scope = scope;
        this.equations = equations;
        for (Statement statement : statements) {
            if (statement instanceof Statement.Equation equation
                    && equation.moment().isEmpty()) {
                open.putIfAbsent(equation.name().text(), equation);
                body.compute(equation.name().text());
            } else if (statement instanceof Statement.Layer layer) {
                body.compute(layer.name().text());
            }
        }
        for (Statement statement : statements) {
            if (statement instanceof Statement.State state) {
                state.states().forEach(s -> open.remove(s.variable().name().text()));
            }
        }
    }

    /** Declares the equations that need nothing but one another and the constants that are declared by now. */
    void declare(ExpressionChecker checker) {
        List<Statement.Equation> candidates = new ArrayList<>(open.values());
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (Statement.Equation each : candidates) {
            numbers.put(each.name().text(), numbers.size());
        }
        List<List<DependenceOrder.Edge>> uses = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            uses.add(uses(i, candidates.get(i).value(), numbers));
        }
        DependenceOrder order = DependenceOrder.of(uses);
        for (int i : order.order()) {
            Statement.Equation each = candidates.get(i);
            boolean free =
                    scope.find(each.name().text()) == null && !order.cyclic().contains(i);
            if (free && isConstant(each.value())) {
                open.remove(each.name().text());
                equations.addConstant(each, checker);
            }
        }
    }

    private static List<DependenceOrder.Edge> uses(int from, Expression value, Map<String, Integer> numbers) {
        List<DependenceOrder.Edge> edges = new ArrayList<>();
        ExpressionWalker.over(value, e -> {
            if (e instanceof Expression.Name name && numbers.containsKey(name.text())) {
                edges.add(new DependenceOrder.Edge(from, numbers.get(name.text()), e.span()));
            }
        });
        return edges;
    }

    private boolean isConstant(Expression value) {
        boolean[] constant = {true};
        ExpressionWalker.over(value, e -> constant[0] &= isConstantItself(e));
        return constant[0];
    }

    private boolean isConstantItself(Expression e) {
        if (e instanceof Expression.Name name) {
            Symbol symbol = scope.find(name.text());
            return symbol == null
                    ? name.text().equals("π") || name.text().equals("pi")
                    : symbol.value().constant().isPresent() && symbol.kind() != Symbol.Kind.SIZE;
        }
        if (e instanceof Expression.Call call) {
            Optional<BuiltIn> builtIn = BuiltIn.named(call.callee().text());
            return builtIn.isPresent()
                    ? builtIn.get().kind() == BuiltIn.Kind.ELEMENTWISE && builtIn.get() != BuiltIn.RANDOM_UNIFORM
                    : body.context().definitions().find(call.callee()).orElse(null) instanceof Definition.Function;
        }
        return e instanceof Expression.Literal || e instanceof Expression.Negation || e instanceof Expression.Binary;
    }
}
