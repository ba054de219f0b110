package io.lstmc.runtime;

import java.io.PrintStream;

/** Hears of the progress of training, in the thread that called {@code train}. */
@FunctionalInterface
public interface ProgressListener {

    /** Called after each epoch, with its validation. */
    void onEpoch(EpochReport report);

    /**
     * Called after each update. The state can be saved here, and {@link TrainingState#stop stopped}; to make updates is left
     * to {@code train}.
     */
    default void onUpdate(TrainingState state) {}

    /** Called once, when training has ended without an error. */
    default void onEnd(TrainingReport report) {}

    /** Prints to standard output: a line for each epoch, or for some of them such that there are about 25 at most. */
    static ProgressListener console() {
        return console(System.out);
    }

    /** As {@link #console()}, to another stream. */
    static ProgressListener console(PrintStream out) {
        return new ConsoleListener(Model.given("out", out));
    }

    /** Is silent. */
    static ProgressListener none() {
        return report -> {};
    }
}
