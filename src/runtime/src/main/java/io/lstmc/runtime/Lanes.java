package io.lstmc.runtime;

import io.lstmc.runtime.generated.Workspace;
import io.lstmc.runtime.tensor.DoubleStorage;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;

/**
 * Samples of which each goes on from the one before, computed side by side: as many contiguous parts as a batch has rows.
 * The row of a lane is the same in all batches, and each batch takes the next sample of each lane. Where the parts differ by
 * one sample, the longer ones come first, so the last batch is the first rows of the others.
 *
 * <pre>
 * 8 samples in 3 lanes:  0 1 2 | 3 4 5 | 6 7       batches:  0 3 6,  1 4 7,  2 5
 * </pre>
 */
final class Lanes {

    private final Model model;
    private final int count;
    private final int size;
    private final Storage states;

    /** @param count how many there are */
    Lanes(Model model, int count) {
        this.model = model;
        this.count = count;
        this.size = size(model);
        long all = (long) count * size;
        if (all > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    model.name() + " carries " + size + " values for each of " + count + " rows, which is too many");
        }
        this.states = model.values() instanceof DoubleStorage
                ? DoubleStorage.zeros((int) all)
                : FloatStorage.zeros((int) all);
    }

    /** The values that a model carries for a row. */
    static int size(Model model) {
        return model.carriedStates().stream().mapToInt(Parameter::size).sum();
    }

    int count() {
        return count;
    }

    /** The states in which the lanes ended last, one lane behind the other. */
    Storage states() {
        return states;
    }

    /** Fills {@code order} with all samples, batch by batch. */
    void fill(int[] order) {
        int each = order.length / count;
        int longer = order.length % count;
        for (int i = 0; i < order.length; i++) {
            int lane = i % count;
            order[i] = lane * each + Math.min(lane, longer) + i / count;
        }
    }

    /** Lets a row of a workspace go on from the end of its lane, or begin as the model says. */
    void begin(Workspace w, int row, boolean goesOn) {
        model.begin(w, row, states, (w.firstRow + row) * size, goesOn);
    }

    /** Keeps the states in which the rows of a workspace have ended. */
    void end(Workspace w) {
        for (int row = 0; row < w.rows; row++) {
            model.end(w, row, states, (w.firstRow + row) * size);
        }
    }
}
