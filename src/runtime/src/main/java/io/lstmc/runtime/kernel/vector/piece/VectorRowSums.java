package io.lstmc.runtime.kernel.vector.piece;

import io.lstmc.runtime.kernel.RowSums;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowSums} in vectors of eight or sixteen: first down to one vector for each of some rows, then the lanes of all
 * these, so that no row waits for the tree of the one before.
 */
public final class VectorRowSums {

    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final boolean PAIRS = LANES < RowSums.PARTS;

    /** Rows between which the trees are put off. */
    private static final int ROWS = 32;

    /** Where the last terms of a row are, with zeros behind them. */
    private static final int TAIL = ROWS * LANES;

    private static final ThreadLocal<float[]> PARTS = ThreadLocal.withInitial(() -> new float[TAIL + RowSums.PARTS]);

    private static final float[] NONE = {};

    private VectorRowSums() {}

    /** Whether the width of vectors allows the order. */
    public static boolean fits() {
        return 2 * LANES == RowSums.PARTS || LANES == RowSums.PARTS;
    }

    public static void sum(int rows, int n, float[] a, int aStride, float[] sums) {
        float[] part = PARTS.get();
        for (int i = n % RowSums.PARTS; i < RowSums.PARTS; i++) {
            part[TAIL + i] = 0;
        }
        for (int first = 0; first < rows; first += ROWS) {
            int count = Math.min(ROWS, rows - first);
            vectors(count, n, a, first * aStride, aStride, part);
            trees(count, part, first, sums);
        }
    }

    public static void sum(
            int rows, int n, float[] a, int aAt, int aStride, float[] b, int bAt, int bStride, float[] sums, int at) {
        float[] part = PARTS.get();
        for (int i = n % RowSums.PARTS; i < RowSums.PARTS; i++) {
            part[TAIL + i] = 0;
        }
        for (int first = 0; first < rows; first += ROWS) {
            int count = Math.min(ROWS, rows - first);
            vectors(count, n, a, aAt + first * aStride, aStride, b, bAt + first * bStride, bStride, part);
            trees(count, part, at + first, sums);
        }
    }

    /** Calls what a sum calls so that it returns at once. */
    static void emptySum() {
        vectors(0, 0, NONE, 0, 0, NONE);
        trees(0, NONE, 0, NONE);
    }

    /** Calls what a sum of products calls so that it returns at once. */
    static void emptySumOfProducts() {
        vectors(0, 0, NONE, 0, 0, NONE, 0, 0, NONE);
        trees(0, NONE, 0, NONE);
    }

    private static void vectors(int rows, int n, float[] a, int ao, int aStride, float[] part) {
        int rest = n % RowSums.PARTS;
        for (int r = 0; r < rows; r++) {
            int at = ao + r * aStride;
            int end = at + n - rest;
            FloatVector low = FloatVector.zero(SPECIES);
            FloatVector high = FloatVector.zero(SPECIES);
            for (; at < end; at += RowSums.PARTS) {
                low = low.add(FloatVector.fromArray(SPECIES, a, at));
                if (PAIRS) {
                    high = high.add(FloatVector.fromArray(SPECIES, a, at + LANES));
                }
            }
            if (rest > 0) {
                for (int i = 0; i < rest; i++) {
                    part[TAIL + i] = a[at + i];
                }
                low = low.add(FloatVector.fromArray(SPECIES, part, TAIL));
                if (PAIRS) {
                    high = high.add(FloatVector.fromArray(SPECIES, part, TAIL + LANES));
                }
            }
            low.add(high).intoArray(part, r * LANES);
        }
    }

    /** The same text with products for terms: a vector that crosses a call is boxed. */
    private static void vectors(
            int rows, int n, float[] a, int ao, int aStride, float[] b, int bo, int bStride, float[] part) {
        int rest = n % RowSums.PARTS;
        for (int r = 0; r < rows; r++) {
            int at = ao + r * aStride;
            int other = bo + r * bStride;
            int end = at + n - rest;
            FloatVector low = FloatVector.zero(SPECIES);
            FloatVector high = FloatVector.zero(SPECIES);
            for (; at < end; at += RowSums.PARTS, other += RowSums.PARTS) {
                low = low.add(FloatVector.fromArray(SPECIES, a, at).mul(FloatVector.fromArray(SPECIES, b, other)));
                if (PAIRS) {
                    FloatVector right = FloatVector.fromArray(SPECIES, b, other + LANES);
                    high = high.add(
                            FloatVector.fromArray(SPECIES, a, at + LANES).mul(right));
                }
            }
            if (rest > 0) {
                for (int i = 0; i < rest; i++) {
                    part[TAIL + i] = a[at + i] * b[other + i];
                }
                low = low.add(FloatVector.fromArray(SPECIES, part, TAIL));
                if (PAIRS) {
                    high = high.add(FloatVector.fromArray(SPECIES, part, TAIL + LANES));
                }
            }
            low.add(high).intoArray(part, r * LANES);
        }
    }

    private static void trees(int rows, float[] part, int first, float[] sums) {
        for (int r = 0; r < rows; r++) {
            int at = r * LANES;
            if (!PAIRS) {
                for (int i = 0; i < 8; i++) {
                    part[at + i] += part[at + 8 + i];
                }
            }
            float even = (part[at] + part[at + 4]) + (part[at + 2] + part[at + 6]);
            float odd = (part[at + 1] + part[at + 5]) + (part[at + 3] + part[at + 7]);
            sums[first + r] = even + odd;
        }
    }

    /** Adds up the lanes of vectors: in {@code part} there is one for each row from an index on, at some distance. */
    public static void trees(int rows, float[] part, int from, int distance, float[] sums) {
        for (int r = 0, at = from; r < rows; r++, at += distance) {
            if (!PAIRS) {
                for (int i = 0; i < 8; i++) {
                    part[at + i] += part[at + 8 + i];
                }
            }
            float even = (part[at] + part[at + 4]) + (part[at + 2] + part[at + 6]);
            float odd = (part[at + 1] + part[at + 5]) + (part[at + 3] + part[at + 7]);
            sums[r] = even + odd;
        }
    }
}
