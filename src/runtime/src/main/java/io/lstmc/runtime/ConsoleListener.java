package io.lstmc.runtime;

import java.io.PrintStream;
import java.util.Locale;

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
            int digits = Integer.toString(r.epochs()).length();
            StringBuilder line = new StringBuilder();
            line.append(String.format(Locale.ROOT, "epoch %" + digits + "d/%d", r.epoch(), r.epochs()));
            line.append("  loss ").append(number(r.trainingLoss()));
            r.validationLoss().ifPresent(v -> line.append("  validation ").append(number(v)));
            line.append(r.best() ? "  best" : "");
            out.println(line);
        }
    }

    @Override
    public void onEnd(TrainingReport report) {
        int done = report.epochs().size();
        String best = report.bestEpoch() == 0
                ? ""
                : "; best epoch " + report.bestEpoch() + ", loss "
                        + number(report.best().loss());
        switch (report.end()) {
            case COMPLETE -> out.println("trained for " + done + " epochs" + best);
            case OUT_OF_PATIENCE -> out.println("stopped after epoch " + done + ", no longer getting better" + best);
            case INTERRUPTED -> out.println("interrupted after epoch " + done + best);
        }
    }

    private static String number(double loss) {
        return String.format(Locale.ROOT, "%.6g", loss);
    }
}
