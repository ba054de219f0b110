package io.lstmc.runtime.generated;

import io.lstmc.runtime.tensor.NearName;
import io.lstmc.runtime.tensor.Storage;
import java.util.List;

/**
 * The scratch space of one thread: generated classes add their arrays. A model's parameters are shared between threads,
 * a workspace never is.
 */
public abstract class Workspace {

    /** The most rows (samples) that one pass takes. */
    public final int block;

    /** The rows that are filled now, 1 … block. */
    public int rows;

    /** The index of this workspace's first row in the batch, so that a row draws the same numbers in any block. */
    public int firstRow;

    /** Whether this pass trains: dropout is active then. */
    public boolean training;

    /** The key of all that is random in this update. */
    public long seed;

    /** The sum of gradients; null until the model made it. */
    public Derivatives gradient;

    /**
     * What the random numbers of a row depend on: in training its index in the batch. Elsewhere it is 0, so that a sample
     * gives the same alone and among others.
     */
    protected final int randomRow(int row) {
        return training ? firstRow + row : 0;
    }

    protected Workspace(int block) {
        if (block < 1) {
            throw new IllegalArgumentException("a block has at least one row, not " + block);
        }
        this.block = block;
    }

    /**
     * A workspace whose arrays are large.
     *
     * @param bytes what they take
     * @throws OutOfMemoryError with the size in its message if the JVM can never have as much
     */
    protected Workspace(int block, long bytes) {
        this(block);
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw Storage.noRoom("the values of " + block + (block == 1 ? " sample" : " samples"), bytes);
        }
    }

    /**
     * Refuses the number of a sample that a pass does not have.
     *
     * @param rows how many it has
     * @throws IndexOutOfBoundsException if {@code row} is not one of 0 … rows - 1
     */
    public static void checkRow(int row, int rows) {
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException("there is no row " + row + " in a pass of " + rows
                    + (rows == 1 ? " sample" : " samples") + ", which are counted from 0");
        }
    }

    /**
     * What to throw where a model gives no adjoint of a name.
     *
     * @param names those of which it gives one
     */
    protected static IllegalArgumentException unknownAdjoint(String name, String... names) {
        List<String> known = List.of(names);
        return new IllegalArgumentException("there is no adjoint of "
                + name
                + NearName.of(name, known)
                        .map(near -> " (did you mean " + near + "?)")
                        .orElse("")
                + "; the model asks for those of "
                + String.join(", ", known));
    }
}
