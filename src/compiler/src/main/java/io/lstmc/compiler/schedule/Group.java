package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Elementwise nodes of one type that become one loop.
 *
 * <pre>
 * before:  a = p + q    f = σ(a)    k = f ⊙ c
 * after:   for all elements: a = p + q, f = σ(a), k = f ⊙ c; only what others read is stored
 * </pre>
 *
 * <p>The just-in-time compiler turns such a loop into vector instructions while it has few operations, few arrays and at
 * most one of the long functions, so a group stops growing there.
 */
final class Group {

    private static final int MOST_OPERATIONS = 14;
    private static final int MOST_READS = 7;
    static final int MOST_LONG = 1;

    private final TensorType type;
    private final Set<Node> members = new LinkedHashSet<>();
    private final Set<Node> reads = new HashSet<>();
    private int longFunctions;

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
        int more = 0;
        boolean shares = false;
        Set<Node> fresh = new HashSet<>();
        for (Node node : tree) {
            more += longFunction(node);
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
                && tree.get(0).type().equals(type)
                && members.size() + tree.size() <= MOST_OPERATIONS
                && longFunctions + more <= MOST_LONG
                && reads.size() + fresh.size() <= MOST_READS;
    }

    void add(Node node) {
        members.add(node);
        longFunctions += longFunction(node);
        for (Node operand : node.inputs()) {
            Node input = Scope.strip(operand);
            if (!members.contains(input) && !(input.op() instanceof Op.Constant)) {
                reads.add(input);
            }
        }
    }

    /** 1 for a function that takes as long as the rest of a loop. */
    static int longFunction(Node node) {
        if (node.op() instanceof Op.Unary) {
            return switch (((Op.Unary) node.op()).function()) {
                case SIGMOID, TANH, EXP, LOG, SIN, COS -> 1;
                case NEGATE, SQRT -> 0;
            };
        }
        boolean power = node.op() instanceof Op.Binary
                && ((Op.Binary) node.op()).function() == BinaryFunction.POWER
                && !node.input(1).isConstant(2);
        return power ? 1 : 0;
    }
}
