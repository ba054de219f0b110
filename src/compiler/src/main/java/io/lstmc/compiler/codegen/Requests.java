package io.lstmc.compiler.codegen;

import io.lstmc.compiler.codegen.method.EmitRequest;
import io.lstmc.compiler.codegen.method.Location;
import io.lstmc.compiler.codegen.method.Section;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Parts of requests that several classes make. */
final class Requests {

    private Requests() {}

    /** Gives the argument that tells training from use, if the graph has it, as an expression. */
    static Map<String, Location> mode(Graph graph, String expression) {
        Map<String, Location> given = new HashMap<>();
        for (Node argument : graph.arguments(Op.Role.MODE)) {
            given.put(Graph.argument(argument).name(), new Location(expression, Location.EXPRESSION, false));
        }
        return given;
    }

    /**
     * All results of a graph in one method, for one sample.
     *
     * @param parameters the array of parameters that change only between evaluations, if there is one
     */
    static EmitRequest single(
            ClassScope scope,
            Graph graph,
            String method,
            Map<String, Location> given,
            Optional<String> parameters,
            Set<String> identifiers) {
        return new EmitRequest(
                graph,
                List.of(new Section(method, new ArrayList<>(graph.results().keySet()))),
                1,
                IndexExpression.ONE,
                scope.network().precision(),
                scope.network().unroll(),
                given,
                parameters,
                scope.products(),
                scope.literals(),
                "key",
                Set.of(),
                Map.of(),
                identifiers,
                scope.network().optimizations(),
                scheduled -> scope.listener().accept(scheduled.serving("stream")));
    }

    /** The names of the states that a step replaces. */
    static List<String> carries(Graph graph) {
        List<String> found = new ArrayList<>();
        for (Node a : graph.arguments(Op.Role.CARRY)) {
            found.add(Graph.argument(a).name());
        }
        return found;
    }

    /** Whether two evaluations with the same arguments may differ, or differ in training from other use. */
    static boolean isRandom(Graph graph) {
        return !graph.arguments(Op.Role.MODE).isEmpty()
                || graph.nodes().stream().map(Node::op).anyMatch(Requests::isRandom);
    }

    /** The streams of random numbers that are drawn in a graph. */
    static Set<Integer> streams(Graph graph) {
        Set<Integer> streams = new TreeSet<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Op.Random random) {
                streams.add(random.stream());
            } else if (node.op() instanceof Op.Scan scan) {
                streams.addAll(streams(scan.body()));
            }
        }
        return streams;
    }

    private static boolean isRandom(Op op) {
        return op instanceof Op.Random || (op instanceof Op.Scan scan && isRandom(scan.body()));
    }
}
