package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.TypedCell;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a gradient can pass from what is computed to a name. What a cell does with its params is not looked into: a call of
 * one that has some counts as a way to them.
 */
final class GradientPaths {

    private final FileContext context;
    private final NameScope scope;
    private final List<BodyEquations.Node> ordered;

    /** Whether calls of cells with params are ways to what is looked for. */
    private boolean params;

    /** Answers for functions, by the parameters that lead to a param. */
    private final Map<Definition, Map<Set<String>, Boolean>> functions = new IdentityHashMap<>();

    /** @param ordered the equations of the model, each after those that it needs */
    GradientPaths(FileContext context, NameScope scope, List<BodyEquations.Node> ordered) {
        this.context = context;
        this.scope = scope;
        this.ordered = ordered;
    }

    /**
     * Warns where the loss changes with no param.
     *
     * @param frozen params that no gradient trains
     */
    void check(Statement.Loss loss, Set<String> frozen) {
        Set<String> leading = new HashSet<>();
        params = true;
        functions.clear();
        for (Symbol symbol : scope.symbols()) {
            if (symbol.kind() == Symbol.Kind.PARAM
                    && !frozen.contains(symbol.name().text())) {
                leading.add(symbol.name().text());
            }
        }
        addLeading(leading);
        if (!leads(loss.value(), leading)) {
            context.report(
                    Diagnostic.of(Code.NO_GRADIENT, loss.value().span(), "no gradient of this loss reaches a param")
                            .withLabel("training would change nothing")
                            .withHint(
                                    "argmax, floor, stop_gradient and comparisons have no gradient: compare the values before them"));
        }
    }

    /**
     * Whether a gradient of some of these values may pass to what a name stands for.
     *
     * @param name that of a value of the model
     */
    boolean mayReach(String name, List<Expression> values) {
        Set<String> leading = new HashSet<>(Set.of(name));
        if (params) {
            params = false;
            functions.clear();
        }
        addLeading(leading);
        return values.stream().anyMatch(e -> leads(e, leading));
    }

    /** Adds all that is computed, through what has a gradient, from names that are there. */
    private void addLeading(Set<String> leading) {
        for (BodyEquations.Node node : ordered) {
            if (leads(node.statement().value(), leading)) {
                leading.add(node.symbol().name().text());
            }
        }
    }

    private boolean leads(Expression e, Set<String> names) {
        if (e instanceof Expression.Name name) {
            return names.contains(name.text());
        }
        if (e instanceof Expression.Member member) {
            // A param of a layer, or an output of one that may have params.
            return params || names.contains(member.owner().text());
        }
        if (e instanceof Expression.Binary binary) {
            return !binary.operator().compares() && (leads(binary.left(), names) || leads(binary.right(), names));
        }
        if (e instanceof Expression.Negation negation) {
            return leads(negation.operand(), names);
        }
        if (e instanceof Expression.Element element) {
            return leads(element.operand(), names);
        }
        if (e instanceof Expression.Slice slice) {
            return leads(slice.operand(), names);
        }
        if (e instanceof Expression.Concatenation joined) {
            return joined.parts().stream().anyMatch(part -> leads(part, names));
        }
        return e instanceof Expression.Call call && callLeads(call, names);
    }

    private boolean callLeads(Expression.Call call, Set<String> names) {
        List<Expression> given =
                call.arguments().stream().map(Expression.Argument::value).toList();
        Optional<BuiltIn> builtIn = BuiltIn.named(call.callee().text());
        if (builtIn.isPresent()) {
            return switch (builtIn.get()) {
                case ARGMAX, FLOOR, STOP_GRADIENT, SIZE, INDEX, STEP, TRAINING, RANDOM_UNIFORM, ONE_HOT -> false;
                case WHERE -> leads(given.get(1), names) || leads(given.get(2), names);
                default -> given.stream().anyMatch(e -> leads(e, names));
            };
        }
        Definition callee = context.definitions().find(call.callee()).orElse(null);
        if (callee instanceof Definition.Function function) {
            return functionLeads(call, function, names);
        }
        TypedCell cell = context.typed.cells().get(callee);
        boolean hasParams = cell == null
                || !cell.params().isEmpty()
                || !context.summaries.get(callee).uses().isEmpty();
        return params && hasParams || given.stream().anyMatch(e -> leads(e, names));
    }

    private boolean functionLeads(Expression.Call call, Definition.Function function, Set<String> names) {
        Set<String> inside = new HashSet<>();
        List<Definition.Parameter> parameters = function.parameters();
        int position = 0;
        for (Expression.Argument argument : call.arguments()) {
            String name = argument.name().isPresent()
                    ? argument.name().get().text()
                    : parameters.get(position++).name().text();
            if (leads(argument.value(), names)) {
                inside.add(name);
            }
        }
        Map<Set<String>, Boolean> known = functions.computeIfAbsent(function, f -> new HashMap<>());
        Set<String> given = Set.copyOf(inside);
        Boolean before = known.get(given);
        if (before != null) {
            return before;
        }
        for (Statement.Equation equation :
                context.typed.functions().get(function).equations()) {
            if (leads(equation.value(), inside)) {
                inside.add(equation.name().text());
            }
        }
        boolean found = leads(function.value(), inside);
        known.put(given, found);
        return found;
    }
}
