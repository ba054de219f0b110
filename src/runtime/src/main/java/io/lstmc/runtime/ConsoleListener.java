package io.lstmc.runtime;

import java.io.PrintStream;

/** Prints a readable line for at most about 25 epochs, evenly spread, and one at the end. */
final class ConsoleListener implements ProgressListener {

    private static final int LINES = 24;

    private final PrintStream out;

    ConsoleListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onEpoch(EpochReport r) {
        int every = (r.epochs() + LINES - 1) / LINES;
        if (r.epoch() == 1 || r.epoch() == r.epochs() || r.epoch() % every == 0) {
            out.println(r);
        }
    }

    @Override
    public void onEnd(TrainingReport report) {
        out.println(report);
    }
}
