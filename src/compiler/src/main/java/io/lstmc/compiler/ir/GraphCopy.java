package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies nodes into a builder, where a rule may put something else in the place of a node. */
public final class GraphCopy {

    /** What becomes of a node. */
    @FunctionalInterface
    public interface Rule {

        /** Copies as it is. */
        Rule SAME = (to, node, inputs) -> to.add(node.op(), inputs);

        /**
         * The node that takes the place of {@code node}.
         *
         * @param inputs what has become of its inputs
         */
        Node apply(GraphBuilder to, Node node, List<Node> inputs);
    }

    private final GraphBuilder to;
    private final Rule rule;
    private final Map<Node, Node> copies = new HashMap<>();

    public GraphCopy(GraphBuilder to, Rule rule) {
        this.to = to;
        this.rule = rule;
    }

    /** A graph rewritten by a rule; all arguments stay. */
    public static Graph of(Graph graph, Rule rule) {
        GraphBuilder to = new GraphBuilder();
        return to.build(new GraphCopy(to, rule).copyAll(graph));
    }

    /** Says what stands for a node before it is copied. */
    public void put(Node node, Node copy) {
        copies.put(node, copy);
    }

    /** Copies the arguments as arguments, then all that the results need. */
    public Map<String, Node> copyAll(Graph graph) {
        for (Node argument : graph.arguments()) {
            Op.Argument op = Graph.argument(argument);
            copies.computeIfAbsent(argument, a -> to.argument(op.name(), op.role(), op.type()));
        }
        Map<String, Node> results = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : graph.results().entrySet()) {
            results.put(entry.getKey(), copy(entry.getValue()));
        }
        return results;
    }

    /** What has become of a node; copies first what it needs and is not yet there. */
    public Node copy(Node end) {
        if (copies.containsKey(end)) {
            return copies.get(end);
        }
        for (Node node : Graph.reaching(List.of(end), copies.keySet())) {
            List<Node> inputs = new ArrayList<>(node.inputs().size());
            for (Node input : node.inputs()) {
                inputs.add(copies.get(input));
            }
            Node copy = rule.apply(to, node, inputs);
            if (node.name().isPresent()) {
                to.name(copy, node.name().get());
            }
            copies.put(node, copy);
        }
        return copies.get(end);
    }
}
