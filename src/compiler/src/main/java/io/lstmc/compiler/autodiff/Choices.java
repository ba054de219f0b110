package io.lstmc.compiler.autodiff;

import io.lstmc.compiler.ir.Bounds;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which nodes have an adjoint that is 0 where a choice left them out, and which local derivatives may then be infinite or
 * NaN, so that their product with that 0 would be NaN:
 *
 * <pre>
 * y = where(x > 0, sqrt(x), 0)      at x = -1: δ of the root is 0, its derivative NaN
 * </pre>
 *
 * <p>A choice is a selection, a maximum or a slice. A value that is used beside them as well is not left out.
 */
final class Choices {

    private final Set<Node> used = new HashSet<>();
    private final Set<Node> infinite = new HashSet<>();

    /** @param nodes each behind its inputs */
    Choices(List<Node> nodes) {
        for (Node node : nodes) {
            boolean finite = node.inputs().stream().noneMatch(infinite::contains) && staysFinite(node);
            if (!finite && !isComparison(node)) {
                infinite.add(node);
            }
        }
    }

    /** Says that a node is read by what no choice leaves out. */
    void use(Node node) {
        used.add(node);
    }

    /** Says that {@code user}, of which all uses are known, reads {@code input}. */
    void use(Node user, Node input) {
        boolean choice = user.op() instanceof Op.Select
                || user.op() instanceof Op.Slice
                || user.op() instanceof Op.Reduce reduce && reduce.reduction() == Op.Reduction.MAX;
        if (!choice && used.contains(user)) {
            used.add(input);
        }
    }

    /** Whether every use of a node, of which all are known, may be left out by a choice. */
    boolean mayBeLeftOut(Node node) {
        return !used.contains(node);
    }

    /** Whether a value is a finite number if the data, the parameters and the states are, overflow of sums and products aside. */
    boolean isFinite(Node node) {
        return !infinite.contains(node);
    }

    private static boolean isComparison(Node node) {
        return node.op() instanceof Op.Binary binary
                && switch (binary.function()) {
                    case GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> true;
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, POWER -> false;
                };
    }

    /** Whether an operation gives finite values for finite inputs. */
    private static boolean staysFinite(Node node) {
        if (node.op() instanceof Op.Constant constant) {
            return Double.isFinite(constant.value());
        }
        if (node.op() instanceof Op.Numbers numbers) {
            return numbers.values().stream().allMatch(Double::isFinite);
        }
        if (node.op() instanceof Op.Unary unary) {
            return staysFinite(unary.function(), node.input(0));
        }
        if (node.op() instanceof Op.Binary binary) {
            return switch (binary.function()) {
                case DIVIDE -> isDivisor(node.input(1));
                case POWER -> isWholePower(node.input(1));
                case ADD, SUBTRACT, MULTIPLY, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> true;
            };
        }
        return true;
    }

    private static boolean staysFinite(UnaryFunction function, Node x) {
        return switch (function) {
            case NEGATE, SIGMOID, TANH, FLOOR, SIN, COS -> true;
            case EXP, EXPM1 -> false;
            case SQRT -> Bounds.atLeast(x) >= 0;
            case LOG -> Bounds.isAwayFromZero(x);
            case LOG1P -> Bounds.atLeast(x) >= 0;
        };
    }

    /** Whether a quotient by this value is finite. */
    static boolean isDivisor(Node b) {
        boolean constant = b.op() instanceof Op.Constant c && Math.abs(c.value()) >= Float.MIN_NORMAL;
        return constant || Bounds.isAwayFromZero(b);
    }

    /** Whether powers with this exponent are products. */
    static boolean isWholePower(Node exponent) {
        return exponent.op() instanceof Op.Constant c && c.value() >= 1 && c.value() == Math.rint(c.value());
    }
}
