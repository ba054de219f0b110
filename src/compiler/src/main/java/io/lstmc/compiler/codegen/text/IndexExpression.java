package io.lstmc.compiler.codegen.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole number in generated code, an index or a count: the sum of its addends, as {@code t * 3 + rows * 16 + 5}. What is
 * constant in it can be asked for; it becomes text when it is written. The order of the addends is that of the text.
 */
public record IndexExpression(List<Addend> addends) {

    public static final IndexExpression ZERO = new IndexExpression(List.of());

    public static final IndexExpression ONE = constant(1);

    /**
     * A part of the sum.
     *
     * @param variable a Java expression that can be multiplied; empty for a number
     * @param factor of the variable, or the number
     */
    public record Addend(String variable, int factor) {}

    public IndexExpression {
        addends = List.copyOf(addends);
    }

    public static IndexExpression constant(int value) {
        return ZERO.plus(value);
    }

    /** @param variable a Java expression that can be multiplied */
    public static IndexExpression variable(String variable) {
        return ZERO.plus(variable, 1);
    }

    public IndexExpression plus(int number) {
        return plus("", number);
    }

    /** Plus a variable times a number, as the step of a loop times the distance of two steps. */
    public IndexExpression plus(String variable, int factor) {
        return factor == 0 ? this : plus(new IndexExpression(List.of(new Addend(variable, factor))));
    }

    public IndexExpression plus(IndexExpression other) {
        List<Addend> all = new ArrayList<>(addends);
        all.addAll(other.addends);
        return new IndexExpression(all);
    }

    /** @throws ArithmeticException if a factor is too large for an index */
    public IndexExpression times(int factor) {
        IndexExpression product = ZERO;
        for (Addend addend : addends) {
            product = product.plus(addend.variable(), Math.multiplyExact(addend.factor(), factor));
        }
        return product;
    }

    public boolean isConstant() {
        return addends.stream().allMatch(a -> a.variable().isEmpty());
    }

    /**
     * @throws IllegalStateException if it has a variable
     * @throws ArithmeticException if it is too large for an index
     */
    public int constant() {
        if (!isConstant()) {
            throw new IllegalStateException(this + " is not known");
        }
        return addends.stream().mapToInt(Addend::factor).reduce(0, Math::addExact);
    }

    public boolean isZero() {
        return isConstant() && constant() == 0;
    }

    public boolean isOne() {
        return isConstant() && constant() == 1;
    }

    /** As Java writes it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Addend addend : addends) {
            boolean number = addend.variable().isEmpty();
            if (number) {
                boolean minus = addend.factor() < 0 && !text.isEmpty();
                text.append(text.isEmpty() ? "" : minus ? " - " : " + ")
                        .append(minus ? -addend.factor() : addend.factor());
            } else {
                text.append(text.isEmpty() ? "" : " + ")
                        .append(addend.variable())
                        .append(addend.factor() == 1 ? "" : " * " + addend.factor());
            }
        }
        return text.isEmpty() ? "0" : text.toString();
    }
}
