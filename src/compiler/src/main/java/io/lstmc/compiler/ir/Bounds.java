package io.lstmc.compiler.ir;

/** What is known of the values of a node from the operations that it is made of, whatever the data. */
public final class Bounds {

    /** So many operations are looked at: more than a norm or a softmax has. */
    private static final int DEPTH = 12;

    private Bounds() {}

    /** A number that all elements of a value reach which are not NaN; -∞ where none is known. */
    public static double atLeast(Node x) {
        return atLeast(x, DEPTH);
    }

    /** Whether all elements that are not NaN are positive normal numbers, in float too: their reciprocals are finite. */
    public static boolean isAwayFromZero(Node x) {
        return atLeast(x) >= Float.MIN_NORMAL;
    }

    private static double atLeast(Node x, int depth) {
        if (x.op() instanceof Op.Constant constant) {
            return constant.value();
        }
        if (x.op() instanceof Op.Numbers numbers) {
            return numbers.values().stream().mapToDouble(v -> v).min().orElseThrow();
        }
        if (depth == 0 || x.inputs().isEmpty()) {
            return Double.NEGATIVE_INFINITY;
        }
        if (x.op() instanceof Op.Unary unary) {
            return switch (unary.function()) {
                case SQRT -> Math.sqrt(Math.max(0, atLeast(x.input(0), depth - 1)));
                case FLOOR -> Math.floor(atLeast(x.input(0), depth - 1));
                case EXP, SIGMOID -> 0;
                case TANH, SIN, COS, EXPM1 -> -1;
                case NEGATE, LOG, LOG1P -> Double.NEGATIVE_INFINITY;
            };
        }
        if (x.op() instanceof Op.Binary binary) {
            return atLeast(binary.function(), x.input(0), x.input(1), depth - 1);
        }
        if (x.op() instanceof Op.Contract contract) {
            boolean squares = x.input(0) == x.input(1) && contract.left().equals(contract.right());
            return squares ? 0 : Double.NEGATIVE_INFINITY;
        }
        boolean sum = isReduction(x, Op.Reduction.SUM);
        if (sum && isExponentialBelowMaximum(x.input(0), x)) {
            return 1;
        }
        boolean rearranged = sum
                || x.op() instanceof Op.Reduce
                || x.op() instanceof Op.Broadcast
                || x.op() instanceof Op.Reshape
                || x.op() instanceof Op.Slice;
        double element = rearranged ? atLeast(x.input(0), depth - 1) : Double.NEGATIVE_INFINITY;
        return !sum || element >= 0 ? element : Double.NEGATIVE_INFINITY;
    }

    private static boolean isReduction(Node x, Op.Reduction reduction) {
        return x.op() instanceof Op.Reduce reduce && reduce.reduction() == reduction;
    }

    /** Whether this is exp(x - max(x)), which is 1 for one of the elements that {@code sum} adds. */
    private static boolean isExponentialBelowMaximum(Node e, Node sum) {
        boolean below = e.op() instanceof Op.Unary unary
                && unary.function() == UnaryFunction.EXP
                && e.input(0).op() instanceof Op.Binary binary
                && binary.function() == BinaryFunction.SUBTRACT;
        if (!below) {
            return false;
        }
        Node maximum = e.input(0).input(1);
        while (maximum.op() instanceof Op.Broadcast || maximum.op() instanceof Op.StopGradient) {
            maximum = maximum.input(0);
        }
        return isReduction(maximum, Op.Reduction.MAX)
                && maximum.input(0) == e.input(0).input(0)
                && maximum.type().equals(sum.type());
    }

    private static double atLeast(BinaryFunction function, Node a, Node b, int depth) {
        double first = atLeast(a, depth);
        double second = atLeast(b, depth);
        boolean positive = first >= 0 && second >= 0;
        return switch (function) {
            case ADD -> first + second;
            case MULTIPLY -> a == b || positive ? 0 : Double.NEGATIVE_INFINITY;
            case DIVIDE -> positive ? 0 : Double.NEGATIVE_INFINITY;
            case POWER -> b.isConstant(2) || first >= 0 ? 0 : Double.NEGATIVE_INFINITY;
            case SUBTRACT -> Double.NEGATIVE_INFINITY;
            case GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> 0;
        };
    }
}
