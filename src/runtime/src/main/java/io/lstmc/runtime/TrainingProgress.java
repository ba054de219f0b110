package io.lstmc.runtime;

import io.lstmc.runtime.TrainingReport.End;
import io.lstmc.runtime.tensor.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a {@link TrainingState} consists of, apart from the parameters themselves. */
final class TrainingProgress {

    // In all runs together.

    /** Epochs that are complete or were given up: each has an order of its own. */
    long epochs;

    /** Batches of which a gradient was computed: each draws numbers of its own. */
    long batches;

    /** The optimizer's states, or null if it begins afresh. */
    private Storage[] optimizer;

    /** The updates that the optimizer has made since its states were fresh. */
    long updates;

    // In the present run.

    Training settings;

    /** One for each complete epoch. */
    final List<EpochReport> reports = new ArrayList<>();

    /** How many samples of the epoch at hand are done. */
    int position;

    /** How many samples the epoch at hand has; 0 if it has not begun. */
    int samples;

    /** Where states are carried, those of the epoch at hand; null if it has not begun. */
    Lanes lanes;

    /** The sum of the losses of the samples that are done. */
    double lossSum;

    /** The weights with which the epoch at hand began; null if it has not begun. */
    Storage epochStart;

    /** With patience the weights of the best epoch; null if there is none yet, or the run is over. */
    Storage best;

    TrainingProgress(Training settings) {
        this.settings = settings;
    }

    /** The optimizer's states, fresh ones if none are kept. */
    Storage[] optimizer(Model model) {
        if (optimizer == null) {
            optimizer = model.newOptimizerStates();
            updates = 0;
        }
        return optimizer;
    }

    /** Has the optimizer begin afresh, because the weights are no longer those of its last update. */
    void forgetOptimizer() {
        optimizer = null;
        updates = 0;
    }

    /** The same counts and states, at the beginning of another run. */
    void beginRun(Training newSettings) {
        if (position > 0) {
            epochs++;
        }
        settings = newSettings;
        reports.clear();
        endEpoch();
        best = null;
    }

    void endEpoch() {
        position = 0;
        samples = 0;
        lossSum = 0;
        epochStart = null;
        lanes = null;
    }

    /** The number of the best epoch, counted from 1; 0 if there is none. */
    int bestEpoch() {
        for (int i = reports.size(); i > 0; i--) {
            if (reports.get(i - 1).best()) {
                return i;
            }
        }
        return 0;
    }

    double bestLoss() {
        int best = bestEpoch();
        return best == 0 ? Double.POSITIVE_INFINITY : reports.get(best - 1).loss();
    }

    /** Why the run is over, if it is. */
    Optional<End> end() {
        if (settings.patience() > 0 && reports.size() - bestEpoch() >= settings.patience()) {
            return Optional.of(End.OUT_OF_PATIENCE);
        }
        return reports.size() >= settings.epochs() ? Optional.of(End.COMPLETE) : Optional.empty();
    }
}
