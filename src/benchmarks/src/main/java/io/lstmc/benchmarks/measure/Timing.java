package io.lstmc.benchmarks.measure;

/**
 * How long one run of a contender takes.
 *
 * @param nanos median of the samples, processor time of the calling thread
 * @param wallNanos median by the clock on the wall
 */
public record Timing(double nanos, double wallNanos) {}
