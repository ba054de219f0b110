package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Elementwise nodes of one type that become one loop.
 *
 * <pre>
 * before:  a = p + q    k = a ⊙ c    d = 1 - k
 * after:   for all elements: a = p + q, k = a ⊙ c, d = 1 - k; only what others read is stored
 * </pre>
 *
 * <p>The just-in-time compiler turns such a loop into vector instructions while its body is small, so a group stops growing
 * there: JDK 17 does not unroll a body of more than some 60 nodes, of which an array takes six and an operation one, and
 * what is not unrolled takes five times as long. What the runtime computes for whole arrays is a group of its own.
 */
final class Group {

    private static final int LARGEST = 52;
    private static final int ARRAY = 6;

    private static final int SHORTEST_ROW = 8;
    private static final int LONGEST_ROW = 64;

    private final TensorType type;
    private final Chains chains;
    private final Set<Node> members = new LinkedHashSet<>();
    private final Set<Node> reads = new LinkedHashSet<>();
    private boolean closed;

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

    /**
     * Whether a tree shares an operand with the group, and there is room for it.
     *
     * @param operands those of the tree
     */
    boolean takes(List<Node> tree, Set<Node> operands) {
        boolean shares = false;
        for (Node x : operands) {
            shares |= members.contains(x) || reads.contains(x);
        }
        if (!shares
                || closed
                || tree.stream().anyMatch(Group::isAlone)
                || !tree.get(0).type().equals(type)) {
            return false;
        }
        Set<Node> all = new LinkedHashSet<>(members);
        all.addAll(tree);
        return fits(all, chains);
    }

    void add(List<Node> tree) {
        members.addAll(tree);
        closed |= tree.stream().anyMatch(Group::isAlone);
        reads.addAll(operands(tree));
    }

    /** Whether a loop that computes these nodes, and no others, is small enough. */
    static boolean fits(Set<Node> nodes, Chains chains) {
        int arrays = 0;
        for (Node read : operands(nodes)) {
            arrays += nodes.contains(read) ? 0 : 1;
        }
        for (Node node : nodes) {
            arrays += chains.readWithin(node, nodes) ? 0 : 1;
        }
        return nodes.size() + ARRAY * arrays <= LARGEST;
    }

    /** What nodes read that is no constant. */
    static Set<Node> operands(Collection<Node> nodes) {
        Set<Node> operands = new LinkedHashSet<>();
        for (Node node : nodes) {
            for (Node operand : node.inputs()) {
                Node input = GraphSchedule.strip(operand);
                if (!(input.op() instanceof Op.Constant)) {
                    operands.add(input);
                }
            }
        }
        return operands;
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
                && node.input(0).type().rank() == 0;
    }

    /** Whether a function takes as long as the rest of a loop; the runtime computes such a one for a whole array. */
    static boolean isLong(Node node) {
        if (node.op() instanceof Op.Unary) {
            return ((Op.Unary) node.op()).function().isLong();
        }
        return node.op() instanceof Op.Binary
                && ((Op.Binary) node.op()).function() == BinaryFunction.POWER
                && !node.input(1).isConstant(2);
    }
}
