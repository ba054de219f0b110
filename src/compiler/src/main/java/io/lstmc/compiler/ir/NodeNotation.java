package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The right side of a node's equation, from the terms of its inputs, as papers write it. What is associative in
 * mathematics has no parentheses, whatever the order in which it is computed.
 */
final class NodeNotation implements Op.Visitor<Term> {

    private final Node node;
    private final List<Term> in;

    NodeNotation(Node node, List<Term> inputs) {
        this.node = node;
        this.in = inputs;
    }

    private String all() {
        return in.stream().map(Term::text).collect(Collectors.joining(", "));
    }

    private Term call(String function) {
        return Term.atom(function + "(" + all() + ")");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Term visitArgument(Op.Argument op) {
        return Term.atom(op.name());
    }

    @Override
    public Term visitConstant(Op.Constant op) {
        String text = number(op.value());
        return new Term(text, text.startsWith("-") ? Term.Level.NEGATION : Term.Level.ATOM);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public Term visitNumbers(Op.Numbers op) {
        return Term.atom(op.values().stream().map(NodeNotation::number).collect(Collectors.joining(", ", "[", "]")));
    }

    @Override
    public Term visitUnary(Op.Unary op) {
        return op.function() == UnaryFunction.NEGATE
                ? new Term("-" + in.get(0).above(Term.Level.SUM), Term.Level.NEGATION)
                : call(op.function().label());
    }

    @Override
    public Term visitBinary(Op.Binary op) {
        return switch (op.function()) {
            case ADD -> binary(op, Term.Level.SUM, true);
            case SUBTRACT -> binary(op, Term.Level.SUM, false);
            case MULTIPLY -> binary(op, Term.Level.ELEMENTWISE, true);
            case DIVIDE -> binary(op, Term.Level.ELEMENTWISE, false);
            case POWER ->
                new Term(
                        in.get(0).above(Term.Level.POWER) + "^" + in.get(1).within(Term.Level.POWER), Term.Level.POWER);
            case GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL ->
                new Term(
                        in.get(0).above(Term.Level.COMPARISON) + " "
                                + op.function().sign() + " " + in.get(1).above(Term.Level.COMPARISON),
                        Term.Level.COMPARISON);
        };
    }

    private Term binary(Op.Binary op, Term.Level level, boolean associative) {
        String right = associative ? in.get(1).within(level) : in.get(1).above(level);
        return new Term(in.get(0).within(level) + " " + op.function().sign() + " " + right, level);
    }

    @Override
    public Term visitSelect(Op.Select op) {
        return call("where");
    }

    @Override
    public Term visitBroadcast(Op.Broadcast op) {
        return in.get(0);
    }

    @Override
    public Term visitReduce(Op.Reduce op) {
        return over(
                lower(op.reduction()),
                in.get(0),
                node.input(0).type().rank() > node.type().rank());
    }

    @Override
    public Term visitContract(Op.Contract op) {
        Term product = new Product(op, in.get(0), in.get(1)).term();
        return over("sum", product, false);
    }

    /** {@code sum(x) over steps, batch}: an axis of the inputs that the result lacks is summed over. */
    private Term over(String function, Term operand, boolean elements) {
        List<String> axes = new ArrayList<>();
        if (node.inputs().stream().anyMatch(i -> i.type().hasSteps())
                && !node.type().hasSteps()) {
            axes.add("steps");
        }
        if (node.inputs().stream().anyMatch(i -> i.type().batched())
                && !node.type().batched()) {
            axes.add("batch");
        }
        if (elements) {
            axes.add("elements");
        }
        return axes.isEmpty()
                ? operand
                : new Term(function + "(" + operand.text() + ") over " + String.join(", ", axes), Term.Level.OVER);
    }

    @Override
    public Term visitConcatenate(Op.Concatenate op) {
        return Term.atom("[" + all() + "]");
    }

    @Override
    public Term visitSlice(Op.Slice op) {
        String steps = op.axis() == Op.STEPS ? "step " : "";
        String range = op.to() == op.from() + 1 ? "" + op.from() : op.from() + ":" + op.to();
        return Term.atom(in.get(0).within(Term.Level.ATOM) + "[" + steps + range + "]");
    }

    @Override
    public Term visitPad(Op.Pad op) {
        String unit = op.axis() == Op.STEPS ? "steps " : "";
        return Term.atom("pad(" + all()
                + (op.before() > 0 ? ", " + op.before() + " " + unit + "before" : "")
                + (op.after() > 0 ? ", " + op.after() + " " + unit + "behind" : "") + ")");
    }

    @Override
    public Term visitReshape(Op.Reshape op) {
        TensorType from = node.input(0).type();
        boolean onlyOneStep = from.steps() <= 1
                && node.type().steps() <= 1
                && from.dims().equals(node.type().dims());
        return onlyOneStep ? in.get(0) : call("reshape");
    }

    @Override
    public Term visitLookup(Op.Lookup op) {
        return Term.atom(in.get(0).above(Term.Level.POWER) + "[" + in.get(1).text() + "]");
    }

    @Override
    public Term visitScatter(Op.Scatter op) {
        return call("scatter");
    }

    @Override
    public Term visitTranspose(Op.Transpose op) {
        return Term.atom(in.get(0).within(Term.Level.ATOM) + "ᵀ");
    }

    @Override
    public Term visitReverse(Op.Reverse op) {
        return Term.atom("reverse(" + in.get(0).text() + ")");
    }

    @Override
    public Term visitRandom(Op.Random op) {
        return Term.atom(lower(op.distribution()) + "#" + op.stream());
    }

    @Override
    public Term visitOrthonormal(Op.Orthonormal op) {
        return call("orthonormal");
    }

    @Override
    public Term visitStopGradient(Op.StopGradient op) {
        return call("stop_gradient");
    }

    @Override
    public Term visitScan(Op.Scan op) {
        return Term.atom("loop");
    }

    @Override
    public Term visitProject(Op.Project op) {
        return Term.atom(in.get(0).text() + "#" + op.index());
    }
}
