package io.lstmc.benchmarks.measure;

/** What is done with a cell. */
public enum Kind {
    /** Forward, mean squared error of the last state, gradients of all parameters; no update. */
    TRAINING,
    /** Whole sequences to their last state. */
    SEQUENCES,
    /** One step of one sequence, with the state kept. */
    STREAMING
}
