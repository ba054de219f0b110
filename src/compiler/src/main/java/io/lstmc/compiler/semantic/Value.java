package io.lstmc.compiler.semantic;

import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.interval.Interval;
import java.util.Map;
import java.util.Optional;

/**
 * The type of an expression while shapes are still being found.
 *
 * @param steps the length in time, for a sequence in a model
 * @param shape the shape of a step
 * @param constant what is known of the value, if no input or parameter changes it
 * @param members the outputs by name, for the call of a cell
 * @param needsTarget whether a target of the model is in it
 * @param extent the numbers that its elements can be
 */
record Value(
        Optional<Size> steps,
        ShapeVariable shape,
        Optional<Constant> constant,
        Map<String, Value> members,
        boolean needsTarget,
        Extent extent) {

    /** The value of what was already reported: it fits everywhere, so that one mistake gives one message. */
    static final Value POISON =
            new Value(Optional.empty(), new ShapeVariable(null), Optional.empty(), Map.of(), false, Extent.UNKNOWN);

    static Value of(ShapeVariable shape) {
        return of(Optional.empty(), shape);
    }

    static Value of(Optional<Size> steps, ShapeVariable shape) {
        return new Value(steps, shape, Optional.empty(), Map.of(), false, Extent.UNKNOWN);
    }

    static Value scalar() {
        return of(new ShapeVariable(java.util.List.of()));
    }

    static Value constant(Constant constant) {
        return scalar().with(constant);
    }

    Value with(Constant known) {
        Extent all = Extent.within(known.number()
                .filter(Double::isFinite)
                .map(x -> Interval.closed(x, x))
                .orElse(Interval.ALL));
        return new Value(steps, shape, Optional.of(known), members, needsTarget, all);
    }

    Value withMembers(Map<String, Value> outputs) {
        return new Value(steps, shape, constant, outputs, needsTarget, extent);
    }

    /** What depends on the same data at the same steps, in another shape; not a constant any more. */
    Value reshaped(ShapeVariable other) {
        return of(steps, other).withTarget(needsTarget);
    }

    /** The same without time: what is made of all steps. */
    Value ofAllSteps(ShapeVariable other) {
        return of(other).withTarget(needsTarget);
    }

    Value withTarget(boolean needed) {
        return needed == needsTarget ? this : new Value(steps, shape, constant, members, needed, extent);
    }

    Value withExtent(Extent known) {
        return isPoison() ? this : new Value(steps, shape, constant, members, needsTarget, known);
    }

    boolean isPoison() {
        return this == POISON;
    }

    boolean isSequence() {
        return steps.isPresent();
    }
}
