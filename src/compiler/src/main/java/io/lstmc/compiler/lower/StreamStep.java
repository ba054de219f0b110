package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Names;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.pass.Pipeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The step form of a model: what one more element of the sequences changes. A sequence becomes its present element, a
 * recurrence its body with the carries as states, and what the model says of the last step is said of the present one.
 *
 * <p>A model that looks at other steps than the last (a slice of time, a sum over it, a reversed recurrence) has no such
 * form.
 */
final class StreamStep {

    private final GraphBuilder graph = new GraphBuilder();
    private final Map<Node, Node> copies = new HashMap<>();
    private final Map<Node, Map<Integer, Node>> scanResults = new HashMap<>();
    private final Map<String, Node> next = new LinkedHashMap<>();
    private final Map<String, Graph> initial = new LinkedHashMap<>();

    /** The names of arguments and results, those of the states among them. */
    private final Set<String> taken = new HashSet<>();

    private final Pipeline pipeline;

    private StreamStep(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * The step form of the named results, if there is one.
     *
     * @param pipeline makes it ready to be scheduled
     */
    static Optional<Network.Step> of(Graph forward, Collection<String> outputs, Pipeline pipeline) {
        Map<String, Node> wanted = new LinkedHashMap<>(forward.results());
        wanted.keySet().retainAll(outputs);
        StreamStep step = new StreamStep(pipeline);
        return step.transform(step.withoutMode(new Graph(forward.arguments(), wanted)));
    }

    /** The graph as it is when not training: what only training does falls away. */
    private Graph withoutMode(Graph graph) {
        GraphBuilder to = new GraphBuilder();
        GraphCopy copy = new GraphCopy(to, GraphCopy.Rule.SAME);
        for (Node argument : graph.arguments()) {
            Op.Argument op = Graph.argument(argument);
            if (op.role() == Op.Role.MODE) {
                copy.put(argument, to.constant(0, TensorType.SCALAR));
            } else {
                copy.put(argument, to.argument(op.name(), op.role(), op.type()));
            }
        }
        Map<String, Node> results = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : graph.results().entrySet()) {
            results.put(entry.getKey(), copy.copy(entry.getValue()));
        }
        return pipeline.simplify(to.build(results));
    }

    private Optional<Network.Step> transform(Graph inference) {
        taken.addAll(inference.results().keySet());
        for (Node argument : inference.arguments()) {
            Op.Argument op = Graph.argument(argument);
            taken.add(op.name());
            if (op.role() == Op.Role.INPUT || op.role() == Op.Role.PARAMETER) {
                copies.put(
                        argument, graph.argument(op.name(), op.role(), op.type().withSteps(0)));
            }
        }
        for (Node node : inference.nodes()) {
            if (!copies.containsKey(node)) {
                Node copy = copy(node);
                if (copy == null) {
                    return Optional.empty();
                }
                if (node.name().isPresent()) {
                    graph.name(copy, node.name().get());
                }
                copies.put(node, copy);
            }
        }
        Map<String, Node> results = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : inference.results().entrySet()) {
            results.put(entry.getKey(), copies.get(entry.getValue()));
        }
        results.putAll(next);
        return Optional.of(new Network.Step(pipeline.optimize(graph.build(results)), initial));
    }

    /** The present value of a node, or {@code null} if it depends on other steps. */
    private Node copy(Node node) {
        Op op = node.op();
        List<Node> in = new ArrayList<>();
        for (Node input : node.inputs()) {
            in.add(copies.get(input));
        }

        boolean fromSequence = false;
        for (Node i : node.inputs()) {
            fromSequence |= i.type().hasSteps();
        }
        if (op instanceof Op.Scan) {
            return scan(node, (Op.Scan) op, in);
        }
        if (op instanceof Op.Project) {
            return scanResults.get(node.input(0)).get(((Op.Project) op).index());
        }
        if (op instanceof Op.Constant) {
            return graph.constant(((Op.Constant) op).value(), node.type().withSteps(0));
        }
        if (op instanceof Op.Broadcast) {
            return graph.broadcast(in.get(0), node.type().withSteps(0));
        }
        if (op instanceof Op.Slice && ((Op.Slice) op).axis() == Op.STEPS) {
            int steps = node.input(0).type().steps();
            boolean last = ((Op.Slice) op).from() == steps - 1 && ((Op.Slice) op).to() == steps;
            return last ? in.get(0) : null;
        }
        if (op instanceof Op.Reshape) {
            int before = node.input(0).type().steps();
            boolean keeps =
                    before == node.type().steps() || before == 1 && !node.type().hasSteps();
            return keeps ? graph.reshape(in.get(0), 0, node.type().dims()) : null;
        }
        if (op instanceof Op.Pad && ((Op.Pad) op).axis() == Op.STEPS || op instanceof Op.Random) {
            return null;
        }
        if (fromSequence && !node.type().hasSteps()) {
            return null;
        }
        if (op instanceof Op.Reduce) {
            Op.Reduce reduce = (Op.Reduce) op;
            TensorType type = reduce.type().withSteps(0);
            return in.get(0).type().equals(type) ? in.get(0) : graph.add(new Op.Reduce(reduce.reduction(), type), in);
        }
        return graph.add(op, in);
    }

    private Node scan(Node node, Op.Scan scan, List<Node> inputs) {
        if (scan.reverse()) {
            return null;
        }
        GraphCopy body = new GraphCopy(graph, GraphCopy.Rule.SAME);
        List<Node> arguments = scan.body().arguments();
        String[] states = new String[scan.carries()];
        for (int i = 0; i < arguments.size(); i++) {
            if (i < scan.carries()) {
                states[i] =
                        Names.free("state_" + Graph.argument(arguments.get(i)).name(), taken);
                taken.add(states[i]);
                Node start = node.input(i);
                if (Graph.reaching(List.of(start)).stream().anyMatch(n -> n.op() instanceof Op.Argument)) {
                    return null;
                }
                initial.put(states[i], new Graph(List.of(), Map.of("value", start)));
                body.put(arguments.get(i), graph.argument(states[i], Op.Role.CARRY, start.type()));
            } else {
                body.put(arguments.get(i), inputs.get(i));
            }
        }
        Map<Integer, Node> results = new HashMap<>();
        List<Node> ends = scan.body().resultList();
        for (int i = 0; i < ends.size(); i++) {
            results.put(i, body.copy(ends.get(i)));
            if (i < scan.carries()) {
                next.put(states[i], results.get(i));
            }
        }
        scanResults.put(node, results);
        return graph.constant(0, TensorType.SCALAR);
    }
}
