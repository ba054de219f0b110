package io.lstmc.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** With clocks that only the contender moves. */
final class WarmUpTest {

    private static final double SECOND = 1e9;

    /** A contender that takes so many nanoseconds a run, and lets other threads take as many more for each, by the time. */
    private static final class Simulated implements Contender {
        private final DoubleUnaryOperator nanos;
        private final DoubleUnaryOperator others;
        private double now;
        private double process;

        Simulated(DoubleUnaryOperator nanos, DoubleUnaryOperator others) {
            this.nanos = nanos;
            this.others = others;
        }

        @Override
        public String name() {
            return "simulated";
        }

        @Override
        public void run(int times) {
            for (int i = 0; i < times; i++) {
                double took = nanos.applyAsDouble(now);
                process += took + took * others.applyAsDouble(now);
                now += took;
            }
        }

        @Override
        public Map<String, double[]> results() {
            throw new UnsupportedOperationException();
        }

        WarmUp.Result warmUp(Effort effort, boolean alone) {
            return new WarmUp(
                            effort, alone, new WarmUp.Clocks(() -> (long) now, () -> (long) now, () -> (long) process))
                    .run(this);
        }
    }

    private static DoubleUnaryOperator changes(double before, double at, double after) {
        return now -> now < at ? before : after;
    }

    @Test
    void whatIsSteadyFromTheStartTakesThreeSeconds() {
        Simulated contender = new Simulated(now -> 1e6, now -> 0);
        WarmUp.Result result = contender.warmUp(Effort.FULL, true);
        assertEquals(0, result.steadyAfter());
        assertEquals(25, result.times());
        assertTrue(contender.now >= 3 * SECOND && contender.now < 3.5 * SECOND, () -> "" + contender.now);
    }

    /** As a normalised cell does on some processors: steps of a second and a half until the compiler is done. */
    @Test
    void slowStepsAreNotSteadyWhileTheCompilerWorks() {
        Simulated contender = new Simulated(changes(1.5e9, 11 * SECOND, 4e6), changes(1, 11 * SECOND, 0));
        WarmUp.Result result = contender.warmUp(Effort.FULL, true);
        assertEquals(7, result.times());
        assertTrue(
                result.steadyAfter() >= 11 * SECOND && result.steadyAfter() < 13 * SECOND,
                () -> "" + result.steadyAfter());
    }

    /** An improvement after so long that three seconds without one would have been the end. */
    @Test
    void aLateImprovementIsWaitedForWhileOthersCompute() {
        Simulated contender = new Simulated(changes(20e6, 5 * SECOND, 4e6), changes(0.2, 5 * SECOND, 0.01));
        WarmUp.Result result = contender.warmUp(Effort.FULL, true);
        assertTrue(
                result.steadyAfter() >= 5 * SECOND && result.steadyAfter() < 6 * SECOND,
                () -> "" + result.steadyAfter());
    }

    @Test
    void whatLastedLongIsWatchedLong() {
        Simulated contender = new Simulated(now -> now < 20 * SECOND ? 40e6 - now / 1000 : 4e6, now -> 0);
        WarmUp.Result result = contender.warmUp(Effort.FULL, true);
        assertEquals(20 * SECOND, result.steadyAfter(), 0.5 * SECOND);
        assertTrue(contender.now >= 30 * SECOND && contender.now < 31 * SECOND, () -> "" + contender.now);
    }

    @Test
    void whatIsNeverSteadyEnds() {
        double[] turn = {0};
        Simulated contender = new Simulated(now -> 1e6 * (1 + turn[0]++ % 7919), now -> 0);
        WarmUp.Result result = contender.warmUp(new Effort(10_000_000_000L, 3, 1_000_000), true);
        assertEquals(Double.POSITIVE_INFINITY, result.steadyAfter());
        assertTrue(contender.now < 20 * SECOND, () -> "" + contender.now);
    }

    @Test
    void workOfOtherThreadsIsExpectedWhereAllCompute() {
        Simulated contender = new Simulated(now -> 1e6, now -> 1);
        assertEquals(0, contender.warmUp(Effort.FULL, false).steadyAfter());
        assertEquals(
                Double.POSITIVE_INFINITY, contender.warmUp(Effort.QUICK, true).steadyAfter());
    }

    @Test
    void noWarmUpAtAll() {
        Simulated contender = new Simulated(now -> 1e6, now -> 0);
        contender.warmUp(new Effort(0, 1, 1), true);
        assertEquals(1e6, contender.now);
    }
}
