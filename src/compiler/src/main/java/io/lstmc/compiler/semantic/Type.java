package io.lstmc.compiler.semantic;

import java.util.Optional;

/**
 * The type of a value of a model; the batch is implicit.
 *
 * @param steps the length in time of a sequence; empty for a value without time
 * @param shape the shape of the value, or of one step
 */
public record Type(Optional<Size> steps, Shape shape) {

    public static Type of(Shape shape) {
        return new Type(Optional.empty(), shape);
    }

    public static Type sequence(Size steps, Shape shape) {
        return new Type(Optional.of(steps), shape);
    }

    public boolean isSequence() {
        return steps.isPresent();
    }

    /** As messages show it: {@code [64]}, or {@code 36 steps of [64]} for a sequence. */
    @Override
    public String toString() {
        return steps.map(s -> s + " steps of " + shape).orElse(shape.toString());
    }
}
