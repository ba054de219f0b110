package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Calls of built-in functions to nodes. */
final class BuiltInLowering {

    private final EvaluationContext context;
    private final LoweringScope scope;

    BuiltInLowering(EvaluationContext context, LoweringScope scope) {
        this.context = context;
        this.scope = scope;
    }

    private GraphBuilder graph() {
        return context.graph();
    }

    /** @param in the arguments */
    Node lower(Resolved.BuiltInCall e, List<Node> in) {
        return switch (e.function()) {
            case SIGMOID -> graph().unary(UnaryFunction.SIGMOID, in.get(0));
            case TANH -> graph().unary(UnaryFunction.TANH, in.get(0));
            case EXP -> graph().unary(UnaryFunction.EXP, in.get(0));
            case LOG -> graph().unary(UnaryFunction.LOG, in.get(0));
            case LOG1P -> graph().unary(UnaryFunction.LOG1P, in.get(0));
            case EXPM1 -> graph().unary(UnaryFunction.EXPM1, in.get(0));
            case SQRT -> graph().unary(UnaryFunction.SQRT, in.get(0));
            case FLOOR -> graph().unary(UnaryFunction.FLOOR, in.get(0));
            case SIN -> graph().unary(UnaryFunction.SIN, in.get(0));
            case COS -> graph().unary(UnaryFunction.COS, in.get(0));
            case STOP_GRADIENT -> graph().add(new Op.StopGradient(), in.get(0));
            case RANDOM_UNIFORM -> context.uniform(in.get(0).type());
            case WHERE -> graph().select(in.get(0), in.get(1), in.get(2));
            case SUM -> graph().sum(in.get(0), scalar(in.get(0)));
            case MEAN -> {
                Node sum = graph().sum(in.get(0), scalar(in.get(0)));
                yield graph().divide(sum, graph().constantLike(sizeOf(e), sum));
            }
            case MAX -> graph().max(in.get(0), scalar(in.get(0)));
            case ARGMAX -> argmax(in.get(0), sizeOf(e));
            case STEP -> context.step().number();
            case FLATTEN ->
                graph().reshape(in.get(0), TensorType.shared(in.get(0).type().elementsOfAllSteps()));
            case ONE_HOT -> oneHot(in.get(0), scope.size(argument(e).token().orElseThrow()));
            case TRANSPOSE -> graph().add(new Op.Transpose(), in.get(0));
            case TRAINING -> context.training();
            case SIZE -> graph().constant(sizeOf(e), TensorType.SCALAR);
            case INDEX ->
                graph().add(new Op.Numbers(
                        IntStream.range(0, sizeOf(e)).mapToObj(i -> (double) i).toList()));
            case UNIFORM01 -> initializer().draw(Op.Distribution.UNIFORM);
            case GAUSSIAN -> initializer().draw(Op.Distribution.GAUSSIAN);
            case ORTHONORMAL -> initializer().orthonormal(in.get(0));
            case ONCE, OUTER, SUM_STEPS, MEAN_STEPS, MAX_STEPS, FIRST, LAST, REVERSE, PREVIOUS, CUMSUM ->
                throw new IllegalStateException(e.function().text() + " is resolved to something else");
        };
    }

    private InitializerLowering initializer() {
        return (InitializerLowering) context;
    }

    private static Type argument(Resolved.BuiltInCall e) {
        return e.arguments().get(0).type();
    }

    /** Elements of one step of the argument. */
    private int sizeOf(Resolved.BuiltInCall e) {
        return scope.size(argument(e).shape().elements());
    }

    private Node oneHot(Node token, int count) {
        TensorType table = token.type().withSizes(List.of(count));
        return graph().scatter(token, graph().constantLike(1, token), table);
    }

    /** The number of the first element that is the largest; NaN where that is NaN. */
    private Node argmax(Node vector, int size) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            numbers.add((double) (size - i));
        }
        Node largest = graph().add(new Op.StopGradient(), graph().max(vector, scalar(vector)));
        Node isLargest = graph().binary(BinaryFunction.EQUAL, vector, largest);
        Node none = graph().constant(0, TensorType.SCALAR);
        Node first = graph().max(graph().select(isLargest, graph().add(new Op.Numbers(numbers)), none), scalar(vector));
        Node isNumber = graph().binary(BinaryFunction.EQUAL, largest, largest);
        return graph().select(isNumber, graph().minus(graph().constant(size, TensorType.SCALAR), first), largest);
    }

    /** The type of a sum over the elements of a step. */
    private static TensorType scalar(Node node) {
        return node.type().withSizes(List.of());
    }
}
