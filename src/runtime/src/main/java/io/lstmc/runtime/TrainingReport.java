package io.lstmc.runtime;

import java.util.List;

/**
 * How training went.
 *
 * @param epochs one report for each complete epoch, in order
 * @param bestEpoch the number of the best one, counted from 1; 0 if none was completed
 * @param end why it ended
 */
public record TrainingReport(List<EpochReport> epochs, int bestEpoch, End end) {

    /** Why training ended. */
    public enum End {
        /** All epochs are done. */
        COMPLETE,
        /** No better loss for as many epochs as patience allows. */
        OUT_OF_PATIENCE,
        /** The thread was interrupted; its interrupt status is still set. */
        INTERRUPTED,
        /** {@link TrainingState#stop} was called; the run can go on. */
        STOPPED
    }

    public TrainingReport {
        epochs = List.copyOf(epochs);
    }

    /** One line: {@code trained for 30 epochs; best epoch 27, loss 0.00259}. */
    @Override
    public String toString() {
        int done = epochs.size();
        String best = bestEpoch == 0 ? "" : "; best epoch " + bestEpoch + ", loss " + EpochReport.number(best().loss());
        return switch (end) {
            case COMPLETE -> "trained for " + done + " epochs" + best;
            case OUT_OF_PATIENCE -> "stopped after epoch " + done + ", no longer getting better" + best;
            case INTERRUPTED -> "interrupted after epoch " + done + best;
            case STOPPED -> "stopped on request after epoch " + done + best;
        };
    }

    public boolean stoppedEarly() {
        return end != End.COMPLETE;
    }

    /**
     * The report of the best epoch.
     *
     * @throws IllegalStateException if no epoch was completed
     */
    public EpochReport best() {
        if (bestEpoch == 0) {
            throw new IllegalStateException("no epoch was completed");
        }
        return epochs.get(bestEpoch - 1);
    }
}
