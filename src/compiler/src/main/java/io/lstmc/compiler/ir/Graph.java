package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A pure function from arguments to named results. Graphs of the same nodes are equal. */
public final class Graph {

    private final List<Node> arguments;
    private final Map<String, Node> results;

    /** Found when first asked for. */
    private List<Node> nodes;

    /**
     * @param arguments nodes of {@link Op.Argument}, in order; also those that no result needs
     * @param results in order
     */
    public Graph(List<Node> arguments, Map<String, Node> results) {
        this.arguments = List.copyOf(arguments);
        this.results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    /** In order; also those that no result needs. */
    public List<Node> arguments() {
        return arguments;
    }

    /** In order. */
    public Map<String, Node> results() {
        return results;
    }

    /** The nodes that the results need, each behind its inputs. */
    public List<Node> nodes() {
        if (nodes == null) {
            nodes = Collections.unmodifiableList(reaching(results.values()));
        }
        return nodes;
    }

    /** The nodes that {@code ends} need, themselves included, each behind its inputs. */
    public static List<Node> reaching(Iterable<Node> ends) {
        return reaching(ends, Set.of());
    }

    /** The same without {@code known}, and without what only those need. */
    static List<Node> reaching(Iterable<Node> ends, Set<Node> known) {
        int highest = -1;
        for (Node end : ends) {
            highest = Math.max(highest, end.id());
        }
        Node[] open = new Node[highest + 1];
        int count = 0;
        for (Node end : ends) {
            count += open(end, open, known);
        }
        List<Node> found = new ArrayList<>();
        for (int id = highest; count > 0; id--) {
            if (open[id] != null) {
                found.add(open[id]);
                count--;
                for (Node input : open[id].inputs()) {
                    count += open(input, open, known); // An input has a smaller id, so its turn comes.
                }
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** Adds a node to those that wait, by id; gives how many more there are. */
    private static int open(Node node, Node[] open, Set<Node> known) {
        if (open[node.id()] != null || known.contains(node)) {
            return 0;
        }
        open[node.id()] = node;
        return 1;
    }

    public Node result(String name) {
        Node node = results.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no result " + name + " among " + results.keySet());
        }
        return node;
    }

    /** The results in order. */
    public List<Node> resultList() {
        return List.copyOf(results.values());
    }

    /** The arguments with a role, in order. */
    public List<Node> arguments(Op.Role role) {
        List<Node> found = new ArrayList<>();
        for (Node a : arguments) {
            if (argument(a).role() == role) {
                found.add(a);
            }
        }
        return found;
    }

    /** The operation of an argument node. */
    public static Op.Argument argument(Node node) {
        return (Op.Argument) node.op();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Graph graph && arguments.equals(graph.arguments) && results.equals(graph.results);
    }

    @Override
    public int hashCode() {
        return 31 * arguments.hashCode() + results.hashCode();
    }

    @Override
    public String toString() {
        return "Graph of " + arguments + " with " + results;
    }
}
