package io.lstmc.runtime.kernel.vector.piece;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Arrays of one call, which hold nothing between two calls and grow to the largest use. Threads take them and give them back;
 * if they belonged to threads, they would keep the class loader of this library alive as long as those of an application server.
 */
public final class VectorScratch {

    /** As many as threads that compute at once find without meeting one another. */
    private static final AtomicReferenceArray<VectorScratch> FREE = new AtomicReferenceArray<>(64);

    /** The operands of a sum of outer products. */
    public final VectorBlockRows left = new VectorBlockRows();

    public final VectorBlockRows right = new VectorBlockRows();

    private float[] sums = {};
    private final float[][] lanes = {{}};
    private final float[][] slot = {{}};
    private final float[][] group = {{}};
    private float[][] rows = {};

    /** For the calling thread alone, until it gives it back. */
    public static VectorScratch take() {
        VectorScratch free = FREE.getAndSet(place(), null);
        return free != null ? free : new VectorScratch();
    }

    public void giveBack() {
        FREE.lazySet(place(), this);
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & FREE.length() - 1;
    }

    public float[] sums(int size) {
        if (sums.length < size) {
            sums = new float[size];
        }
        return sums;
    }

    /** One slot for lanes. */
    public float[][] lanes(int size) {
        if (lanes[0].length < size) {
            lanes[0] = new float[size];
        }
        return lanes;
    }

    /** One slot for a group of columns. */
    public float[][] group(int size) {
        if (group[0].length < size) {
            group[0] = new float[size];
        }
        return group;
    }

    /** One slot of a buffer. */
    public float[][] slot(int size) {
        if (slot[0].length < size) {
            slot[0] = new float[size];
        }
        return slot;
    }

    /** Some arrays of at least a size. */
    public float[][] rows(int count, int size) {
        if (rows.length < count) {
            int known = rows.length;
            rows = Arrays.copyOf(rows, count);
            Arrays.fill(rows, known, count, new float[0]);
        }
        for (int i = 0; i < count; i++) {
            if (rows[i].length < size) {
                rows[i] = new float[size];
            }
        }
        return rows;
    }
}
