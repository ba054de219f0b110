package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.HashSet;
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
 * <p>The just-in-time compiler turns such a loop into vector instructions while it has few operations and few arrays, so a
 * group stops growing there. A long function is a group of its own.
 */
final class Group {

    private static final int MOST_OPERATIONS = 14;
    private static final int MOST_READS = 7;

    private final TensorType type;
    private final Set<Node> members = new LinkedHashSet<>();
    private final Set<Node> reads = new HashSet<>();
    private boolean closed;

    Group(TensorType type) {
        this.type = type;
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
                && tree.stream().noneMatch(Group::isLong)
                && tree.get(0).type().equals(type)
                && members.size() + tree.size() <= MOST_OPERATIONS
                && reads.size() + fresh.size() <= MOST_READS;
    }

    void add(Node node) {
        members.add(node);
        closed |= isLong(node);
        for (Node operand : node.inputs()) {
            Node input = Scope.strip(operand);
            if (!members.contains(input) && !(input.op() instanceof Op.Constant)) {
                reads.add(input);
            }
        }
    }

    /** Whether a function takes as long as the rest of a loop; the runtime computes such a one for a whole array. */
    static boolean isLong(Node node) {
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
