package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
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
 * <p>A model has such a form where each value at a step follows from that step and the states before it. So one that looks
 * at other steps than the last (a slice of time, a sum over it, a reversed recurrence) has none, and neither has one that
 * reads the last step at each step: what has come so far does not tell what will be the last.
 *
 * <pre>
 * last(x + last(a))    at the present step, if that is the last:  x + a
 * x + last(a)          at the first of four steps:                x₁ + a₄, which is not there yet
 * </pre>
 *
 * <p>Nor has one whose outputs need random numbers outside of training, which are numbered by the steps of a sequence.
 */
final class StreamStep {

    private static final String LAST_AT_EACH = "reads the last step of a sequence at every step";
    private static final String OTHER_TIME = "runs along another time than what comes before it";
    private static final String OF_A_SEQUENCE = "begins with what a sequence or a draw gives";
    private static final String BACKWARDS = "goes through the steps from the last to the first, because of reverse";
    private static final String DRAWN = "draws numbers in predictions";
    private static final String OTHER_STEPS = "needs other steps of a sequence than the present one";

    private final GraphBuilder graph = new GraphBuilder();
    private final Map<Node, Node> copies = new HashMap<>();
    private final Map<Node, Map<Integer, Node>> scanResults = new HashMap<>();
    private final Map<String, Node> next = new LinkedHashMap<>();
    private final Map<String, Graph> initial = new LinkedHashMap<>();

    /**
     * Values whose present form is right at the last step only: the last step of a sequence, the end of a recurrence, and
     * what is made of them.
     */
    private final Set<Node> ofTheEnd = new HashSet<>();

    /** The names of arguments and results, those of the states among them. */
    private final Set<String> taken = new HashSet<>();

    private final Pipeline pipeline;

    private StreamStep(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * The step form of the named results, or why there is none.
     *
     * @param inference the model as it is when not training
     * @param names values that a reason may name: those of the model itself
     * @param pipeline makes the step ready to be scheduled
     */
    static Network.Streaming of(Graph inference, Collection<String> outputs, OwnNames names, Pipeline pipeline) {
        Map<String, Node> wanted = new LinkedHashMap<>(inference.results());
        wanted.keySet().retainAll(outputs);
        Graph graph = pipeline.simplify(new Graph(inference.arguments(), wanted));
        try {
            return new Network.Streaming(Optional.of(new StreamStep(pipeline).transform(graph)), "");
        } catch (NoStepForm e) {
            return new Network.Streaming(Optional.empty(), label(e.node, graph, names) + " " + e.getMessage());
        }
    }

    /** Some value needs more than the present step and the states before it. */
    private static final class NoStepForm extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Node node;

        NoStepForm(Node node, String why) {
            super(why);
            this.node = node;
        }
    }

    /** What the model calls a value, or the first value with a name that is made of it. */
    private static String label(Node node, Graph graph, OwnNames names) {
        Set<Node> parts = new HashSet<>(Set.of(node));
        for (Node user : graph.nodes()) {
            boolean made = parts.contains(user) || user.inputs().stream().anyMatch(parts::contains);
            if (made && names.has(user)) {
                return user.name().get();
            }
            if (made) {
                parts.add(user);
            }
        }
        return graph.results().entrySet().stream()
                .filter(result -> parts.contains(result.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private Network.Step transform(Graph inference) throws NoStepForm {
        taken.addAll(inference.results().keySet());
        for (Node argument : inference.arguments()) {
            Op.Argument op = Graph.argument(argument);
            taken.add(op.name());
            if (op.role() == Op.Role.INPUT || op.role() == Op.Role.PARAMETER) {
                copies.put(
                        argument, graph.argument(op.name(), op.role(), op.type().withSteps(0)));
            }
        }
        String time = "";
        for (Node node : inference.nodes()) {
            String own = node.type().time().name();
            if (!own.isEmpty() && !time.isEmpty() && !own.equals(time)) {
                throw new NoStepForm(node, OTHER_TIME);
            }
            time = own.isEmpty() ? time : own;
            if (!copies.containsKey(node)) {
                Node copy = copy(node);
                if (node.name().isPresent()) {
                    graph.name(copy, node.name().get());
                }
                copies.put(node, copy);
            }
        }
        Map<String, Node> results = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : inference.results().entrySet()) {
            Node node = entry.getValue();
            if (node.type().steps() > 1 && ofTheEnd.contains(node)) {
                throw new NoStepForm(node, LAST_AT_EACH);
            }
            results.put(entry.getKey(), copies.get(node));
        }
        results.putAll(next);
        return new Network.Step(pipeline.optimize(graph.build(results)), initial);
    }

    /** The present value of a node. */
    private Node copy(Node node) throws NoStepForm {
        Op op = node.op();
        List<Node> in = new ArrayList<>();
        boolean fromSequence = false;
        for (Node input : node.inputs()) {
            in.add(copies.get(input));
            fromSequence |= input.type().hasSteps();
            if (ofTheEnd.contains(input)) {
                ofTheEnd.add(node);
            }
        }
        if (op instanceof Op.Scan) {
            return scan(node, (Op.Scan) op, in);
        }
        if (op instanceof Op.Project) {
            if (!node.type().hasSteps()) {
                ofTheEnd.add(node);
            }
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
            require(last, node);
            ofTheEnd.add(node);
            return in.get(0);
        }
        if (op instanceof Op.Reshape) {
            int before = node.input(0).type().steps();
            boolean loses = before == 1 && !node.type().hasSteps();
            require(before == node.type().steps() || loses, node);
            if (loses) {
                ofTheEnd.add(node);
            }
            return graph.reshape(in.get(0), node.type().withSteps(0));
        }
        require(!(op instanceof Op.Pad pad && pad.axis() == Op.STEPS), node);
        require(!(op instanceof Op.Random), node, DRAWN);
        require(!(op instanceof Op.Reverse), node, BACKWARDS);
        require(!fromSequence || node.type().hasSteps(), node);
        if (op instanceof Op.Scatter scatter) {
            return graph.add(new Op.Scatter(scatter.type().withSteps(0)), in);
        }
        if (op instanceof Op.Reduce) {
            Op.Reduce reduce = (Op.Reduce) op;
            TensorType type = reduce.type().withSteps(0);
            return in.get(0).type().equals(type) ? in.get(0) : graph.add(new Op.Reduce(reduce.reduction(), type), in);
        }
        return graph.add(op, in);
    }

    private static void require(boolean ofPresentStep, Node node) throws NoStepForm {
        require(ofPresentStep, node, OTHER_STEPS);
    }

    private static void require(boolean holds, Node node, String otherwise) throws NoStepForm {
        if (!holds) {
            throw new NoStepForm(node, otherwise);
        }
    }

    private Node scan(Node node, Op.Scan scan, List<Node> inputs) throws NoStepForm {
        require(!scan.reverse(), node, BACKWARDS);
        if (ofTheEnd.contains(node)) {
            throw new NoStepForm(node, LAST_AT_EACH);
        }
        GraphCopy body = new GraphCopy(graph, GraphCopy.Rule.SAME);
        List<Node> arguments = scan.body().arguments();
        List<String> names = List.copyOf(scan.body().results().keySet());
        String[] states = new String[scan.carries()];
        for (int i = 0; i < arguments.size(); i++) {
            if (i < scan.carries()) {
                states[i] = FreshNames.free(names.get(i), taken);
                taken.add(states[i]);
                Node start = node.input(i);
                initial.put(states[i], beginning(node, start));
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

    /** What a state begins with, made of numbers, parameters and inputs that a sequence has once. */
    private Graph beginning(Node scan, Node start) throws NoStepForm {
        List<Node> arguments = new ArrayList<>();
        for (Node node : Graph.reaching(List.of(start))) {
            if (node.type().hasSteps() || node.op() instanceof Op.Random) {
                throw new NoStepForm(scan, OF_A_SEQUENCE);
            }
            if (node.op() instanceof Op.Argument) {
                arguments.add(node);
            }
        }
        Graph made = new Graph(arguments, Map.of("value", start));
        return arguments.isEmpty() ? made : pipeline.optimize(made);
    }
}
