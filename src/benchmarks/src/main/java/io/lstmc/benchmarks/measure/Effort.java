package io.lstmc.benchmarks.measure;

/**
 * How long to measure.
 *
 * @param longestWarmUpNanos each contender runs until its times are steady before anything is timed, but no longer than this
 * @param samples timings of each contender, of which the median counts
 * @param sampleNanos the shortest timing
 */
public record Effort(long longestWarmUpNanos, int samples, long sampleNanos) {

    public static final Effort FULL = new Effort(60_000_000_000L, 15, 20_000_000);

    /** For a first look. */
    public static final Effort QUICK = new Effort(20_000_000_000L, 9, 10_000_000);

    /** The shortest time of which a warm-up takes one time of a run. */
    long windowNanos() {
        return 10 * sampleNanos;
    }

    /** For how long times must have been the same at least. */
    long steadyNanos() {
        return 150 * sampleNanos;
    }
}
