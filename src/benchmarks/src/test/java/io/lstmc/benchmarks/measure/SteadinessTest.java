package io.lstmc.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class SteadinessTest {

    /** A window a second, from 10 s on. */
    private static Steadiness of(int windows, IntToDoubleFunction times) {
        double[] ends = new double[windows];
        double[] values = new double[windows];
        Arrays.setAll(ends, i -> 11 + i);
        Arrays.setAll(values, times);
        return new Steadiness(10, ends, values, 5, 0.05);
    }

    @Test
    void timesThatAreTheSameFromTheStart() {
        Steadiness steadiness = of(20, i -> 3);
        assertEquals(3, steadiness.time());
        assertEquals(10, steadiness.after());
    }

    @Test
    void aStepDownIsFoundWhereItIs() {
        for (int at = 1; at <= 15; at++) {
            int fast = at;
            assertEquals(10 + at, of(20, i -> i < fast ? 400 : 4).after());
        }
    }

    @Test
    void theLastQuarterIsTooLate() {
        assertEquals(Double.POSITIVE_INFINITY, of(20, i -> i < 17 ? 4 : 3).after());
    }

    @Test
    void aPlateauIsNotTheEnd() {
        assertEquals(24, of(40, i -> i < 3 ? 1000 : i < 14 ? 100 : 99 - 95).after());
    }

    @Test
    void slowerInTheEndIsNotSteadyEither() {
        assertEquals(20, of(40, i -> i < 10 ? 4 : 5).after());
    }

    @Test
    void aFewPerCentAndSingleSlowWindowsDoNotCount() {
        assertEquals(10, of(40, i -> i % 5 == 3 ? 40 : i % 2 == 0 ? 4 : 4.1).after());
    }

    @Test
    void timesThatGoOnFallingAreNotSteady() {
        assertEquals(
                Double.POSITIVE_INFINITY, of(40, i -> 100 * Math.pow(0.9, i)).after());
    }

    @Test
    void oneWindowIsItsOwnEnd() {
        assertEquals(10, of(1, i -> 7).after());
        assertEquals(7, of(1, i -> 7).time());
    }
}
