package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.ScanBuilder;
import io.lstmc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets a sum over the steps of a recurrence grow inside it, so that what is summed is not stacked.
 *
 * <pre>
 * before: scan δh, …:    …, y = Σ_batch δa        stacked
 *         δb = Σₜ y
 * after:  scan δh, s, …: …, s' = s + Σ_batch δa   begins with 0
 *         δb = s
 * </pre>
 *
 * <p>Fires for an output that nothing but sums over the steps reads. The steps are then added in the order in which the
 * recurrence takes them, for an adjoint from the last to the first: the last bits of the sum change.
 */
public final class Accumulate implements Pass {

    @Override
    public String name() {
        return "accumulate";
    }

    @Override
    public Graph apply(Graph graph) {
        Set<Node> summed = summed(graph);
        Map<Node, List<Node>> results = new HashMap<>();
        return GraphCopy.of(graph, (to, node, inputs) -> {
            if (node.op() instanceof Op.Scan scan) {
                Set<Integer> outputs = new HashSet<>();
                for (Node p : summed) {
                    if (p.input(0) == node) {
                        outputs.add(index(p));
                    }
                }
                if (!outputs.isEmpty()) {
                    results.put(node, rewrite(to, scan, inputs, outputs));
                    return inputs.isEmpty() ? to.constant(0, TensorType.SCALAR) : inputs.get(0);
                }
            }
            if (node.op() instanceof Op.Project && results.containsKey(node.input(0))) {
                return results.get(node.input(0)).get(index(node));
            }
            return node.op() instanceof Op.Reduce reduce && summed.contains(node.input(0))
                    ? to.sum(inputs.get(0), reduce.type())
                    : to.add(node.op(), inputs);
        });
    }

    private static int index(Node project) {
        return ((Op.Project) project.op()).index();
    }

    /** The stacked outputs of recurrences that only sums over the steps read. */
    private static Set<Node> summed(Graph graph) {
        Set<Node> found = new HashSet<>();
        Set<Node> other = new HashSet<>(graph.resultList());
        for (Node node : graph.nodes()) {
            boolean sums = node.op() instanceof Op.Reduce reduce
                    && reduce.reduction() == Op.Reduction.SUM
                    && !reduce.type().hasSteps();
            for (Node input : node.inputs()) {
                boolean stacked = input.op() instanceof Op.Project
                        && index(input) >= ((Op.Scan) input.input(0).op()).carries();
                (sums && stacked ? found : other).add(input);
            }
        }
        found.removeAll(other);
        return found;
    }

    /** The results in their old order, those that were summed without steps. */
    private static List<Node> rewrite(GraphBuilder to, Op.Scan scan, List<Node> inputs, Set<Integer> summed) {
        Graph body = scan.body();
        List<Node> arguments = body.arguments();
        List<Node> ends = body.resultList();
        List<String> names = List.copyOf(body.results().keySet());
        ScanBuilder made = new ScanBuilder(scan.time(), scan.reverse());
        GraphCopy copy = new GraphCopy(made.body(), GraphCopy.Rule.SAME);
        for (int i = 0; i < arguments.size(); i++) {
            Op.Argument op = Graph.argument(arguments.get(i));
            Node argument = switch (op.role()) {
                case CARRY -> made.carry(op.name(), inputs.get(i));
                case ELEMENT -> made.element(op.name(), inputs.get(i));
                default -> made.invariant(op.name(), inputs.get(i));
            };
            copy.put(arguments.get(i), argument);
        }
        List<Integer> chosen = summed.stream().sorted().toList();
        Map<Integer, Node> sums = new HashMap<>();
        for (int i : chosen) {
            sums.put(
                    i, made.carry("Σ" + names.get(i), to.constant(0, ends.get(i).type())));
        }
        // In their old order, so that each sum follows what is summed.
        for (Node node : body.nodes()) {
            Node value = copy.copy(node);
            for (int i : chosen) {
                if (ends.get(i) == node) {
                    sums.put(i, made.body().plus(sums.get(i), value));
                }
            }
        }
        Map<String, Node> next = new LinkedHashMap<>();
        Map<String, Node> outputs = new LinkedHashMap<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < scan.carries(); i++) {
            next.put(names.get(i), copy.copy(ends.get(i)));
            order.add(i);
        }
        for (int i : chosen) {
            next.put(names.get(i), sums.get(i));
            order.add(i);
        }
        for (int i = scan.carries(); i < ends.size(); i++) {
            if (!summed.contains(i)) {
                outputs.put(names.get(i), copy.copy(ends.get(i)));
                order.add(i);
            }
        }
        List<Node> results = made.build(to, next, outputs);
        Node[] ordered = new Node[ends.size()];
        for (int i = 0; i < ordered.length; i++) {
            ordered[order.get(i)] = results.get(i);
        }
        return List.of(ordered);
    }
}
