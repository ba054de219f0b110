package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.interval.Interval;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The type of an expression while shapes are still being found.
 *
 * @param times those along which it is a sequence, beside that over which a cell runs
 * @param shape the shape of a step
 * @param constant what is known of the value, if no input or parameter changes it
 * @param members the outputs by name, for the call of a cell
 * @param dependence what of the model is in it
 * @param extent the numbers that its elements can be
 * @param token for a token, how many different ones there are
 */
public record OpenType(
        List<TimeAxis> times,
        ShapeVariable shape,
        Optional<Constant> constant,
        Map<String, OpenType> members,
        Dependence dependence,
        Extent extent,
        Optional<Size> token) {

    /** The value of what was already reported: it fits everywhere, so that one mistake gives one message. */
    public static final OpenType POISON = new OpenType(
            List.of(),
            new ShapeVariable(null),
            Optional.empty(),
            Map.of(),
            Dependence.NONE,
            Extent.UNKNOWN,
            Optional.empty());

    public static OpenType of(ShapeVariable shape) {
        return of(List.of(), shape);
    }

    public static OpenType of(List<TimeAxis> times, ShapeVariable shape) {
        return new OpenType(
                List.copyOf(times),
                shape,
                Optional.empty(),
                Map.of(),
                Dependence.NONE,
                Extent.UNKNOWN,
                Optional.empty());
    }

    public static OpenType scalar() {
        return of(new ShapeVariable(List.of()));
    }

    public static OpenType constant(Constant constant) {
        return scalar().with(constant);
    }

    public OpenType with(Constant known) {
        Extent all = Extent.within(known.number()
                .filter(Double::isFinite)
                .map(x -> Interval.closed(x, x))
                .orElse(Interval.ALL));
        return new OpenType(times, shape, Optional.of(known), members, dependence, all, token);
    }

    public OpenType withMembers(Map<String, OpenType> outputs) {
        return new OpenType(times, shape, constant, outputs, dependence, extent, token);
    }

    /** What depends on the same data at the same steps, in another shape; not a constant any more. */
    public OpenType reshaped(ShapeVariable other) {
        return of(times, other).with(dependence);
    }

    /** What is made of all steps along a time, in another shape. */
    public OpenType ofAllSteps(TimeAxis time, ShapeVariable other) {
        List<TimeAxis> rest = new ArrayList<>(times);
        rest.remove(rest.lastIndexOf(time));
        return of(rest, other).with(dependence.or(Dependence.STEPS));
    }

    public OpenType with(Dependence known) {
        return isPoison() || known.equals(dependence)
                ? this
                : new OpenType(times, shape, constant, members, known, extent, token);
    }

    /** Whether a target of the model is in it. */
    public boolean needsTarget() {
        return dependence.target();
    }

    public OpenType withExtent(Extent known) {
        return isPoison() ? this : new OpenType(times, shape, constant, members, dependence, known, token);
    }

    /** One of {@code count} tokens. */
    public OpenType withToken(Optional<Size> count) {
        return isPoison() ? this : new OpenType(times, shape, constant, members, dependence, extent, count);
    }

    public boolean isPoison() {
        return this == POISON;
    }

    public boolean isSequence() {
        return !times.isEmpty();
    }
}
