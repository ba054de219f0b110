package io.lstmc.runtime;

import java.util.OptionalDouble;

/**
 * How one epoch went.
 *
 * @param epoch counts from 1
 * @param epochs how many there will be at most
 * @param trainingLoss the mean over the samples, each taken just before the update that it belongs to
 * @param validationLoss the mean over the validation samples after the epoch, if there are any
 * @param rate what the schedule multiplied the learning rate by
 * @param best whether this is the best epoch so far
 * @param seconds the time it took
 */
public record EpochReport(
        int epoch,
        int epochs,
        double trainingLoss,
        OptionalDouble validationLoss,
        double rate,
        boolean best,
        double seconds) {

    /** The loss that early stopping watches: of validation if there is one, else of training. */
    public double loss() {
        return validationLoss.orElse(trainingLoss);
    }
}
