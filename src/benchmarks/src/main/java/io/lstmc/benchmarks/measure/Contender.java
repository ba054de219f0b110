package io.lstmc.benchmarks.measure;

import java.util.Map;

/** Something that is timed: one piece of software at one problem. */
public interface Contender extends AutoCloseable {

    /** The key of what comes out among {@link #results}, sample by sample. */
    String OUTPUT = "output";

    /** As it appears in tables. */
    String name();

    /** Does the timed work, so many times over. */
    void run(int times);

    /**
     * Does the work once and tells what came out: {@link #OUTPUT} and, of a training step, the gradient of each
     * parameter by its name in the model, row by row.
     */
    Map<String, double[]> results();

    @Override
    default void close() {}
}
