package io.lstmc.benchmarks.measure;

/**
 * How long to measure.
 *
 * @param warmUpNanos each contender runs so long before anything is timed
 * @param samples timings of each contender, of which the median counts
 * @param sampleNanos the shortest timing
 */
public record Effort(long warmUpNanos, int samples, long sampleNanos) {

    public static final Effort FULL = new Effort(3_000_000_000L, 15, 20_000_000);

    /** For a first look. */
    public static final Effort QUICK = new Effort(1_500_000_000L, 9, 10_000_000);
}
