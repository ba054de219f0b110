package io.lstmc.compiler.semantic;

import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What is known of a value that no input or parameter changes.
 *
 * @param whole the value as a size, if it can be one: a whole number or a polynomial over options
 * @param number the value as a number, if no option is in it
 */
record Constant(Optional<Size> whole, Optional<Double> number) {

    /** Constant, but nothing more is known. */
    static final Constant SOME = new Constant(Optional.empty(), Optional.empty());

    /** Beyond this a double skips whole numbers. */
    private static final double EXACT = 1L << 53;

    static Constant of(double number) {
        boolean isWhole = number == Math.rint(number) && Math.abs(number) < EXACT;
        return new Constant(isWhole ? Optional.of(Size.of((long) number)) : Optional.empty(), Optional.of(number));
    }

    static Constant of(Size size) {
        return size.isConstant()
                ? of((double) size.evaluateLong(java.util.Map.of()))
                : new Constant(Optional.of(size), Optional.empty());
    }

    Constant combine(Constant other, BinaryOperator<Double> numbers, Optional<BinaryOperator<Size>> sizes) {
        if (number.isPresent() && other.number.isPresent()) {
            return of(numbers.apply(number.get(), other.number.get()));
        }
        if (sizes.isPresent() && whole.isPresent() && other.whole.isPresent()) {
            try {
                return of(sizes.get().apply(whole.get(), other.whole.get()));
            } catch (ArithmeticException e) {
                return SOME;
            }
        }
        return SOME;
    }
}
