package io.lstmc.runtime.kernel.vector.piece;

/**
 * The slots of A or of B as rows that go on from block to block. A thread uses the same object for every call: a new one
 * would be allocated, since a call is too large for the compiler to see that it lives no longer.
 */
public final class VectorBlockRows {

    private float[][] slots;
    private int first;
    private int step;
    private int rows;
    private int offset;
    private int stride;

    /**
     * @param first the slot of the first matrix of the first block
     * @param step distance of the slots of two blocks
     * @param rows rows of a block
     * @param offset where a matrix begins in its slot
     * @param stride distance of its rows
     */
    public VectorBlockRows of(float[][] slots, int first, int step, int rows, int offset, int stride) {
        this.slots = slots;
        this.first = first;
        this.step = step;
        this.rows = rows;
        this.offset = offset;
        this.stride = stride;
        return this;
    }

    /** Keeps nothing of the caller's alive. */
    public void clear() {
        slots = null;
    }

    public float[][] slots() {
        return slots;
    }

    public int step() {
        return step;
    }

    public int offset() {
        return offset;
    }

    /** Copies columns of rows {@code from} to {@code from + count} of the matrices number {@code p} of the blocks. */
    public void copy(
            VectorCopies copies, int p, int from, int count, int column, int width, float[] to, int at, int toStride) {
        int r = from % rows;
        for (int k = 0, slot = first + p + from / rows * step; k < count; slot += step) {
            int some = Math.min(rows - r, count - k);
            copies.rows(some, width, slots[slot], offset + r * stride + column, to, at + k * toStride);
            k += some;
            r = 0;
        }
    }

    /** Of the slot of a matrix of a block. */
    public int index(int block, int p) {
        return first + block * step + p;
    }
}
