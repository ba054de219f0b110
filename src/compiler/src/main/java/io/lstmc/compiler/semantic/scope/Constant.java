package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.typed.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What is known of a value that no input or parameter changes.
 *
 * @param whole the value as a size, if it can be one: a whole number or a polynomial over options
 * @param number the value as a number, if no option is in it
 * @param term the value as a number that may depend on options
 */
public record Constant(Optional<Size> whole, Optional<Double> number, Optional<OptionTerm> term) {

    /** Constant, but nothing more is known. */
    public static final Constant SOME = new Constant(Optional.empty(), Optional.empty(), Optional.empty());

    /** Beyond this a double skips whole numbers. */
    private static final double EXACT = 1L << 53;

    public static Constant of(double number) {
        boolean isWhole = number == Math.rint(number) && Math.abs(number) < EXACT;
        return new Constant(
                isWhole ? Optional.of(Size.of((long) number)) : Optional.empty(),
                Optional.of(number),
                Optional.of(OptionTerm.of(number)));
    }

    public static Constant of(Size size) {
        return size.isConstant()
                ? of((double) size.evaluateLong(java.util.Map.of()))
                : new Constant(Optional.of(size), Optional.empty(), Optional.of(OptionTerm.of(size)));
    }

    /** An option that is no size. */
    public static Constant option(String name) {
        return new Constant(Optional.empty(), Optional.empty(), Optional.of(OptionTerm.option(name)));
    }

    public Constant combine(Constant other, BinaryOperator<Double> numbers, Optional<BinaryOperator<Size>> sizes) {
        Constant result = combine(List.of(this, other), x -> numbers.apply(x[0], x[1]));
        if (result.number.isEmpty() && sizes.isPresent() && whole.isPresent() && other.whole.isPresent()) {
            try {
                return of(sizes.get().apply(whole.get(), other.whole.get()));
            } catch (ArithmeticException e) {
                return result;
            }
        }
        return result;
    }

    /** A function of constants: a number if they all are, else a term. */
    public static Constant combine(List<Constant> operands, Function<double[], Double> function) {
        if (operands.stream().allMatch(o -> o.number.isPresent())) {
            return of(function.apply(
                    operands.stream().mapToDouble(o -> o.number.orElseThrow()).toArray()));
        }
        List<OptionTerm> terms = new ArrayList<>();
        operands.forEach(o -> o.term.ifPresent(terms::add));
        return terms.size() < operands.size()
                ? SOME
                : new Constant(Optional.empty(), Optional.empty(), Optional.of(OptionTerm.of(terms, function)));
    }
}
