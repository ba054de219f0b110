package io.lstmc.benchmarks.measure;

/**
 * What one run of a contender takes.
 *
 * @param nanos median of the samples, processor time of the calling thread
 * @param wallNanos median by the clock on the wall
 * @param bytes median of what was allocated in the heap of Java
 * @param steadyAfter nanoseconds of runs until their times were steady; infinite if they never were
 */
public record Timing(double nanos, double wallNanos, double bytes, double steadyAfter) {}
