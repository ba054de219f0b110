package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which stacked outputs of a recurrence its readers can compute again for less than it costs to write and to read them.
 *
 * <p>That holds for a few additions, products and selections of values that are there at each step anyway: other stacks,
 * inputs, the states, of which one stack holds those before and those behind a step, and what is the same at every step.
 * Values that are a small part as large, as one for each sample, may be stacked for it. Where all operands are as small, or
 * the same at every step, one function may be among the operations: what attention sees of a memory, which is as large as the
 * memory at each step, is computed from the memory and one row. Matrix products, reductions and powers are never computed
 * twice.
 */
final class Reproducible {

    /** So many operations take less time than memory does. */
    private static final int MOST_OPERATIONS = 4;

    /** A value with so many times fewer elements is stacked for next to nothing. */
    private static final int SMALL = 8;

    private final Op.Scan scan;
    private final Node node;
    private final Set<Node> readByReaders = new HashSet<>();
    private final List<Node> results;

    /** By the node of the body, where its stack is among the results. */
    private final Map<Node, Integer> stacks = new HashMap<>();

    private final Set<Node> chosen = new LinkedHashSet<>();
    private final Map<Node, Integer> operations = new HashMap<>();
    private final Set<Node> more = new LinkedHashSet<>();

    Reproducible(Graph graph, Node node) {
        this.node = node;
        this.scan = (Op.Scan) node.op();
        this.results = scan.body().resultList();
        Map<Node, Node> projects = new LinkedHashMap<>();
        Set<Node> elsewhere = new HashSet<>(graph.resultList());
        for (Node reader : graph.nodes()) {
            if (reader.op() instanceof Op.Project project && reader.input(0) == node) {
                if (project.index() >= scan.carries()) {
                    stacks.putIfAbsent(results.get(project.index()), project.index());
                    projects.put(reader, results.get(project.index()));
                }
            }
            boolean[] steps = stepByStep(reader);
            for (int i = 0; i < reader.inputs().size(); i++) {
                if (!steps[i]) {
                    elsewhere.add(reader.input(i));
                }
            }
        }
        for (Node reader : graph.nodes()) {
            if (reader.inputs().stream().anyMatch(projects::containsKey)) {
                readByReaders.addAll(reader.inputs());
            }
        }
        List<Map.Entry<Node, Node>> latest = new ArrayList<>(projects.entrySet());
        latest.sort((a, b) -> b.getValue().id() - a.getValue().id());
        // The first ones are read by the later ones, so that a value is chosen before those from which it is computed.
        for (int i = latest.size() - 1; i >= 0; i--) {
            if (!elsewhere.contains(latest.get(i).getKey())) {
                choose(latest.get(i).getKey(), latest.get(i).getValue());
            }
        }
    }

    /** Which inputs a node reads as elements of as many steps as this recurrence has. */
    private boolean[] stepByStep(Node reader) {
        boolean[] found = new boolean[reader.inputs().size()];
        if (reader.op() instanceof Op.Scan other && other.time().equals(scan.time())) {
            for (int i = other.carries(); i < other.carries() + other.elements(); i++) {
                found[i] = true;
            }
        }
        return found;
    }

    private void choose(Node project, Node value) {
        if (!value.type().batched() || value.type().elements() <= 1) {
            return;
        }
        Set<Node> needed = new LinkedHashSet<>();
        int count = isCheap(value) ? cost(value, value, needed) : MOST_OPERATIONS + 1;
        if (count > MOST_OPERATIONS) {
            needed.clear();
            count = costFromSmall(value, needed);
        }
        if (count <= MOST_OPERATIONS) {
            chosen.add(project);
            operations.put(value, count);
            more.addAll(needed);
        }
    }

    /** The stacked results that are computed again, as nodes of the graph. */
    Set<Node> chosen() {
        return chosen;
    }

    /** Where a value of the body is among the results of the extended recurrence, if it is stacked there; else -1. */
    int source(Node value) {
        if (operations.containsKey(value)) {
            return -1;
        }
        int extra = new ArrayList<>(more).indexOf(value);
        return extra >= 0 ? results.size() + extra : stacks.getOrDefault(value, -1);
    }

    /** The recurrence with the further stacks that readers need. */
    Op.Scan extended() {
        Map<String, Node> ends = new LinkedHashMap<>(scan.body().results());
        for (Node m : more) {
            ends.put(FreshNames.free(m.name().orElse("r" + m.id()), ends.keySet()), m);
        }
        return scan.withBody(new Graph(scan.body().arguments(), ends));
    }

    private static boolean isCheap(Node value) {
        if (value.op() instanceof Op.Unary unary) {
            return unary.function() == UnaryFunction.NEGATE;
        }
        if (value.op() instanceof Op.Binary binary) {
            return switch (binary.function()) {
                case ADD, SUBTRACT, MULTIPLY, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> true;
                case DIVIDE, POWER -> false;
            };
        }
        return value.op() instanceof Op.Select;
    }

    /**
     * The number of operations from what is there.
     *
     * @param needed gets what has to be stacked for it
     */
    private int cost(Node value, Node whole, Set<Node> needed) {
        int count = 1;
        for (Node input : value.inputs()) {
            count += costOfOperand(input, whole, needed);
            if (count > MOST_OPERATIONS) {
                return count;
            }
        }
        return count;
    }

    private int costOfOperand(Node value, Node whole, Set<Node> needed) {
        if (operations.containsKey(value)) {
            return operations.get(value);
        }
        if (value.isLiteral() || stacks.containsKey(value) || isThere(value)) {
            return 0;
        }
        if (value.op() instanceof Op.Broadcast) {
            return costOfOperand(value.input(0), whole, needed);
        }
        if (isSmall(value, whole) && !(value.op() instanceof Op.Argument) || isBehindAStackedState(value)) {
            needed.add(value);
            return 0;
        }
        return isCheap(value) ? cost(value, whole, needed) : MOST_OPERATIONS + 1;
    }

    /**
     * The number of operations, besides one function, from what is small or the same at every step; more than allowed if it
     * is computed from anything else.
     */
    private int costFromSmall(Node whole, Set<Node> needed) {
        int count = 0;
        int functions = 0;
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(whole));
        while (!open.isEmpty() && count <= MOST_OPERATIONS && functions <= 1) {
            Node value = open.pop();
            if (value.isLiteral() || isInvariant(value) || !seen.add(value)) {
                continue;
            }
            boolean repeats = value.op() instanceof Op.Broadcast;
            boolean argument = value.op() instanceof Op.Argument;
            if (!repeats && isSmall(value, whole) && (!argument || stacks.containsKey(value) || isThere(value))) {
                if (!argument && !stacks.containsKey(value)) {
                    needed.add(value);
                }
                continue;
            }
            boolean function = isFunction(value);
            if (!repeats && !function && !isCheap(value)) {
                return MOST_OPERATIONS + 1;
            }
            functions += function ? 1 : 0;
            count += repeats || function ? 0 : 1;
            open.addAll(value.inputs());
        }
        return functions <= 1 ? count : MOST_OPERATIONS + 1;
    }

    private static boolean isSmall(Node value, Node whole) {
        return SMALL * value.type().elements() <= whole.type().elements();
    }

    private static boolean isFunction(Node value) {
        return value.op() instanceof Op.Unary && !isCheap(value)
                || value.op() instanceof Op.Binary binary && binary.function() == BinaryFunction.DIVIDE;
    }

    private static boolean isInvariant(Node value) {
        return value.op() instanceof Op.Argument argument && argument.role() == Op.Role.INVARIANT;
    }

    /** Whether it is an argument that readers have too. */
    private boolean isThere(Node value) {
        if (!(value.op() instanceof Op.Argument argument)) {
            return false;
        }
        int index = scan.body().arguments().indexOf(value);
        return isInvariant(value)
                || argument.role() == Op.Role.ELEMENT
                        && (node.input(index).op() instanceof Op.Argument || readByReaders.contains(node.input(index)));
    }

    /** Whether it is a state behind the step, and the state before the step is stacked. */
    private boolean isBehindAStackedState(Node value) {
        int index = results.subList(0, scan.carries()).indexOf(value);
        return index >= 0 && stacks.containsKey(scan.body().arguments().get(index));
    }
}
