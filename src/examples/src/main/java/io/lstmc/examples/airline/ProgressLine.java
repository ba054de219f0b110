package io.lstmc.examples.airline;

import io.lstmc.runtime.EpochReport;
import io.lstmc.runtime.ProgressListener;
import java.io.PrintStream;
import java.util.Locale;

/** Writes the loss of some epochs into one growing line, without ending it. */
final class ProgressLine implements ProgressListener {

    /** Losses in a line. */
    static final int STEPS = 5;

    private final PrintStream out;

    ProgressLine(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onEpoch(EpochReport report) {
        int every = Math.max(1, report.epochs() / STEPS);
        if (report.epoch() % every == 0) {
            out.printf(Locale.ROOT, "  %.4f", report.trainingLoss());
            out.flush();
        }
    }
}
