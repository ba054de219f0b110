package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes what a node computes as an equation, down to the values that have names. For people only. */
final class NodeEquation implements Op.Visitor<String> {

    private static final int DEEPEST = 5;
    private static final int LONGEST = 100;

    private final Node node;
    private final int depth;

    private NodeEquation(Node node, int depth) {
        this.node = node;
        this.depth = depth;
    }

    /** {@code f = sigmoid(W_f·x + b_f)}. */
    static String equation(Node node) {
        String text = node.op().accept(new NodeEquation(node, 0));
        return label(node) + " = " + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    /** The name of a node, or one made from its operation. */
    static String label(Node node) {
        return node.name().orElseGet(() -> kind(node) + node.id());
    }

    private static String kind(Node node) {
        if (node.op() instanceof Op.Unary) {
            return ((Op.Unary) node.op()).function().label();
        }
        if (node.op() instanceof Op.Binary) {
            return ((Op.Binary) node.op()).function().name().toLowerCase(Locale.ROOT);
        }
        return node.op().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private String in(int index) {
        Node input = node.input(index);
        if (input.name().isPresent()) {
            return input.name().get();
        }
        return depth == DEEPEST ? "…" : input.op().accept(new NodeEquation(input, depth + 1));
    }

    private String factor(int index) {
        Node input = node.input(index);
        String text = in(index);
        return input.name().isEmpty() && input.op() instanceof Op.Binary && !text.equals("…") ? "(" + text + ")" : text;
    }

    /** All inputs, or as many as a line has room for. */
    private String all() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < node.inputs().size() && text.length() <= LONGEST; i++) {
            text.append(i == 0 ? "" : ", ").append(in(i));
        }
        return text.toString();
    }

    @Override
    public String visitArgument(Op.Argument op) {
        return op.name();
    }

    @Override
    public String visitConstant(Op.Constant op) {
        return number(op.value());
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public String visitNumbers(Op.Numbers op) {
        return op.values().stream().map(NodeEquation::number).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String visitUnary(Op.Unary op) {
        return op.function() == UnaryFunction.NEGATE
                ? "-" + factor(0)
                : op.function().label() + "(" + in(0) + ")";
    }

    @Override
    public String visitBinary(Op.Binary op) {
        return switch (op.function()) {
            case ADD -> in(0) + " + " + in(1);
            case SUBTRACT -> in(0) + " - " + factor(1);
            case MULTIPLY, DIVIDE, POWER, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL ->
                factor(0) + " " + op.function().sign() + " " + factor(1);
        };
    }

    @Override
    public String visitSelect(Op.Select op) {
        return "(" + in(0) + " ? " + in(1) + " : " + in(2) + ")";
    }

    @Override
    public String visitBroadcast(Op.Broadcast op) {
        return factor(0);
    }

    @Override
    public String visitReduce(Op.Reduce op) {
        return op.reduction().name().toLowerCase(Locale.ROOT) + "(" + in(0) + ")";
    }

    @Override
    public String visitContract(Op.Contract op) {
        int matrix = op.left().length() >= op.right().length() ? 0 : 1;
        String letters = matrix == 0 ? op.left() : op.right();
        // What is summed over stands first in a transposed matrix.
        String transposed = op.result().equals(letters.substring(Math.min(1, letters.length()))) ? "ᵀ" : "";
        return op.left().length() + op.right().length() == 3 && op.result().length() == 1
                ? factor(matrix) + transposed + "·" + factor(1 - matrix)
                : "Σ " + factor(0) + "[" + op.left() + "]·" + factor(1) + "[" + op.right() + "]";
    }

    @Override
    public String visitConcatenate(Op.Concatenate op) {
        return "[" + all() + "]";
    }

    @Override
    public String visitSlice(Op.Slice op) {
        return factor(0) + "[" + op.from() + " to " + op.to() + "]";
    }

    @Override
    public String visitPad(Op.Pad op) {
        return "pad(" + in(0) + ")";
    }

    @Override
    public String visitReshape(Op.Reshape op) {
        return factor(0);
    }

    @Override
    public String visitLookup(Op.Lookup op) {
        return in(0) + "[" + in(1) + "]";
    }

    @Override
    public String visitScatter(Op.Scatter op) {
        return "scatter(" + in(0) + ", " + in(1) + ")";
    }

    @Override
    public String visitTranspose(Op.Transpose op) {
        return factor(0) + "ᵀ";
    }

    @Override
    public String visitReverse(Op.Reverse op) {
        return "reverse(" + in(0) + ")";
    }

    @Override
    public String visitRandom(Op.Random op) {
        return op.distribution().name().toLowerCase(Locale.ROOT) + "()";
    }

    @Override
    public String visitOrthonormal(Op.Orthonormal op) {
        return "orthonormal(" + in(0) + ")";
    }

    @Override
    public String visitStopGradient(Op.StopGradient op) {
        return in(0);
    }

    @Override
    public String visitScan(Op.Scan op) {
        return "recurrence over " + op.steps() + " steps" + (op.reverse() ? ", from the last to the first" : "");
    }

    @Override
    public String visitProject(Op.Project op) {
        Op.Scan scan = (Op.Scan) node.input(0).op();
        Node given = scan.body().resultList().get(op.index());
        if (given.name().isEmpty()) {
            return "result " + op.index() + " of the recurrence";
        }
        // A carry that is given back is what a state was before each step.
        boolean before = scan.body().arguments().subList(0, scan.carries()).contains(given);
        return given.name().get() + (before ? scan.reverse() ? "[t+1]" : "[t-1]" : "");
    }
}
