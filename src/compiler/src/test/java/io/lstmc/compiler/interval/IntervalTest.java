package io.lstmc.compiler.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void boundsBelongToItOrNot() {
        Interval half = new Interval(0, true, 1, false);
        assertTrue(half.contains(0) && half.contains(-0.0) && half.contains(0.5));
        assertFalse(half.contains(1) || half.contains(-Double.MIN_VALUE) || half.contains(Double.NaN));
        assertFalse(Interval.ALL.contains(INFINITY) || Interval.ALL.contains(Double.NaN));
        assertEquals("[0, 1)", half.toString());
        assertEquals("(-∞, 2.5]", new Interval(-INFINITY, true, 2.5, true).toString());
        assertTrue(Interval.open(1, 1).isEmpty() && new Interval(1, true, 1, false).isEmpty());
        assertFalse(Interval.closed(1, 1).isEmpty());
    }

    @Test
    void containmentAndDistanceMindTheBounds() {
        assertTrue(Interval.closed(0, 1).contains(Interval.open(0, 1)));
        assertFalse(Interval.open(0, 1).contains(Interval.closed(0, 1)));
        assertTrue(Interval.open(0, 1).isApartFrom(Interval.closed(1, 2)));
        assertFalse(Interval.closed(0, 1).isApartFrom(Interval.closed(1, 2)));
        assertEquals(new Interval(0, true, 2, true), Interval.closed(0, 1).hull(new Interval(0, false, 2, true)));
    }

    /** Whatever numbers the operands are, the result lies in the interval of the result. */
    @Test
    void arithmeticEncloses() {
        Random random = new Random(1);
        for (int round = 0; round < 200_000; round++) {
            Interval a = interval(random);
            Interval b = interval(random);
            double x = member(a, random);
            double y = member(b, random);
            check(a.plus(b), x + y, a, b);
            check(a.times(b), x * y, a, b);
            check(a.negate(), -x, a, b);
            check(a.hull(b), x, a, b);
            check(a.power(b), Math.pow(x, y), a, b);
            check(a.power(Interval.closed(2, 2)), x * x, a, b);
            check(a.power(Interval.closed(-3, -3)), Math.pow(x, -3), a, b);
            check(a.mapClosed(Math::tanh), Math.tanh(x), a, b);
            if (y != 0) {
                check(a.dividedBy(b), x / y, a, b);
            }
            if (b.contains(x)) {
                check(a.intersect(b), x, a, b);
            }
        }
    }

    private static void check(Interval interval, double value, Interval a, Interval b) {
        if (Double.isFinite(value)) {
            double slack = 1e-12 * Math.abs(value);
            Interval wider = Interval.closed(interval.low() - slack, interval.high() + slack);
            assertTrue(wider.contains(value), () -> value + " is not in " + interval + " of " + a + " and " + b);
        }
    }

    private static Interval interval(Random random) {
        List<Double> bounds = List.of(-INFINITY, -3.0, -1.0, -0.5, -0.0, 0.0, 0.5, 1.0, 2.0, INFINITY);
        while (true) {
            Interval found = new Interval(
                    bounds.get(random.nextInt(bounds.size())),
                    random.nextBoolean(),
                    bounds.get(random.nextInt(bounds.size())),
                    random.nextBoolean());
            if (!found.isEmpty()) {
                return found;
            }
        }
    }

    private static double member(Interval interval, Random random) {
        double low = Math.max(interval.low(), -10);
        double high = Math.min(interval.high(), 10);
        while (true) {
            double x = switch (random.nextInt(4)) {
                case 0 -> low;
                case 1 -> high;
                default -> low + (high - low) * random.nextDouble();
            };
            if (interval.contains(x)) {
                return x;
            }
        }
    }
}
