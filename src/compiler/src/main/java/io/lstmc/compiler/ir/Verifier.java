package io.lstmc.compiler.ir;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks between passes that a graph is what the rest relies on; a finding is a bug of the compiler. */
public final class Verifier {

    private Verifier() {}

    /**
     * Checks a graph and the bodies of its scans.
     *
     * @param after what has made it, for the message
     * @throws IllegalStateException if something does not hold
     */
    public static void verify(Graph graph, String after) {
        try {
            verify(graph);
        } catch (IllegalArgumentException broken) {
            throw new IllegalStateException("after " + after + ": " + broken.getMessage(), broken);
        }
    }

    private static void verify(Graph graph) {
        Set<Node> arguments = new HashSet<>(graph.arguments());
        Set<String> names = new HashSet<>();
        for (Node argument : graph.arguments()) {
            require(argument.op() instanceof Op.Argument, argument, "is no argument");
            require(names.add(Graph.argument(argument).name()), argument, "has the name of another argument");
        }
        for (Node node : graph.nodes()) {
            require(!(node.op() instanceof Op.Argument) || arguments.contains(node), node, "is not declared");
            for (Node input : node.inputs()) {
                require(input.id() < node.id(), node, "comes before its input");
                boolean projection = node.op() instanceof Op.Project;
                require(projection || !(input.op() instanceof Op.Scan), node, "reads a scan without a projection");
            }
            require(node.op().accept(new TypeRule(node.inputs())).equals(node.type()), node, "has another type");
            if (node.op() instanceof Op.Scan) {
                verifyScan((Op.Scan) node.op());
            }
        }
    }

    private static void verifyScan(Op.Scan scan) {
        List<Node> arguments = scan.body().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Op.Role role = Graph.argument(arguments.get(i)).role();
            Op.Role expected = i < scan.carries()
                    ? Op.Role.CARRY
                    : i < scan.carries() + scan.elements() ? Op.Role.ELEMENT : Op.Role.INVARIANT;
            require(role == expected, arguments.get(i), "is no " + expected);
        }
        verify(scan.body());
    }

    private static void require(boolean condition, Node node, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(node + " " + problem);
        }
    }
}
