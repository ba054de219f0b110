package io.lstmc.runtime.kernel;

/**
 * The slots of A or of B as rows that go on from block to block.
 *
 * @param first the slot of the first matrix of the first block
 * @param step distance of the slots of two blocks
 * @param rows rows of a block
 * @param offset where a matrix begins in its slot
 * @param stride distance of its rows
 */
record VectorOuterRows(float[][] slots, int first, int step, int rows, int offset, int stride) {

    /** Copies columns of rows {@code from} to {@code from + count} of the matrices number {@code p} of the blocks. */
    void copy(
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
    int index(int block, int p) {
        return first + block * step + p;
    }
}
