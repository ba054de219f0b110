package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A pass that rewrites each recurrence of a graph and leaves the rest as it is. */
abstract class ScanPass implements Pass {

    /**
     * Rewrites one recurrence.
     *
     * @param to where new nodes go
     * @param inputs the inputs of the scan, already there
     * @param used which of its results anything reads
     * @return for each result that is read the node that takes its place; the others may be {@code null}
     */
    abstract List<Node> rewrite(GraphBuilder to, Op.Scan scan, List<Node> inputs, Set<Integer> used);

    @Override
    public Graph apply(Graph graph) {
        Map<Node, Set<Integer>> used = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Op.Project) {
                used.computeIfAbsent(node.input(0), scan -> new HashSet<>()).add(((Op.Project) node.op()).index());
            }
        }
        Map<Node, List<Node>> results = new HashMap<>();
        return GraphCopy.of(graph, (to, node, inputs) -> {
            if (node.op() instanceof Op.Scan) {
                results.put(node, rewrite(to, (Op.Scan) node.op(), inputs, used.get(node)));
                // Only projections read a scan, and these are replaced.
                return inputs.isEmpty() ? to.constant(0, io.lstmc.compiler.ir.TensorType.SCALAR) : inputs.get(0);
            }
            if (node.op() instanceof Op.Project) {
                return results.get(node.input(0)).get(((Op.Project) node.op()).index());
            }
            return to.add(node.op(), inputs);
        });
    }
}
