package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Arguments of a call, sorted. */
final class Calls {

    private Calls() {}

    static List<Expression> positional(Expression.Call call) {
        List<Expression> found = new ArrayList<>();
        for (Expression.Argument argument : call.arguments()) {
            if (argument.name().isEmpty()) {
                found.add(argument.value());
            }
        }
        return found;
    }

    /**
     * Binds parameters: by position, then by name, then by default.
     *
     * @param positional values given by position, may be fewer
     * @param lower evaluates what the caller wrote, in the caller's scope
     * @param callee the scope of the called definition; a default may use parameters before it
     */
    static void bind(
            List<Definition.Parameter> parameters,
            List<Node> positional,
            Expression.Call call,
            Function<Expression, Node> lower,
            LoweringScope callee,
            Function<Expression, Node> lowerDefault) {
        Map<String, Expression> named = new HashMap<>();
        for (Expression.Argument argument : call.arguments()) {
            if (argument.name().isPresent()) {
                named.put(argument.name().get().text(), argument.value());
            }
        }
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i).name().text();
            Node value;
            if (i < positional.size()) {
                value = positional.get(i);
            } else if (named.containsKey(name)) {
                value = lower.apply(named.get(name));
            } else {
                value = lowerDefault.apply(parameters
                        .get(i)
                        .defaultValue()
                        .orElseThrow(() -> new IllegalStateException("the checker has let " + name + " pass")));
            }
            callee.put(name, value);
        }
    }
}
