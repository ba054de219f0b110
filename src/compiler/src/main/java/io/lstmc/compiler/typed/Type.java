package io.lstmc.compiler.typed;

import java.util.List;
import java.util.Optional;

/**
 * The type of a value of a model; the batch is implicit.
 *
 * @param times the times of a sequence; none for a value without time
 * @param shape the shape of the value, or of one step
 * @param token for a token, how many different ones there are
 */
public record Type(List<TimeAxis> times, Shape shape, Optional<Size> token) {

    public Type {
        times = List.copyOf(times);
    }

    public static Type of(Shape shape) {
        return new Type(List.of(), shape, Optional.empty());
    }

    public boolean isSequence() {
        return !times.isEmpty();
    }

    /** As messages show it: {@code [64]}, or {@code 36 steps of [64]} for a sequence. */
    @Override
    public String toString() {
        return times.isEmpty() ? shape.toString() : TimeAxis.show(times) + " of " + shape;
    }
}
