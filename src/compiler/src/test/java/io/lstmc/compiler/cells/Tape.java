package io.lstmc.compiler.cells;

import java.util.ArrayList;
import java.util.List;

/**
 * Reverse mode on single numbers, with a list of what was done: an implementation of the chain rule that shares nothing
 * with the compiler.
 */
final class Tape {

    private final List<Number> numbers = new ArrayList<>();

    /** A number on the tape: its value, its two operands and its derivatives by them. */
    final class Number {
        final double value;
        private final Number a;
        private final Number b;
        private final double byA;
        private final double byB;
        double adjoint;

        private Number(double value, Number a, double byA, Number b, double byB) {
            this.value = value;
            this.a = a;
            this.byA = byA;
            this.b = b;
            this.byB = byB;
            numbers.add(this);
        }

        Number plus(Number other) {
            return new Number(value + other.value, this, 1, other, 1);
        }

        Number minus(Number other) {
            return new Number(value - other.value, this, 1, other, -1);
        }

        Number times(Number other) {
            return new Number(value * other.value, this, other.value, other, value);
        }

        Number oneMinus() {
            return new Number(1 - value, this, -1, null, 0);
        }

        Number sigmoid() {
            double y = 1 / (1 + Math.exp(-value));
            return new Number(y, this, y * (1 - y), null, 0);
        }

        Number tanh() {
            double y = Math.tanh(value);
            return new Number(y, this, 1 - y * y, null, 0);
        }
    }

    Number number(double value) {
        return new Number(value, null, 0, null, 0);
    }

    Number[] numbers(double[] values) {
        Number[] result = new Number[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = number(values[i]);
        }
        return result;
    }

    /** Sets the adjoints of all numbers to the derivatives of {@code end} by them. */
    void backward(Number end) {
        numbers.forEach(n -> n.adjoint = 0);
        end.adjoint = 1;
        for (int i = numbers.size() - 1; i >= 0; i--) {
            Number n = numbers.get(i);
            if (n.a != null) {
                n.a.adjoint += n.byA * n.adjoint;
            }
            if (n.b != null) {
                n.b.adjoint += n.byB * n.adjoint;
            }
        }
    }
}
