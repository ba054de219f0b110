package io.lstmc.compiler.pass;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which stacked outputs of a recurrence its readers can compute again for less than it costs to write and to read them.
 *
 * <p>That holds for a few additions, products and selections of values that are there at each step anyway: other stacks,
 * inputs, the states, of which one stack holds those before and those behind a step, and what is the same at every step.
 * Values that are a small part as large, as one for each sample, may be stacked for it. Where all operands are as small, or
 * the same at every step, one fast function may be among the operations: what attention sees of a memory, which is as large
 * as the memory at each step, is computed from the memory and one row. Matrix products, reductions, powers and slow
 * functions are never computed twice.
 */
final class Reproducible {

    /** So many operations take less time than memory does. */
    private static final int MOST_OPERATIONS = 4;

    /** A value with so many times fewer elements is stacked for next to nothing. */
    private static final int SMALL = 8;

    /**
     * What it takes to compute a value again.
     *
     * @param functions fast ones, which are not among the operations
     * @param large whether it reads what differs from step to step and is not small
     */
    private record Cost(int operations, int functions, boolean large) {

        static final Cost NOTHING = new Cost(0, 0, false);

        Cost plus(Cost more) {
            return new Cost(operations + more.operations, functions + more.functions, large | more.large);
        }

        boolean isLow() {
            return operations <= MOST_OPERATIONS && functions <= (large ? 0 : 1);
        }
    }

    private static final Cost OPERATION = new Cost(1, 0, false);
    private static final Cost FUNCTION = new Cost(0, 1, false);
    private static final Cost LARGE = new Cost(0, 0, true);

    private final Precision precision;
    private final Op.Scan scan;
    private final Node node;
    private final Set<Node> readByReaders = new HashSet<>();
    private final List<Node> results;

    /** By the node of the body, where its stack is among the results. */
    private final Map<Node, Integer> stacks = new HashMap<>();

    private final Set<Node> chosen = new LinkedHashSet<>();
    private final Map<Node, Cost> costs = new HashMap<>();
    private final Set<Node> more = new LinkedHashSet<>();

    Reproducible(Graph graph, Node node, Precision precision) {
        this.precision = precision;
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
        List<Map.Entry<Node, Node>> inOrder = new ArrayList<>(projects.entrySet());
        inOrder.sort(Comparator.comparingInt(e -> e.getValue().id()));
        for (Map.Entry<Node, Node> each : inOrder) {
            if (!elsewhere.contains(each.getKey())) {
                choose(each.getKey(), each.getValue());
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

    /** Chooses a value if it is cheap. Those that it is computed from have been chosen or not. */
    private void choose(Node project, Node value) {
        if (!value.type().batched() || value.type().elements() <= 1) {
            return;
        }
        Set<Node> needed = new LinkedHashSet<>();
        cost(value, needed).ifPresent(cost -> {
            chosen.add(project);
            costs.put(value, cost);
            more.addAll(needed);
        });
    }

    /** The stacked results that are computed again, as nodes of the graph. */
    Set<Node> chosen() {
        return chosen;
    }

    /** Where a value of the body is among the results of the extended recurrence, if it is stacked there; else -1. */
    int source(Node value) {
        if (costs.containsKey(value)) {
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
     * What a value costs, if that is little.
     *
     * @param needed gets what has to be stacked for it
     */
    private Optional<Cost> cost(Node whole, Set<Node> needed) {
        Cost cost = Cost.NOTHING;
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(whole));
        while (!open.isEmpty() && cost.isLow()) {
            Node value = open.pop();
            if (value.isLiteral() || isInvariant(value) || !seen.add(value)) {
                continue;
            }
            boolean small = isSmall(value, whole);
            if (costs.containsKey(value)) {
                cost = small ? cost : cost.plus(costs.get(value));
            } else if (value != whole && (isRead(value) || isStackedForOthers(value, small))) {
                if (!isRead(value)) {
                    needed.add(value);
                }
                cost = small ? cost : cost.plus(LARGE);
            } else if (value.op() instanceof Op.Broadcast) {
                open.push(value.input(0));
            } else if (isCheap(value) || isFast(value)) {
                cost = cost.plus(isCheap(value) ? OPERATION : FUNCTION);
                open.addAll(value.inputs());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(cost).filter(Cost::isLow);
    }

    private static boolean isSmall(Node value, Node whole) {
        return SMALL * value.type().elements() <= whole.type().elements();
    }

    /** Whether it is a quotient, a root, or a function that a sweep computes in vectors. */
    private boolean isFast(Node value) {
        boolean vectors = precision == Precision.FLOAT;
        if (value.op() instanceof Op.Binary binary) {
            return binary.function() == BinaryFunction.DIVIDE;
        }
        return value.op() instanceof Op.Unary unary
                && switch (unary.function()) {
                    case TANH, SIGMOID -> vectors;
                    case SQRT -> true;
                    case NEGATE, EXP, LOG, LOG1P, EXPM1, FLOOR, SIN, COS -> false;
                };
    }

    private static boolean isInvariant(Node value) {
        return value.op() instanceof Op.Argument argument && argument.role() == Op.Role.INVARIANT;
    }

    /** Whether readers have it anyway, or its stack. */
    private boolean isRead(Node value) {
        return stacks.containsKey(value) || isThere(value);
    }

    /** Whether it may be stacked for those that are computed from it. */
    private boolean isStackedForOthers(Node value, boolean small) {
        boolean computed = !(value.op() instanceof Op.Argument || value.op() instanceof Op.Broadcast);
        return small && computed || isBehindAStackedState(value);
    }

    /** Whether it is an argument that readers have too. */
    private boolean isThere(Node value) {
        if (!(value.op() instanceof Op.Argument argument)) {
            return false;
        }
        int index = scan.body().arguments().indexOf(value);
        return argument.role() == Op.Role.ELEMENT
                && (node.input(index).op() instanceof Op.Argument || readByReaders.contains(node.input(index)));
    }

    /** Whether it is a state behind the step, and the state before the step is stacked. */
    private boolean isBehindAStackedState(Node value) {
        int index = results.subList(0, scan.carries()).indexOf(value);
        return index >= 0 && stacks.containsKey(scan.body().arguments().get(index));
    }
}
