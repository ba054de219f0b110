package io.lstmc.runtime;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How one epoch went.
 *
 * @param epoch counts from 1
 * @param epochs how many there will be at most
 * @param trainingLoss the mean over the samples, each taken just before the update that it belongs to
 * @param validationLoss the mean over the validation samples after the epoch, if there are any
 * @param loss what decides which epoch is the best: of the validation samples after the epoch if there are any; else, with
 *     patience, of the training samples after the epoch, so of the weights that are kept; else {@code trainingLoss}
 * @param rate what the schedule multiplied the learning rate by
 * @param best whether this is the best epoch so far
 * @param seconds the time it took, of an epoch that was resumed the time since then
 */
public record EpochReport(
        int epoch,
        int epochs,
        double trainingLoss,
        OptionalDouble validationLoss,
        double loss,
        double rate,
        boolean best,
        double seconds) {

    /**
     * One line, as a console shows it: {@code epoch 3/30  loss 0.0123  validation 0.0150  best}. Where the training samples
     * decide which epoch is the best, {@code after it} stands for {@code validation}.
     */
    @Override
    public String toString() {
        int digits = Integer.toString(epochs).length();
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "epoch %" + digits + "d/%d", epoch, epochs));
        line.append("  loss ").append(number(trainingLoss));
        validationLoss.ifPresent(v -> line.append("  validation ").append(number(v)));
        if (validationLoss.isEmpty() && loss != trainingLoss) {
            line.append("  after it ").append(number(loss));
        }
        return line.append(best ? "  best" : "").toString();
    }

    static String number(double loss) {
        return String.format(Locale.ROOT, "%.6g", loss);
    }
}
