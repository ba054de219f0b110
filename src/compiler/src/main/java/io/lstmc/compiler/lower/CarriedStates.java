package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of a model whose recurrences go on where those of another batch ended: truncated backpropagation through time, as
 * in Williams and Peng, "An Efficient Gradient-Based Algorithm for On-Line Training of Recurrent Network Trajectories", 1990.
 * What a recurrence goes on from is an argument, so no gradient passes from one batch to the one before.
 *
 * <pre>
 * before: h = scan(begins with h0)
 * after:  h = scan(begins with where(goes on, a.h before, h0)), and its end is the result a.h
 * </pre>
 */
final class CarriedStates {

    private final Graph forward;
    private final Set<Node> going;
    private final GraphBuilder graph = new GraphBuilder();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Network.Carry.State> states = new LinkedHashMap<>();
    private final Map<String, Node> ends = new LinkedHashMap<>();
    private Node goesOn;

    private CarriedStates(Graph forward, Iterable<Node> ends) {
        this.forward = forward;
        this.going = Set.copyOf(Graph.reaching(ends));
        this.taken.addAll(forward.results().keySet());
        forward.arguments().forEach(a -> taken.add(Graph.argument(a).name()));
    }

    /** What stands against it, as a sentence about the states of the model; {@code forward} is simplified. */
    static Optional<String> obstacle(Graph forward) {
        Set<String> times = new LinkedHashSet<>();
        String first = "";
        String other = "";
        boolean any = false;
        for (Node node : forward.nodes()) {
            if (!(node.op() instanceof Op.Scan scan) || scan.carries() == 0) {
                continue;
            }
            String state = scan.body().results().keySet().iterator().next();
            if (scan.reverse() || reversed(node, scan)) {
                return Optional.of(state
                        + " reads the steps from the last to the first, so the next samples cannot go on from it");
            }
            for (int i = 0; i < scan.carries(); i++) {
                TensorType type = node.input(i).type();
                if (!type.times().isEmpty()) {
                    String name = List.copyOf(scan.body().results().keySet()).get(i);
                    return Optional.of(name + " has a number for each step of "
                            + type.times().get(0).name() + ", and the next samples have other steps");
                }
            }
            first = times.isEmpty() ? state : first;
            other = times.add(scan.time().name()) ? state : other;
            any = true;
        }
        if (times.size() > 1) {
            List<String> names = List.copyOf(times);
            return Optional.of(first + " runs along " + names.get(0) + " and " + other + " along "
                    + names.get(names.size() - 1) + ", but samples go on along one time");
        }
        return any ? Optional.empty() : Optional.of("it has no states");
    }

    /** Whether what a recurrence reads at its steps has been reversed; that of another time is at each step the same. */
    private static boolean reversed(Node node, Op.Scan scan) {
        List<Node> elements = node.inputs().subList(scan.carries(), scan.carries() + scan.elements());
        return Graph.reaching(elements).stream()
                .anyMatch(n -> n.op() instanceof Op.Reverse && n.type().time().equals(scan.time()));
    }

    /** The graph with the states of all recurrences as arguments and results. */
    static Carried of(Graph forward) {
        return of(forward, forward.results().values());
    }

    /** The same with those recurrences alone that {@code ends} need; others begin as the model says. */
    static Carried of(Graph forward, Iterable<Node> ends) {
        return new CarriedStates(forward, ends).carried();
    }

    /** The graph of a model that carries, and its states. */
    record Carried(Graph graph, Network.Carry carry) {}

    private Carried carried() {
        GraphCopy copy = new GraphCopy(
                graph,
                (to, node, inputs) -> node.op() instanceof Op.Scan scan && going.contains(node)
                        ? scan(scan, inputs)
                        : to.add(node.op(), inputs));
        for (Node argument : forward.arguments()) {
            Op.Argument op = Graph.argument(argument);
            copy.put(argument, graph.argument(op.name(), op.role(), op.type()));
        }
        String flag = name("goes on");
        goesOn = graph.argument(flag, Op.Role.INPUT, TensorType.perSample());
        Map<String, Node> results = copy.copyAll(forward);
        results.putAll(ends);
        return new Carried(graph.build(results), new Network.Carry(flag, List.copyOf(states.values())));
    }

    private Node scan(Op.Scan scan, List<Node> inputs) {
        List<Node> begun = new ArrayList<>(inputs);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < scan.carries(); i++) {
            String name = name(List.copyOf(scan.body().results().keySet()).get(i));
            String before = name(name + " before");
            TensorType type = inputs.get(i).type();
            Node carried = graph.argument(before, Op.Role.INPUT, type);
            begun.set(i, graph.select(graph.broadcast(goesOn, type), carried, inputs.get(i)));
            states.put(name, new Network.Carry.State(name, before, type));
            names.add(name);
        }
        List<Node> results = graph.scan(scan, begun);
        for (int i = 0; i < scan.carries(); i++) {
            ends.put(names.get(i), results.get(i));
        }
        return results.isEmpty() ? graph.add(scan, begun) : results.get(0).input(0);
    }

    private String name(String wish) {
        String name = FreshNames.free(wish, taken);
        taken.add(name);
        return name;
    }
}
