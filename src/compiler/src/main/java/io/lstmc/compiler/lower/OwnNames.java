package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which values have names of the model itself. A layer without a state is computed among the values of the model under the
 * names that its cell gives them, which tell nobody what is meant. Values are known by their names and sizes, since passes
 * make others of them; where a cell has both too, a value counts as one of the cell.
 */
final class OwnNames {

    private record Value(String name, List<Integer> dims) {
        static Value of(Node node) {
            return new Value(node.name().orElseThrow(), node.type().dims());
        }
    }

    private final Set<Value> own = new HashSet<>();

    /**
     * @param forward the model before any pass
     * @param declared its values by what the model calls them
     */
    OwnNames(Graph forward, Map<String, Node> declared) {
        Set<Node> named = new HashSet<>();
        declared.forEach((name, node) -> {
            if (node.name().filter(name::equals).isPresent()) {
                named.add(node);
                own.add(Value.of(node));
            }
        });
        for (Node node : forward.nodes()) {
            if (node.name().isPresent() && !named.contains(node)) {
                own.remove(Value.of(node));
            }
        }
    }

    boolean has(Node node) {
        return node.op() instanceof Op.Argument || node.name().isPresent() && own.contains(Value.of(node));
    }
}
