package io.lstmc.compiler.ir;

import java.util.List;
import java.util.Locale;

/** The right side of a node's equation, from the texts of its inputs. */
public final class Notation implements Op.Visitor<String> {

    private final Node node;
    private final List<String> in;

    public Notation(Node node, List<String> inputs) {
        this.node = node;
        this.in = inputs;
    }

    private String call(String name) {
        return name + "(" + String.join(", ", in) + ")";
    }

    @Override
    public String visitArgument(Op.Argument op) {
        return op.name();
    }

    @Override
    public String visitConstant(Op.Constant op) {
        long whole = (long) op.value();
        return whole == op.value() ? Long.toString(whole) : Double.toString(op.value());
    }

    @Override
    public String visitUnary(Op.Unary op) {
        return op.function() == UnaryFunction.NEGATE
                ? "-" + in.get(0)
                : call(op.function().label());
    }

    @Override
    public String visitBinary(Op.Binary op) {
        return in.get(0) + " " + op.function().sign() + " " + in.get(1);
    }

    @Override
    public String visitSelect(Op.Select op) {
        return call("where");
    }

    @Override
    public String visitBroadcast(Op.Broadcast op) {
        return in.get(0);
    }

    @Override
    public String visitReduce(Op.Reduce op) {
        return call(op.reduction().name().toLowerCase(Locale.ROOT))
                + over(node.input(0).type(), op.type());
    }

    private static String over(TensorType from, TensorType to) {
        String axes = (from.hasSteps() && !to.hasSteps() ? " steps" : "")
                + (from.batched() && !to.batched() ? " batch" : "")
                + (from.rank() > to.rank() ? " elements" : "");
        return axes.isEmpty() ? "" : " over" + axes;
    }

    @Override
    public String visitContract(Op.Contract op) {
        boolean steps = node.inputs().stream().anyMatch(i -> i.type().hasSteps())
                && !node.type().hasSteps();
        boolean batch = node.inputs().stream().anyMatch(i -> i.type().batched())
                && !node.type().batched();
        String summed = (steps ? " steps" : "") + (batch ? " batch" : "");
        return in.get(0) + " · " + in.get(1)
                + " {" + op.left() + "," + op.right() + "→" + op.result()
                + (summed.isEmpty() ? "" : "; sum over" + summed) + "}";
    }

    @Override
    public String visitConcatenate(Op.Concatenate op) {
        return "[" + String.join(", ", in) + "]";
    }

    @Override
    public String visitSlice(Op.Slice op) {
        return in.get(0) + "[" + (op.axis() == Op.STEPS ? "steps " : "") + op.from() + ":" + op.to() + "]";
    }

    @Override
    public String visitPad(Op.Pad op) {
        String axis = op.axis() == Op.STEPS ? "steps " : "";
        return "pad(" + in.get(0) + ", " + axis + op.before() + " before, " + op.after() + " behind)";
    }

    @Override
    public String visitReshape(Op.Reshape op) {
        return call("reshape");
    }

    @Override
    public String visitTranspose(Op.Transpose op) {
        return in.get(0) + "ᵀ";
    }

    @Override
    public String visitRandom(Op.Random op) {
        return op.distribution().name().toLowerCase(Locale.ROOT) + "#" + op.stream();
    }

    @Override
    public String visitOrthonormal(Op.Orthonormal op) {
        return call("orthonormal");
    }

    @Override
    public String visitStopGradient(Op.StopGradient op) {
        return call("stop_gradient");
    }

    @Override
    public String visitScan(Op.Scan op) {
        return "scan";
    }

    @Override
    public String visitProject(Op.Project op) {
        Op.Scan scan = (Op.Scan) node.input(0).op();
        String name = List.copyOf(scan.body().results().keySet()).get(op.index());
        return in.get(0) + "." + name + (op.index() < scan.carries() ? " behind the last step" : "");
    }
}
