package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names and terms for the values of one graph. A value has an equation of its own if it has a name, or several uses and
 * is not short; all others stand within the equations that use them.
 */
final class Equations {

    /** The longest text without a name that is repeated rather than named. */
    private static final int SHORT = 16;

    /** One line: {@code name = right side}, of a type. */
    record Equation(Node node, String name, String rightSide) {}

    private final Set<String> taken;
    private final Map<Node, Term> terms = new HashMap<>();
    private final Map<Node, Equation> lines = new LinkedHashMap<>();
    private final Map<Node, RecurrenceNames> loops = new LinkedHashMap<>();

    /** Equations of a whole graph. */
    static Equations of(Graph graph) {
        Equations equations = new Equations(new HashSet<>());
        for (Node argument : graph.arguments()) {
            equations.terms.put(
                    argument, Term.atom(equations.free(Graph.argument(argument).name())));
        }
        equations.write(graph, Map.of());
        return equations;
    }

    /**
     * Equations of the body of a loop.
     *
     * @param taken names in use anywhere in the printed text, so that a name means one thing in all of it
     * @param arguments how the arguments of the body are called
     * @param ends names of values that have an equation whatever they are
     */
    static Equations ofBody(Graph body, Set<String> taken, Map<Node, Term> arguments, Map<Node, String> ends) {
        Equations equations = new Equations(taken);
        equations.terms.putAll(arguments);
        equations.write(body, ends);
        return equations;
    }

    private Equations(Set<String> taken) {
        this.taken = taken;
    }

    private String free(String wish) {
        String name = FreshNames.free(wish, taken);
        taken.add(name);
        return name;
    }

    private void write(Graph graph, Map<Node, String> ends) {
        List<Node> nodes = graph.nodes();
        Map<Node, Integer> uses = new HashMap<>();
        Map<Node, List<Node>> projections = new HashMap<>();
        for (Node node : nodes) {
            // What a repetition reads is read by each of its uses.
            node.inputs().forEach(input -> uses.merge(source(input), 1, Integer::sum));
            if (node.op() instanceof Op.Project) {
                projections
                        .computeIfAbsent(node.input(0), scan -> new ArrayList<>())
                        .add(node);
            }
        }
        Map<Node, String> results = new HashMap<>();
        graph.results().forEach((name, node) -> results.putIfAbsent(node, name));
        results.keySet().forEach(node -> uses.merge(source(node), 1, Integer::sum));

        for (Node node : nodes) {
            if (node.op() instanceof Op.Scan) {
                RecurrenceNames loop = RecurrenceNames.of(node, inputs(node), taken);
                loops.put(node, loop);
                projections.getOrDefault(node, List.of()).forEach(p -> terms.put(p, loop.project(p)));
            } else if (!terms.containsKey(node)) {
                Term term = node.op().accept(new NodeNotation(node, inputs(node)));
                Optional<String> name = Optional.ofNullable(ends.get(node));
                if (name.isEmpty() && deservesLine(node, term, uses.getOrDefault(node, 0))) {
                    name = Optional.of(free(wish(node, Optional.ofNullable(results.get(node)))));
                }
                name.ifPresent(text -> lines.put(node, new Equation(node, text, term.text())));
                terms.put(node, name.map(Term::atom).orElse(term));
            }
        }
    }

    /** The name in the source, or if that is taken or there is none, that of the result. */
    private String wish(Node node, Optional<String> result) {
        Optional<String> own = node.name();
        boolean clear = own.isPresent() && (result.isEmpty() || !taken.contains(own.get()));
        return clear ? own.get() : result.orElse("_" + node.id());
    }

    private static Node source(Node node) {
        Node source = node;
        while (source.op() instanceof Op.Broadcast) {
            source = source.input(0);
        }
        return source;
    }

    private static boolean deservesLine(Node node, Term term, int uses) {
        if (node.op() instanceof Op.Constant || node.op() instanceof Op.Broadcast) {
            return false;
        }
        return node.name().isPresent() || uses > 1 && term.text().length() > SHORT;
    }

    private List<Term> inputs(Node node) {
        return node.inputs().stream().map(terms::get).toList();
    }

    /** How other equations refer to a value. */
    Term term(Node node) {
        return terms.get(node);
    }

    Optional<Equation> equation(Node node) {
        return Optional.ofNullable(lines.get(node));
    }

    Optional<RecurrenceNames> loop(Node scan) {
        return Optional.ofNullable(loops.get(scan));
    }
}
