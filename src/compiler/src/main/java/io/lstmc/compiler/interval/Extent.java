package io.lstmc.compiler.interval;

import java.util.function.DoubleUnaryOperator;

/**
 * What is known of the numbers that a value can be.
 *
 * <p>{@code encloses} is never left. {@code attains} is the other side: all of these numbers, or numbers as near to them
 * as one likes, some element of the value takes as a single trained parameter moves, whatever the others are; zeros in
 * the data aside. Between the two nothing is claimed.
 *
 * <p>Parameters are told apart by one bit each, which several may share: then less is claimed, and nothing wrong.
 *
 * @param movers the parameters that can move the value through {@code attains}, by bits; if there are none
 *     {@code attains} means nothing
 * @param dependsOn all parameters that change the value, by bits
 */
public record Extent(Interval encloses, Interval attains, long movers, long dependsOn) {

    private static final long EVERYTHING = -1;

    /** Nothing is known. */
    public static final Extent UNKNOWN = new Extent(Interval.ALL, Interval.ALL, 0, EVERYTHING);

    /** Any number, which no parameter changes: an input. */
    public static final Extent DATA = within(Interval.ALL);

    /** Some number in an interval, which no parameter changes. */
    public static Extent within(Interval interval) {
        return new Extent(interval, interval, 0, 0);
    }

    /** A trained parameter. */
    public static Extent parameter(int number) {
        long bit = 1L << (number % Long.SIZE);
        return new Extent(Interval.ALL, Interval.ALL, bit, bit);
    }

    /** Whether a parameter can move the value. */
    public boolean isMoved() {
        return movers != 0;
    }

    private static Extent of(Interval encloses, Interval attains, long movers, long dependsOn) {
        return new Extent(encloses, attains, movers & ~(attains.isEmpty() ? EVERYTHING : 0), dependsOn);
    }

    /** The same value of which only the enclosure is known to be this one. */
    public Extent enclosedBy(Interval interval) {
        return new Extent(interval, interval, 0, dependsOn);
    }

    /** What is left of it for a function that is defined there only. */
    public Extent restrictedTo(Interval domain) {
        Interval common = encloses.intersect(domain);
        Interval rest = common.isEmpty() ? domain : common;
        return domain.contains(attains) ? withEnclosure(rest) : enclosedBy(rest);
    }

    /** What comes of this value as an input of equations with an own parameter, the extent of whose result is known. */
    public Extent through(Extent result, Extent own) {
        long depends = dependsOn | own.dependsOn;
        return of(result.encloses, result.attains, result.isMoved() ? own.movers & ~dependsOn : 0, depends);
    }

    /** One of both, element by element or side by side. */
    public Extent or(Extent other) {
        Extent moved = isMoved() ? this : other;
        return of(encloses.hull(other.encloses), moved.attains, moved.movers, dependsOn | other.dependsOn);
    }

    /** A value that depends on both, in an interval. */
    public Extent with(Extent other, Interval interval) {
        return new Extent(interval, interval, 0, dependsOn | other.dependsOn);
    }

    public Extent negate() {
        return of(encloses.negate(), attains.negate(), movers, dependsOn);
    }

    public Extent plus(Extent other) {
        return moved(other, encloses.plus(other.encloses), (a, c) -> a.plus(c));
    }

    public Extent times(Extent other) {
        return moved(other, encloses.times(other.encloses), (a, c) -> c.low() == 0 ? null : a.times(c));
    }

    public Extent dividedBy(Extent other) {
        Extent quotient =
                moved(other, encloses.dividedBy(other.encloses), (a, c) -> c.low() == 0 ? null : a.dividedBy(c));
        // Where the divisor is what moves, nothing is claimed.
        return new Extent(quotient.encloses, quotient.attains, quotient.movers & movers, quotient.dependsOn);
    }

    /** The sum of products of the elements of both. */
    public Extent contracted(Extent other) {
        boolean positive = encloses.low() >= 0 && other.encloses.low() >= 0;
        return times(other).sum().withEnclosure(positive ? Interval.NOT_NEGATIVE : Interval.ALL);
    }

    /** The sum of some elements. */
    public Extent sum() {
        Interval sum = encloses.low() >= 0
                ? new Interval(encloses.low(), encloses.includesLow(), Double.POSITIVE_INFINITY, false)
                : encloses.high() <= 0
                        ? new Interval(Double.NEGATIVE_INFINITY, false, encloses.high(), encloses.includesHigh())
                        : Interval.ALL;
        return attains.isBounded() ? enclosedBy(sum) : withEnclosure(sum);
    }

    /** The mean of some elements. */
    public Extent mean() {
        return attains.isBounded() ? enclosedBy(encloses) : this;
    }

    /** A function that never falls, applied to each element. */
    public Extent map(DoubleUnaryOperator rising) {
        return of(encloses.mapClosed(rising), attains.map(rising), movers, dependsOn);
    }

    private Extent withEnclosure(Interval interval) {
        return new Extent(interval, attains, movers, dependsOn);
    }

    /** What a constant beside the value does to the interval of the value; null where nothing can be said. */
    private interface Beside {
        Interval apply(Interval attains, Interval constant);
    }

    /** A sum or product: a side that can be any number stays so, whatever stands beside it, if that stays as it is. */
    private Extent moved(Extent other, Interval encloses, Beside beside) {
        long mine = movers & ~other.dependsOn;
        long others = other.movers & ~dependsOn;
        long depends = dependsOn | other.dependsOn;
        Interval first = mine == 0 ? null : beside(this, other, beside);
        if (first != null) {
            boolean both = others != 0 && first.equals(beside(other, this, beside));
            return of(encloses, first, both ? mine | others : mine, depends);
        }
        Interval second = others == 0 ? null : beside(other, this, beside);
        return second != null ? of(encloses, second, others, depends) : new Extent(encloses, encloses, 0, depends);
    }

    private static Interval beside(Extent moving, Extent still, Beside beside) {
        Interval at = still.encloses;
        if (at.low() == at.high()) {
            return beside.apply(moving.attains, at);
        }
        return moving.attains.isBounded() ? null : Interval.ALL;
    }
}
