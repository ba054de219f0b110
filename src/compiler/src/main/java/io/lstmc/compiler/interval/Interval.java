package io.lstmc.compiler.interval;

import java.util.function.DoubleUnaryOperator;

/**
 * All numbers between two bounds, each of which belongs to it or not; an infinite bound never does.
 *
 * <p>The arithmetic encloses: whatever the operands are, each in its interval, the result is in that of the result. It
 * may be wider than need be, and it rounds as the JVM does, so that a bound is right to within a few ulp. NaN is in no
 * interval; operations do not account for it.
 */
public record Interval(double low, boolean includesLow, double high, boolean includesHigh) {

    /** All finite numbers. */
    public static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);

    public static final Interval NOT_NEGATIVE = new Interval(0, true, Double.POSITIVE_INFINITY, false);

    public Interval {
        includesLow &= !Double.isInfinite(low);
        includesHigh &= !Double.isInfinite(high);
    }

    public static Interval closed(double low, double high) {
        return Double.isNaN(low) || Double.isNaN(high) ? ALL : new Interval(low, true, high, true);
    }

    public static Interval open(double low, double high) {
        return Double.isNaN(low) || Double.isNaN(high) ? ALL : new Interval(low, false, high, false);
    }

    /** Whether no number is in it. */
    public boolean isEmpty() {
        return !(low < high || low == high && includesLow && includesHigh);
    }

    /** Whether it has a bound. */
    public boolean isBounded() {
        return !Double.isInfinite(low) || !Double.isInfinite(high);
    }

    public boolean contains(double x) {
        return (includesLow ? x >= low : x > low) && (includesHigh ? x <= high : x < high);
    }

    public boolean contains(Interval other) {
        boolean below = other.low > low || other.low == low && (includesLow || !other.includesLow);
        boolean above = other.high < high || other.high == high && (includesHigh || !other.includesHigh);
        return other.isEmpty() || below && above;
    }

    /** Whether no number is in both. */
    public boolean isApartFrom(Interval other) {
        return intersect(other).isEmpty();
    }

    public Interval intersect(Interval other) {
        boolean first = low > other.low || low == other.low && !includesLow;
        boolean last = high < other.high || high == other.high && !includesHigh;
        return new Interval(
                first ? low : other.low,
                first ? includesLow : other.includesLow,
                last ? high : other.high,
                last ? includesHigh : other.includesHigh);
    }

    /** The least interval that contains both. */
    public Interval hull(Interval other) {
        boolean first = low < other.low || low == other.low && includesLow;
        boolean last = high > other.high || high == other.high && includesHigh;
        return new Interval(
                first ? low : other.low,
                first ? includesLow : other.includesLow,
                last ? high : other.high,
                last ? includesHigh : other.includesHigh);
    }

    public Interval negate() {
        return new Interval(-high, includesHigh, -low, includesLow);
    }

    public Interval plus(Interval other) {
        return new Interval(
                low + other.low,
                includesLow && other.includesLow,
                high + other.high,
                includesHigh && other.includesHigh);
    }

    public Interval times(Interval other) {
        if (other.low == other.high) {
            return scaled(other.low);
        }
        if (low == high) {
            return other.scaled(low);
        }
        double a = product(low, other.low);
        double b = product(low, other.high);
        double c = product(high, other.low);
        double d = product(high, other.high);
        return closed(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }

    private Interval scaled(double factor) {
        if (factor == 0) {
            return closed(0, 0);
        }
        Interval positive = new Interval(low * Math.abs(factor), includesLow, high * Math.abs(factor), includesHigh);
        return factor < 0 ? positive.negate() : positive;
    }

    /** An infinite bound stands for numbers beyond all others, and 0 times any of them is 0. */
    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    /** The quotient where the divisor is not 0. */
    public Interval dividedBy(Interval other) {
        if (other.low < 0 && other.high > 0) {
            return ALL;
        }
        double least = other.high == 0 ? Double.NEGATIVE_INFINITY : 1 / other.high;
        double most = other.low == 0 ? Double.POSITIVE_INFINITY : 1 / other.low;
        return times(closed(least, most));
    }

    /** Powers of numbers that are not negative, and even ones of all; of others nothing is known. */
    public Interval power(Interval exponent) {
        boolean fixed = exponent.low == exponent.high;
        boolean even = fixed && exponent.low % 2 == 0;
        if (low < 0 && !even) {
            return ALL;
        }
        double most = Math.max(Math.abs(low), Math.abs(high));
        double least = low > 0 ? low : high < 0 ? -high : 0;
        return fixed && exponent.low >= 0
                ? closed(Math.pow(least, exponent.low), Math.pow(most, exponent.low))
                : NOT_NEGATIVE;
    }

    /** The values of a function that never falls. */
    public Interval map(DoubleUnaryOperator rising) {
        double least = rising.applyAsDouble(low);
        double most = rising.applyAsDouble(high);
        if (Double.isNaN(least) || Double.isNaN(most)) {
            return ALL;
        }
        return new Interval(least, includesLow, most, includesHigh);
    }

    /** As {@link #map}, for a function that may round to the values at its bounds. */
    public Interval mapClosed(DoubleUnaryOperator rising) {
        Interval mapped = map(rising);
        return closed(mapped.low, mapped.high);
    }

    /** As it is written: {@code [0, 1)}. */
    @Override
    public String toString() {
        return (includesLow ? "[" : "(") + show(low) + ", " + show(high) + (includesHigh ? "]" : ")");
    }

    private static String show(double x) {
        if (Double.isInfinite(x)) {
            return x < 0 ? "-∞" : "∞";
        }
        return x == Math.rint(x) && Math.abs(x) < 1e9 ? Long.toString((long) x) : Double.toString(x);
    }
}
