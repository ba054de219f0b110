package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Elementwise nodes of one type that become one loop.
 *
 * <pre>
 * before:  a = p + q    k = a ⊙ c    d = 1 - k
 * after:   for all elements: a = p + q, k = a ⊙ c, d = 1 - k; only what others read is stored
 * </pre>
 *
 * <p>The just-in-time compiler turns such a loop into vector instructions while it has few operations and few arrays; beyond
 * that each element takes five times as long. So a group stops growing there: Java 17 manages 6 arrays, and 7 with few
 * operations. What the runtime computes for whole arrays is a group of its own.
 */
final class Group {

    private static final int MOST_OPERATIONS = 14;
    private static final int MOST_ARRAYS = 6;

    /** With at most so many operations one array more is no harm. */
    private static final int FEW_OPERATIONS = 9;

    private static final int SHORTEST_ROW = 8;
    private static final int LONGEST_ROW = 64;

    private final TensorType type;
    private final Chains chains;
    private final Set<Node> members = new LinkedHashSet<>();
    private final Set<Node> reads = new HashSet<>();
    private boolean closed;

    /** @param chains tells how often each node is read */
    Group(TensorType type, Chains chains) {
        this.type = type;
        this.chains = chains;
    }

    TensorType type() {
        return type;
    }

    Set<Node> members() {
        return members;
    }

    boolean contains(Node node) {
        return members.contains(node);
    }

    /** Whether a tree shares an operand with the group, and there is room for it. */
    boolean takes(List<Node> tree) {
        boolean shares = false;
        Set<Node> fresh = new HashSet<>();
        for (Node node : tree) {
            for (Node operand : node.inputs()) {
                Node input = Scope.strip(operand);
                boolean known = members.contains(input) || reads.contains(input);
                shares |= known;
                if (!known && !tree.contains(input) && !(input.op() instanceof Op.Constant)) {
                    fresh.add(input);
                }
            }
        }
        return shares
                && !closed
                && tree.stream().noneMatch(Group::isAlone)
                && tree.get(0).type().equals(type)
                && members.size() + tree.size() <= MOST_OPERATIONS
                && reads.size() + fresh.size() + stored(tree) <= mostArrays(members.size() + tree.size());
    }

    /** How many arrays a loop may have so that it is made of vector instructions. */
    static int mostArrays(int operations) {
        return operations <= FEW_OPERATIONS ? MOST_ARRAYS + 1 : MOST_ARRAYS;
    }

    /** How many members of the group and a tree are read by others too, and so have to be stored. */
    private int stored(List<Node> tree) {
        List<Node> all = new ArrayList<>(members);
        all.addAll(tree);
        Map<Node, Integer> inside = new HashMap<>();
        all.forEach(node -> node.inputs().forEach(x -> inside.merge(Scope.strip(x), 1, Integer::sum)));
        return (int) all.stream()
                .filter(node -> chains.uses(node) > inside.getOrDefault(node, 0))
                .count();
    }

    void add(Node node) {
        members.add(node);
        closed |= isAlone(node);
        for (Node operand : node.inputs()) {
            Node input = Scope.strip(operand);
            if (!members.contains(input) && !(input.op() instanceof Op.Constant)) {
                reads.add(input);
            }
        }
    }

    /** Whether the runtime computes it for whole arrays, in much less time than a loop with others. */
    static boolean isAlone(Node node) {
        return isLong(node) || isRowOperation(node);
    }

    /**
     * Whether it combines each row with a number of that row. In a loop each short row begins and ends with elements that fill
     * no vector, which takes longer than to store the result once more.
     */
    private static boolean isRowOperation(Node node) {
        int elements = node.type().elements();
        if (!(node.op() instanceof Op.Binary binary) || elements < SHORTEST_ROW || elements > LONGEST_ROW) {
            return false;
        }
        boolean right = isRowNumber(node.input(1)) && !isRowNumber(node.input(0));
        boolean left = isRowNumber(node.input(0)) && !isRowNumber(node.input(1));
        return switch (binary.function()) {
            case ADD, MULTIPLY -> left || right;
            case SUBTRACT -> right;
            default -> false;
        };
    }

    private static boolean isRowNumber(Node node) {
        return node.op() instanceof Op.Broadcast
                && node.input(0).type().batched()
                && node.input(0).type().elements() == 1;
    }

    /** Whether a function takes as long as the rest of a loop; the runtime computes such a one for a whole array. */
    private static boolean isLong(Node node) {
        if (node.op() instanceof Op.Unary) {
            return isLong(((Op.Unary) node.op()).function());
        }
        return node.op() instanceof Op.Binary
                && ((Op.Binary) node.op()).function() == BinaryFunction.POWER
                && !node.input(1).isConstant(2);
    }

    private static boolean isLong(UnaryFunction function) {
        return switch (function) {
            case SIGMOID, TANH, EXP, LOG, SIN, COS -> true;
            case NEGATE, SQRT -> false;
        };
    }
}
