package io.lstmc.benchmarks.measure;

/** What is done with a cell. */
public enum Kind {
    /** Forward, mean squared error of what comes out, gradients of all parameters; no update. */
    TRAINING,
    /** Whole sequences to what comes out. */
    SEQUENCES,
    /** One step of one sequence, with the state kept. */
    STREAMING
}
