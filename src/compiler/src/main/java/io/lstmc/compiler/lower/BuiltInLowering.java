package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.BuiltIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Calls of built-in functions to nodes. */
final class BuiltInLowering {

    private final ExpressionLowering expressions;
    private final EvaluationContext context;
    private final LoweringScope scope;

    /** @param expressions lowers the arguments, where the call stands */
    BuiltInLowering(ExpressionLowering expressions, EvaluationContext context, LoweringScope scope) {
        this.expressions = expressions;
        this.context = context;
        this.scope = scope;
    }

    private GraphBuilder graph() {
        return context.graph();
    }

    Node lower(Expression.Call e, BuiltIn function, List<Expression> arguments) {
        List<Node> in = new ArrayList<>();
        boolean namesTime = function.namesTime() && arguments.size() == 2;
        for (Expression argument : namesTime ? arguments.subList(0, 1) : arguments) {
            in.add(expressions.lower(argument));
        }

        return switch (function) {
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
                yield graph().divide(sum, graph().constantLike(sizeOf(in.get(0)), sum));
            }
            case MAX -> graph().max(in.get(0), scalar(in.get(0)));
            case ARGMAX -> argmax(in.get(0));
            case SUM_STEPS -> ofSteps(in.get(0), arguments, Steps::sum);
            case MEAN_STEPS -> ofSteps(in.get(0), arguments, Steps::mean);
            case MAX_STEPS -> ofSteps(in.get(0), arguments, Steps::max);
            case FIRST -> ofSteps(in.get(0), arguments, Steps::first);
            case LAST -> ofSteps(in.get(0), arguments, Steps::last);
            case REVERSE -> Steps.outside(context, in.get(0)).reverse();
            case PREVIOUS -> previous(e, in.get(0), arguments);
            case CUMSUM -> new EarlierSteps(context).sum(in.get(0));
            case STEP -> context.step().number();
            case FLATTEN ->
                graph().reshape(in.get(0), TensorType.shared(in.get(0).type().elementsOfAllSteps()));
            case ONE_HOT ->
                oneHot(in.get(0), expressions.tokens(arguments.get(0)).orElseThrow());
            case TRANSPOSE -> graph().add(new Op.Transpose(), in.get(0));
            case OUTER -> Contractions.contract(graph(), "i", "j", "ij", in.get(0), in.get(1));
            case TRAINING -> context.training();
            case SIZE -> graph().constant(sizeOf(in.get(0)), TensorType.SCALAR);
            case INDEX ->
                graph().add(new Op.Numbers(IntStream.range(0, sizeOf(in.get(0)))
                        .mapToObj(i -> (double) i)
                        .toList()));
            case ONCE, UNIFORM01, GAUSSIAN, ORTHONORMAL ->
                throw new IllegalStateException(function.text() + " is no operation of its arguments");
        };
    }

    /** What is made of all steps along the time that a second argument names, else along the last one. */
    private Node ofSteps(Node sequence, List<Expression> arguments, Function<Steps, Node> function) {
        int time = time(sequence, arguments);
        if (time < 0) {
            return outside(function.apply(Steps.outside(context, sequence)));
        }
        return outside(function.apply(Steps.inside(context, sequence, time)));
    }

    /** The step before, along a time of the sequence; in a cell, of a value that has none, that of the cell. */
    private Node previous(Expression.Call e, Node value, List<Expression> arguments) {
        Optional<Expression> first = e.arguments().stream()
                .filter(a -> a.name().isPresent())
                .findFirst()
                .map(Expression.Argument::value);
        int time = time(value, arguments);
        return time < 0
                ? new EarlierSteps(context)
                        .previous(value, first.map(expressions::once).orElse(null))
                : Steps.inside(context, value, time)
                        .previous(first.map(expressions::lower).orElse(null));
    }

    /** Which of the times inside of samples a second argument names, else the last; -1 for the one outside. */
    private int time(Node sequence, List<Expression> arguments) {
        List<TensorType.Time> inside = sequence.type().times();
        int time = inside.size() - 1;
        if (arguments.size() == 2) {
            String written = ((Expression.Name) arguments.get(1)).text();
            String name = scope.time(written).map(TensorType.Time::name).orElse(written);
            while (time >= 0 && !inside.get(time).name().equals(name)) {
                time--;
            }
        }
        return time;
    }

    /** A sequence of the model has its first time outside of the batch. */
    private Node outside(Node value) {
        return context instanceof ModelContext model && !scope.isStep() ? model.outside(value) : value;
    }

    /** Elements of one step. */
    private static int sizeOf(Node node) {
        return node.type().withTimes(List.of()).elements();
    }

    private Node oneHot(Node token, int count) {
        TensorType table = token.type().withSizes(List.of(count));
        return graph().scatter(token, graph().constantLike(1, token), table);
    }

    /** The number of the first element that is the largest; NaN where that is NaN. */
    private Node argmax(Node vector) {
        int size = vector.type().sizes().get(0);
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
