package io.lstmc.compiler.autodiff;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Bounds;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of derivatives: from the adjoint δ of {@code y = op(x…)} to the adjoints of the inputs (vector-Jacobian
 * products). An input without a derivative gives {@code null}.
 *
 * <p>One object serves one node; the arithmetic below builds nodes, it computes nothing.
 */
final class VjpRules implements Op.Visitor<List<Node>> {

    private final GraphBuilder graph;
    private final Node y;
    private final Node δ;
    private final Choices choices;

    VjpRules(GraphBuilder graph, Node y, Node adjoint, Choices choices) {
        this.graph = graph;
        this.y = y;
        this.δ = adjoint;
        this.choices = choices;
    }

    @Override
    public List<Node> visitUnary(Op.Unary op) {
        if (op.function() == UnaryFunction.FLOOR) {
            return none(1);
        }
        Node x = y.input(0);
        Node δx = switch (op.function()) {
            case NEGATE -> negate(δ);
            case SIGMOID -> times(δ, times(y, minus(one(), y)));
            case TANH -> times(δ, minus(one(), times(y, y)));
            case EXP -> times(δ, y);
            case LOG -> divide(δ, x);
            case LOG1P -> divide(δ, graph.plus(one(), x));
            // Not y + 1, of which nothing is left where y is close to -1.
            case EXPM1 -> times(δ, graph.unary(UnaryFunction.EXP, x));
            case SQRT -> divide(δ, times(number(2), y));
            case SIN -> times(δ, graph.unary(UnaryFunction.COS, x));
            case COS -> negate(times(δ, graph.unary(UnaryFunction.SIN, x)));
            case FLOOR -> throw new IllegalStateException("a step function has no derivative");
        };
        boolean finite = choices.isFinite(y)
                && switch (op.function()) {
                    case SQRT -> Bounds.isAwayFromZero(x);
                    case NEGATE, SIGMOID, TANH, EXP, LOG, LOG1P, EXPM1, FLOOR, SIN, COS -> true;
                };
        return List.of(ifChosen(finite, δx));
    }

    @Override
    public List<Node> visitBinary(Op.Binary op) {
        Node a = y.input(0);
        Node b = y.input(1);
        return switch (op.function()) {
            case ADD -> List.of(δ, δ);
            case SUBTRACT -> List.of(δ, negate(δ));
            case MULTIPLY ->
                List.of(ifChosen(choices.isFinite(b), times(δ, b)), ifChosen(choices.isFinite(a), times(δ, a)));
            case DIVIDE ->
                List.of(
                        ifChosen(Choices.isDivisor(b) && choices.isFinite(b), divide(δ, b)),
                        ifChosen(Choices.isDivisor(b) && choices.isFinite(y), negate(divide(times(δ, y), b))));
            case POWER ->
                List.of(
                        // a^0 is 1 even where a is 0 and a^(0 - 1) infinite.
                        ifChosen(
                                Choices.isWholePower(b) && choices.isFinite(a),
                                times(δ, unlessZero(b, times(b, power(a, minus(b, one())))))),
                        // Where a^b is 0, so is the limit of a^b log a. 0^0 is 1 and counts as constant.
                        ifChosen(false, times(δ, unlessZero(y, times(y, unlessZero(a, b, log(a)))))));
            case GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> none(2);
        };
    }

    @Override
    public List<Node> visitSelect(Op.Select op) {
        Node condition = y.input(0);
        return Arrays.asList(null, graph.select(condition, δ, number(0)), graph.select(condition, number(0), δ));
    }

    @Override
    public List<Node> visitBroadcast(Op.Broadcast op) {
        return List.of(graph.sum(δ, y.input(0).type()));
    }

    @Override
    public List<Node> visitReduce(Op.Reduce op) {
        Node x = y.input(0);
        return switch (op.reduction()) {
            case SUM -> List.of(graph.broadcast(δ, x.type()));
            // Elements that share the maximum share its adjoint.
            case MAX -> {
                Node isMax = equal(x, graph.broadcast(y, x.type()));
                Node share = divide(δ, graph.sum(isMax, y.type()));
                yield List.of(graph.select(isMax, graph.broadcast(share, x.type()), graph.constantLike(0, x)));
            }
        };
    }

    @Override
    public List<Node> visitContract(Op.Contract op) {
        Node a = y.input(0);
        Node b = y.input(1);
        return List.of(
                contraction(op.result(), δ, op.right(), b, op.left(), a.type()),
                contraction(op.result(), δ, op.left(), a, op.right(), b.type()));
    }

    /** The sum of products of the adjoint and the other operand, over every axis that {@code type} has not. */
    private Node contraction(String result, Node adjoint, String other, Node operand, String own, TensorType type) {
        if (!choices.isFinite(operand) && choices.mayBeLeftOut(y)) {
            TensorType whole = Stream.of(adjoint.type(), operand.type(), type)
                    .max(Comparator.comparingInt(TensorType::rank))
                    .orElseThrow();
            String letters = whole == adjoint.type() ? result : whole == operand.type() ? other : own;
            if (isWithin(adjoint.type(), result, whole, letters)
                    && isWithin(operand.type(), other, whole, letters)
                    && isWithin(type, own, whole, letters)) {
                TensorType all = GraphBuilder.common(
                        adjoint.type().withDimsOf(whole), operand.type().withDimsOf(whole));
                Node δ = graph.broadcast(adjoint, all);
                Node product = times(δ, graph.broadcast(operand, all));
                return graph.sum(graph.select(δ, product, graph.constantLike(0, δ)), type);
            }
        }
        Op.Contract op = new Op.Contract(result, other, own, type.hasSteps(), type.batched());
        return graph.broadcast(graph.add(op, adjoint, operand), type);
    }

    /** Whether the axes of a value are axes of {@code whole} as broadcasting takes them: times by identity, sizes in order. */
    private static boolean isWithin(TensorType type, String letters, TensorType whole, String all) {
        if (type.sizes().size() > whole.sizes().size() || !whole.times().containsAll(type.times())) {
            return false;
        }
        StringBuilder found = new StringBuilder();
        type.times().forEach(time -> found.append(all.charAt(whole.times().indexOf(time))));
        for (int i = 0; i < type.sizes().size(); i++) {
            found.append(all.charAt(whole.times().size() + i));
        }
        return letters.contentEquals(found);
    }

    @Override
    public List<Node> visitConcatenate(Op.Concatenate op) {
        List<Node> adjoints = new ArrayList<>();
        int from = 0;
        for (Node part : y.inputs()) {
            int to = from + part.type().dims().get(op.axis());
            adjoints.add(graph.slice(δ, op.axis(), from, to));
            from = to;
        }
        return adjoints;
    }

    @Override
    public List<Node> visitSlice(Op.Slice op) {
        int size = size(y.input(0).type(), op.axis());
        return List.of(graph.add(new Op.Pad(op.axis(), op.from(), size - op.to()), δ));
    }

    @Override
    public List<Node> visitPad(Op.Pad op) {
        int size = size(y.input(0).type(), op.axis());
        return List.of(graph.slice(δ, op.axis(), op.before(), op.before() + size));
    }

    private static int size(TensorType type, int axis) {
        return axis == Op.STEPS ? type.steps() : type.dims().get(axis);
    }

    @Override
    public List<Node> visitReshape(Op.Reshape op) {
        return List.of(graph.reshape(δ, y.input(0).type()));
    }

    @Override
    public List<Node> visitLookup(Op.Lookup op) {
        return Arrays.asList(graph.scatter(y.input(1), δ, y.input(0).type()), null);
    }

    @Override
    public List<Node> visitScatter(Op.Scatter op) {
        return Arrays.asList(null, graph.lookup(δ, y.input(0)));
    }

    @Override
    public List<Node> visitTranspose(Op.Transpose op) {
        return List.of(graph.add(new Op.Transpose(), δ));
    }

    /** An exchange of steps undoes itself. */
    @Override
    public List<Node> visitReverse(Op.Reverse op) {
        List<Node> adjoints = new ArrayList<>(none(y.inputs().size()));
        List<Node> inputs = new ArrayList<>(y.inputs());
        inputs.set(0, δ);
        adjoints.set(0, graph.add(op, inputs));
        return adjoints;
    }

    @Override
    public List<Node> visitStopGradient(Op.StopGradient op) {
        return none(1);
    }

    @Override
    public List<Node> visitArgument(Op.Argument op) {
        return none(0);
    }

    @Override
    public List<Node> visitConstant(Op.Constant op) {
        return none(0);
    }

    @Override
    public List<Node> visitNumbers(Op.Numbers op) {
        return none(0);
    }

    @Override
    public List<Node> visitRandom(Op.Random op) {
        return none(0);
    }

    @Override
    public List<Node> visitOrthonormal(Op.Orthonormal op) {
        throw new IllegalStateException("orthonormal has no derivative; the language allows it in initialisers only");
    }

    @Override
    public List<Node> visitScan(Op.Scan op) {
        throw new IllegalStateException("the adjoint of a recurrence is a rule of its own");
    }

    @Override
    public List<Node> visitProject(Op.Project op) {
        throw new IllegalStateException("the adjoint of a recurrence is a rule of its own");
    }

    /** What a choice left out has an adjoint of 0, whatever the local derivative is there. */
    private Node ifChosen(boolean finite, Node product) {
        return finite || !choices.mayBeLeftOut(y) ? product : graph.select(δ, product, number(0));
    }

    private static List<Node> none(int inputs) {
        return Arrays.asList(new Node[inputs]);
    }

    private Node number(double value) {
        return graph.constantLike(value, y);
    }

    private Node one() {
        return number(1);
    }

    private Node negate(Node a) {
        return graph.unary(UnaryFunction.NEGATE, a);
    }

    private Node times(Node a, Node b) {
        return graph.times(a, b);
    }

    private Node minus(Node a, Node b) {
        return graph.minus(a, b);
    }

    private Node divide(Node a, Node b) {
        return graph.divide(a, b);
    }

    private Node power(Node a, Node b) {
        return graph.binary(BinaryFunction.POWER, a, b);
    }

    /** Otherwise 0. */
    private Node unlessZero(Node x, Node value) {
        return graph.select(equal(x, number(0)), number(0), value);
    }

    /** Otherwise 0. */
    private Node unlessZero(Node a, Node b, Node value) {
        return graph.select(equal(a, number(0)), unlessZero(b, value), value);
    }

    private Node log(Node a) {
        return graph.unary(UnaryFunction.LOG, a);
    }

    private Node equal(Node a, Node b) {
        return graph.binary(BinaryFunction.EQUAL, a, b);
    }
}
