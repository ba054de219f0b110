package io.lstmc.benchmarks.measure;

import java.util.Map;

/** Whether two contenders computed the same, but for rounding. */
public final class Agreement {

    /** The largest difference that rounding in single precision explains, relative to the largest value of an array. */
    public static final double TOLERANCE = 2e-4;

    private Agreement() {}

    /** Whether a difference is more than rounding explains. */
    static boolean isWrong(double difference) {
        return !(difference <= TOLERANCE);
    }

    /**
     * The largest difference between results, each array relative to its largest value.
     *
     * @throws IllegalStateException if something is missing
     */
    public static double difference(Map<String, double[]> expected, Map<String, double[]> actual) {
        if (!expected.keySet().equals(actual.keySet())) {
            throw new IllegalStateException("results are " + actual.keySet() + ", expected " + expected.keySet());
        }
        double worst = 0;
        for (Map.Entry<String, double[]> entry : expected.entrySet()) {
            double difference = difference(entry.getValue(), actual.get(entry.getKey()));
            // A NaN is the worst of all and stays so.
            worst = difference > worst || Double.isNaN(difference) ? difference : worst;
        }
        return worst;
    }

    private static double difference(double[] expected, double[] actual) {
        if (expected.length != actual.length) {
            throw new IllegalStateException("an array has " + actual.length + " values, expected " + expected.length);
        }
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            if (!Double.isFinite(actual[i])) {
                return Double.NaN;
            }
            largest = Math.max(largest, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        return worst == 0 ? 0 : worst / largest;
    }
}
