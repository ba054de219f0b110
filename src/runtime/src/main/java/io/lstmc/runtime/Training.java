package io.lstmc.runtime;

/**
 * How to train: immutable; start from a model's own settings or from {@link #DEFAULT} and change with {@code with…}.
 *
 * @param epochs how often all samples are seen, at least 1
 * @param batch samples of one update, at least 1
 * @param clipNorm the most that the Euclidean norm of the whole gradient may be; infinite for no limit
 * @param clipValue the most that the magnitude of each element of the gradient may be; infinite for no limit
 * @param patience stop after so many epochs without a better loss and restore the best weights; 0 for never. The loss
 *     is that of the validation samples, or if there are none of all training samples, in both cases after the epoch and
 *     without dropout. For the latter each epoch evaluates the samples once more, which takes about a third of its time
 * @param validation the last part of the samples that is kept for validation, in [0, 1)
 * @param seed the source of everything random in training
 * @param threads how many threads compute gradients; the result has the same bits for any number
 * @param carry whether samples are taken in their order and each goes on from the states in which the one before ended; only
 *     for models whose source says {@code carry}
 */
public record Training(
        int epochs,
        int batch,
        double clipNorm,
        double clipValue,
        int patience,
        double validation,
        long seed,
        int threads,
        boolean carry) {

    private static final int MOST_THREADS = 1024;

    /** 100 epochs in batches of 32, no clipping, no early stop, no validation, seed 0, one thread, no carry. */
    public static final Training DEFAULT =
            new Training(100, 32, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0, 0, 1, false);

    public Training {
        check(epochs >= 1, "epochs", epochs, "at least 1");
        check(batch >= 1, "batch", batch, "at least 1");
        check(clipNorm > 0, "clip norm", clipNorm, "positive");
        check(clipValue > 0, "clip value", clipValue, "positive");
        check(patience >= 0, "patience", patience, "0 (never stop early) or more");
        check(validation >= 0 && validation < 1, "validation", validation, "a fraction in [0, 1)");
        check(threads >= 1 && threads <= MOST_THREADS, "threads", threads, "between 1 and " + MOST_THREADS);
    }

    private static void check(boolean right, String name, Number value, String expected) {
        if (!right) {
            throw new IllegalArgumentException(name + " is " + value + " but must be " + expected);
        }
    }

    public Training withEpochs(int value) {
        return new Training(value, batch, clipNorm, clipValue, patience, validation, seed, threads, carry);
    }

    public Training withBatch(int value) {
        return new Training(epochs, value, clipNorm, clipValue, patience, validation, seed, threads, carry);
    }

    public Training withClipNorm(double value) {
        return new Training(epochs, batch, value, clipValue, patience, validation, seed, threads, carry);
    }

    public Training withClipValue(double value) {
        return new Training(epochs, batch, clipNorm, value, patience, validation, seed, threads, carry);
    }

    public Training withPatience(int value) {
        return new Training(epochs, batch, clipNorm, clipValue, value, validation, seed, threads, carry);
    }

    public Training withValidation(double value) {
        return new Training(epochs, batch, clipNorm, clipValue, patience, value, seed, threads, carry);
    }

    public Training withSeed(long value) {
        return new Training(epochs, batch, clipNorm, clipValue, patience, validation, value, threads, carry);
    }

    public Training withThreads(int value) {
        return new Training(epochs, batch, clipNorm, clipValue, patience, validation, seed, value, carry);
    }

    public Training withCarry(boolean value) {
        return new Training(epochs, batch, clipNorm, clipValue, patience, validation, seed, threads, value);
    }
}
