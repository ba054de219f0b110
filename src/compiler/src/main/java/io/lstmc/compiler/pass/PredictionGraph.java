package io.lstmc.compiler.pass;

import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The graph of a model for predictions: the mode of training is the constant 0, also inside recurrences, and what only
 * training needs is gone.
 *
 * <pre>
 * before: kept = uniform() >= 0.3
 *         b    = training mode ? (x ⊙ kept) / 0.7 : x
 * after:  b    = x
 * </pre>
 */
public final class PredictionGraph {

    private PredictionGraph() {}

    /**
     * The graph without the argument that says whether it trains; the graph itself if it has none.
     *
     * @param optimizations for {@link Simplify}
     */
    public static Graph of(Graph graph, Optimizations optimizations) {
        if (graph.arguments(Op.Role.MODE).isEmpty()) {
            return graph;
        }
        GraphBuilder to = new GraphBuilder();
        Map<Node, Node> known = new LinkedHashMap<>();
        for (Node argument : graph.arguments()) {
            Op.Argument op = Graph.argument(argument);
            boolean mode = op.role() == Op.Role.MODE;
            known.put(
                    argument, mode ? to.constant(0, TensorType.SCALAR) : to.argument(op.name(), op.role(), op.type()));
        }
        Graph specialised = copy(graph, Set.copyOf(graph.arguments(Op.Role.MODE)), to, known);
        return new Prune().apply(new Simplify(optimizations).apply(specialised));
    }

    /** Copies with {@code known} in the place of the arguments; {@code mode} are those that say whether it trains. */
    private static Graph copy(Graph graph, Set<Node> mode, GraphBuilder to, Map<Node, Node> known) {
        GraphCopy copy = new GraphCopy(to, (builder, node, inputs) -> {
            if (node.op() instanceof Op.Scan scan) {
                return builder.add(scan.withBody(body(scan, node.inputs(), mode)), inputs);
            }
            return builder.add(node.op(), inputs);
        });
        known.forEach(copy::put);
        Map<String, Node> results = new LinkedHashMap<>();
        graph.results().forEach((name, node) -> results.put(name, copy.copy(node)));
        return to.build(results);
    }

    /** The body of a recurrence; arguments that it no longer reads stay for {@link Prune}. */
    private static Graph body(Op.Scan scan, List<Node> inputs, Set<Node> mode) {
        GraphBuilder to = new GraphBuilder();
        Map<Node, Node> known = new LinkedHashMap<>();
        Set<Node> inside = new HashSet<>();
        List<Node> arguments = scan.body().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Op.Argument op = Graph.argument(arguments.get(i));
            Node same = to.argument(op.name(), op.role(), op.type());
            boolean isMode = op.role() == Op.Role.INVARIANT && mode.contains(inputs.get(i));
            known.put(arguments.get(i), isMode ? to.constant(0, op.type()) : same);
            if (isMode) {
                inside.add(arguments.get(i));
            }
        }
        return copy(scan.body(), inside, to, known);
    }
}
