package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.typed.Resolved;
import java.util.List;
import java.util.function.BiFunction;

/** Built-in functions along a time, of all its steps or of earlier ones. */
final class AlongLowering {

    private final EvaluationContext context;
    private final LoweringScope scope;

    AlongLowering(EvaluationContext context, LoweringScope scope) {
        this.context = context;
        this.scope = scope;
    }

    /** @param lower evaluates what {@code previous} gives first, in a place */
    Node lower(Resolved.Along e, Node sequence, BiFunction<EvaluationContext, Resolved, Node> lower) {
        int time = time(e, sequence);
        return switch (e.function()) {
            case SUM_STEPS -> outside(steps(sequence, time).sum());
            case MEAN_STEPS -> outside(steps(sequence, time).mean());
            case MAX_STEPS -> outside(steps(sequence, time).max());
            case FIRST -> outside(steps(sequence, time).first());
            case LAST -> outside(steps(sequence, time).last());
            case REVERSE -> Steps.outside(context, outside(sequence)).reverse();
            case CUMSUM -> new EarlierSteps(context).sum(outside(sequence));
            case PREVIOUS ->
                time < 0
                        ? new EarlierSteps(context)
                                .previous(
                                        sequence,
                                        e.first()
                                                .map(v -> lower.apply(context.once(), v))
                                                .orElse(null))
                        : steps(sequence, time)
                                .previous(e.first()
                                        .map(v -> lower.apply(context, v))
                                        .orElse(null));
            case SIGMOID,
                    TANH,
                    EXP,
                    LOG,
                    LOG1P,
                    EXPM1,
                    SQRT,
                    FLOOR,
                    SIN,
                    COS,
                    STOP_GRADIENT,
                    RANDOM_UNIFORM,
                    WHERE,
                    SUM,
                    MEAN,
                    MAX,
                    ARGMAX,
                    STEP,
                    ONCE,
                    FLATTEN,
                    TRANSPOSE,
                    ONE_HOT,
                    OUTER,
                    TRAINING,
                    SIZE,
                    INDEX,
                    UNIFORM01,
                    GAUSSIAN,
                    ORTHONORMAL -> throw new IllegalStateException(e.function().text() + " runs along no time");
        };
    }

    private Steps steps(Node sequence, int time) {
        return time < 0 ? Steps.outside(context, sequence) : Steps.inside(context, sequence, time);
    }

    /** Which of the times inside of samples is meant; -1 for the one outside, and for that of the steps around. */
    private int time(Resolved.Along e, Node sequence) {
        if (e.time().isEmpty()) {
            return -1;
        }
        String time = e.time().get();
        String name = scope.time(time).map(TensorType.Time::name).orElse(time);
        List<String> inside =
                sequence.type().times().stream().map(TensorType.Time::name).toList();
        if (scope.time(time).isPresent() || !(context instanceof ModelContext model)) {
            return inside.lastIndexOf(name);
        }
        // Where a time of the model is inside a second time, it has another name there.
        List<String> outside =
                sequence.type().times().stream().map(model::nameOutside).toList();
        return outside.lastIndexOf(name);
    }

    /** A sequence of the model has its first time outside of the batch. */
    private Node outside(Node value) {
        return context instanceof ModelContext model && !scope.isStep() ? model.outside(value) : value;
    }
}
