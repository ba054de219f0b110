package io.lstmc.compiler.autodiff;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The traversal of reverse mode: walks from the ends to the beginnings and sums, for each node, what its uses add to its
 * adjoint.
 */
final class Adjoints {

    private final GraphBuilder graph;
    private final List<Node> nodes;
    private final Set<Node> active;
    private final Map<Node, Node> adjoints = new HashMap<>();
    private final Map<Node, Op.Scan> extended = new HashMap<>();
    private final Choices choices;

    /** The results of recurrences whose adjoints at each step are wanted, by the recurrence. */
    private final Map<Node, Set<Integer>> watched = new HashMap<>();

    /** These adjoints, by the node of the result. */
    private final Map<Node, Node> ofWatched = new HashMap<>();

    /**
     * Adjoints within the nodes of a builder.
     *
     * @param nodes all that are propagated through, each behind its inputs
     * @param wanted those of them of which an adjoint is wanted
     */
    Adjoints(GraphBuilder graph, List<Node> nodes, Collection<Node> wanted) {
        this(graph, nodes, wanted, List.of());
    }

    /**
     * The same.
     *
     * @param watched further ones that are wanted; of a sequence that a recurrence gives the adjoint is, at each step, that
     *     of its value there, to which later steps have added
     */
    Adjoints(GraphBuilder graph, List<Node> nodes, Collection<Node> wanted, Collection<Node> watched) {
        this.graph = graph;
        this.nodes = nodes;
        this.choices = new Choices(nodes);
        Set<Node> variables = new HashSet<>(wanted);
        variables.addAll(watched);
        for (Node node : watched) {
            if (node.op() instanceof Op.Project project) {
                variables.add(node.input(0));
                this.watched
                        .computeIfAbsent(node.input(0), scan -> new TreeSet<>())
                        .add(project.index());
            }
        }
        this.active = dependents(nodes, variables);
    }

    /** Those of {@code nodes}, each behind its inputs, that depend on {@code variables}, and these themselves. */
    static Set<Node> dependents(List<Node> nodes, Collection<Node> variables) {
        Set<Node> found = new HashSet<>(variables);
        for (Node node : nodes) {
            boolean constant = node.op() instanceof Op.StopGradient;
            if (!constant && node.inputs().stream().anyMatch(found::contains)) {
                found.add(node);
            }
        }
        return found;
    }

    /** Adds to the adjoint of a node what does not depend on a choice. */
    void add(Node node, Node adjoint) {
        choices.use(node);
        merge(node, adjoint);
    }

    private void merge(Node node, Node adjoint) {
        if (active.contains(node)) {
            adjoints.merge(node, adjoint, graph::plus);
        }
    }

    /** The adjoint of a watched node, if anything has added to it. */
    Optional<Node> ofWatched(Node node) {
        return node.op() instanceof Op.Project ? Optional.ofNullable(ofWatched.get(node)) : of(node);
    }

    /** The adjoint of a node, if anything has added to it. */
    Optional<Node> of(Node node) {
        return Optional.ofNullable(adjoints.get(node));
    }

    /** The scans that must give more outputs than they did, because their adjoints read them: same inputs, new body. */
    Map<Node, Op.Scan> extended() {
        return extended;
    }

    /** Propagates from the ends, visiting the nodes from the last to the first. */
    void propagate() {
        Map<Node, List<Node>> projections = new HashMap<>();
        for (Node node : nodes) {
            if (node.op() instanceof Op.Project) {
                projections
                        .computeIfAbsent(node.input(0), scan -> new ArrayList<>())
                        .add(node);
            }
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (!active.contains(node) || node.op() instanceof Op.Project) {
                continue;
            }
            if (node.op() instanceof Op.Scan) {
                propagateScan(node, projections.getOrDefault(node, List.of()));
            } else if (adjoints.containsKey(node)) {
                Node adjoint = name(node);
                if (!node.inputs().isEmpty()) {
                    addAll(node, node.op().accept(new VjpRules(graph, node, adjoint, choices)));
                }
            }
        }
    }

    private Node name(Node node) {
        Node adjoint = adjoints.get(node);
        if (node.name().isPresent()) {
            graph.name(adjoint, Autodiff.adjointName(node.name().get()));
        }
        return adjoint;
    }

    private void propagateScan(Node scan, List<Node> projections) {
        int results = ((Op.Scan) scan.op()).body().results().size();
        List<Optional<Node>> ofResults = new ArrayList<>(java.util.Collections.nCopies(results, Optional.empty()));
        for (Node projection : projections) {
            if (adjoints.containsKey(projection)) {
                ofResults.set(((Op.Project) projection.op()).index(), Optional.of(name(projection)));
            }
        }
        if (ofResults.stream().anyMatch(Optional::isPresent)) {
            ScanAdjoint rule =
                    new ScanAdjoint(graph, scan, active::contains, ofResults, watched.getOrDefault(scan, Set.of()));
            choices.use(scan);
            addAll(scan, rule.ofInputs());
            extended.put(scan, rule.extended());
            for (Node projection : projections) {
                Node adjoint = rule.ofWatched().get(((Op.Project) projection.op()).index());
                if (adjoint != null) {
                    ofWatched.put(projection, adjoint);
                }
            }
        }
    }

    private void addAll(Node node, List<Node> ofInputs) {
        for (int i = 0; i < ofInputs.size(); i++) {
            if (ofInputs.get(i) != null) {
                choices.use(node, node.input(i));
                merge(node.input(i), ofInputs.get(i));
            }
        }
    }

    /** Copies a graph with its scans extended. */
    static Graph extend(Graph graph, Map<Node, Op.Scan> extended) {
        return io.lstmc.compiler.ir.GraphCopy.of(
                graph,
                (to, node, inputs) -> to.add(extended.containsKey(node) ? extended.get(node) : node.op(), inputs));
    }
}
