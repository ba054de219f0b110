package io.lstmc.compiler.autodiff;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reverse-mode differentiation of a graph. */
public final class Autodiff {

    private Autodiff() {}

    /** The name of the adjoint of what is called {@code name}. */
    public static String adjointName(String name) {
        return "δ" + name;
    }

    /**
     * A graph with adjoints.
     *
     * @param graph the primal graph
     * @param ends the results whose adjoints are given: each becomes an argument {@code SEED} of the result's type, named
     *     {@link #adjointName}
     * @param variables arguments of the graph
     * @return the graph with the seeds as further arguments and, for each variable, a further result: its adjoint, which
     *     is zero where the ends do not depend on it
     */
    public static Graph differentiate(Graph graph, List<String> ends, List<Node> variables) {
        return differentiate(graph, ends, variables, List.of());
    }

    /**
     * The same, with adjoints of values on the way.
     *
     * @param watched results: each gets a further result, its adjoint. Of a sequence that a recurrence gives it is, at each
     *     step, the derivative with respect to the value there, with what comes through later steps. One that is the same for
     *     all samples is there for each of them.
     */
    public static Graph differentiate(Graph graph, List<String> ends, List<Node> variables, List<String> watched) {
        GraphBuilder builder = new GraphBuilder();
        GraphCopy copy = new GraphCopy(builder, GraphCopy.Rule.SAME);
        Map<String, Node> results = new LinkedHashMap<>(copy.copyAll(graph));
        List<Node> nodes = Graph.reaching(results.values());
        List<Node> wanted = new ArrayList<>();
        for (Node node : variables) {
            wanted.add(copy.copy(node));
        }

        Map<String, Node> seen = new LinkedHashMap<>();
        watched.forEach(name -> seen.put(name, results.get(name)));
        Adjoints adjoints = new Adjoints(builder, nodes, wanted, seen.values());
        for (String end : new ArrayList<>(ends)) {
            Node result = results.get(end);
            adjoints.add(result, builder.argument(adjointName(end), Op.Role.SEED, result.type()));
        }
        adjoints.propagate();
        for (Node variable : wanted) {
            Node adjoint = adjoints.of(variable).orElseGet(() -> builder.constantLike(0, variable));
            results.put(adjointName(Graph.argument(variable).name()), adjoint);
        }
        seen.forEach((name, value) -> {
            Node adjoint = adjoints.ofWatched(value).orElseGet(() -> builder.constantLike(0, value));
            results.put(
                    adjointName(name), builder.broadcast(adjoint, adjoint.type().withBatch(true)));
        });
        return Adjoints.extend(builder.build(results), adjoints.extended());
    }
}
