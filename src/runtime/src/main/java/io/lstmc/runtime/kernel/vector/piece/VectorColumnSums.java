package io.lstmc.runtime.kernel.vector.piece;

import io.lstmc.runtime.kernel.ColumnSums;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of columns, some vectors of columns at a time: their sums stay in registers, and do not wait for one another.
 */
public final class VectorColumnSums {

    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int LANES = SPECIES.length();

    private VectorColumnSums() {}

    public static void add(int rows, int n, float[] a, int aAt, int aStride, float[] sums, int at) {
        int j = 0;
        for (; j + 4 * LANES <= n; j += 4 * LANES) {
            FloatVector s0 = FloatVector.fromArray(SPECIES, sums, at + j);
            FloatVector s1 = FloatVector.fromArray(SPECIES, sums, at + j + LANES);
            FloatVector s2 = FloatVector.fromArray(SPECIES, sums, at + j + 2 * LANES);
            FloatVector s3 = FloatVector.fromArray(SPECIES, sums, at + j + 3 * LANES);
            for (int r = 0, ar = aAt + j; r < rows; r++, ar += aStride) {
                s0 = s0.add(FloatVector.fromArray(SPECIES, a, ar));
                s1 = s1.add(FloatVector.fromArray(SPECIES, a, ar + LANES));
                s2 = s2.add(FloatVector.fromArray(SPECIES, a, ar + 2 * LANES));
                s3 = s3.add(FloatVector.fromArray(SPECIES, a, ar + 3 * LANES));
            }
            s0.intoArray(sums, at + j);
            s1.intoArray(sums, at + j + LANES);
            s2.intoArray(sums, at + j + 2 * LANES);
            s3.intoArray(sums, at + j + 3 * LANES);
        }
        for (; j + 2 * LANES <= n; j += 2 * LANES) {
            FloatVector s0 = FloatVector.fromArray(SPECIES, sums, at + j);
            FloatVector s1 = FloatVector.fromArray(SPECIES, sums, at + j + LANES);
            for (int r = 0, ar = aAt + j; r < rows; r++, ar += aStride) {
                s0 = s0.add(FloatVector.fromArray(SPECIES, a, ar));
                s1 = s1.add(FloatVector.fromArray(SPECIES, a, ar + LANES));
            }
            s0.intoArray(sums, at + j);
            s1.intoArray(sums, at + j + LANES);
        }
        for (; j + LANES <= n; j += LANES) {
            FloatVector s = FloatVector.fromArray(SPECIES, sums, at + j);
            for (int r = 0, ar = aAt + j; r < rows; r++, ar += aStride) {
                s = s.add(FloatVector.fromArray(SPECIES, a, ar));
            }
            s.intoArray(sums, at + j);
        }
        ColumnSums.add(rows, j, n, a, aAt, aStride, null, 0, sums, at);
    }

    /** The same text with products for terms: a vector that crosses a call is boxed. */
    public static void add(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums, int at) {
        int j = 0;
        for (; j + 4 * LANES <= n; j += 4 * LANES) {
            FloatVector s0 = FloatVector.fromArray(SPECIES, sums, at + j);
            FloatVector s1 = FloatVector.fromArray(SPECIES, sums, at + j + LANES);
            FloatVector s2 = FloatVector.fromArray(SPECIES, sums, at + j + 2 * LANES);
            FloatVector s3 = FloatVector.fromArray(SPECIES, sums, at + j + 3 * LANES);
            for (int r = 0, ar = j, br = j; r < rows; r++, ar += aStride, br += bStride) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, br);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, br + LANES);
                FloatVector b2 = FloatVector.fromArray(SPECIES, b, br + 2 * LANES);
                FloatVector b3 = FloatVector.fromArray(SPECIES, b, br + 3 * LANES);
                s0 = s0.add(FloatVector.fromArray(SPECIES, a, ar).mul(b0));
                s1 = s1.add(FloatVector.fromArray(SPECIES, a, ar + LANES).mul(b1));
                s2 = s2.add(FloatVector.fromArray(SPECIES, a, ar + 2 * LANES).mul(b2));
                s3 = s3.add(FloatVector.fromArray(SPECIES, a, ar + 3 * LANES).mul(b3));
            }
            s0.intoArray(sums, at + j);
            s1.intoArray(sums, at + j + LANES);
            s2.intoArray(sums, at + j + 2 * LANES);
            s3.intoArray(sums, at + j + 3 * LANES);
        }
        for (; j + 2 * LANES <= n; j += 2 * LANES) {
            FloatVector s0 = FloatVector.fromArray(SPECIES, sums, at + j);
            FloatVector s1 = FloatVector.fromArray(SPECIES, sums, at + j + LANES);
            for (int r = 0, ar = j, br = j; r < rows; r++, ar += aStride, br += bStride) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, br);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, br + LANES);
                s0 = s0.add(FloatVector.fromArray(SPECIES, a, ar).mul(b0));
                s1 = s1.add(FloatVector.fromArray(SPECIES, a, ar + LANES).mul(b1));
            }
            s0.intoArray(sums, at + j);
            s1.intoArray(sums, at + j + LANES);
        }
        for (; j + LANES <= n; j += LANES) {
            FloatVector s = FloatVector.fromArray(SPECIES, sums, at + j);
            for (int r = 0, ar = j, br = j; r < rows; r++, ar += aStride, br += bStride) {
                s = s.add(FloatVector.fromArray(SPECIES, a, ar).mul(FloatVector.fromArray(SPECIES, b, br)));
            }
            s.intoArray(sums, at + j);
        }
        ColumnSums.add(rows, j, n, a, 0, aStride, b, bStride, sums, at);
    }

    /** The same text with a number for each row. */
    public static void weighted(
            int rows, int n, float[] a, int aAt, int aStride, float[] w, int wAt, float[] sums, int at) {
        int j = 0;
        for (; j + 4 * LANES <= n; j += 4 * LANES) {
            FloatVector s0 = FloatVector.fromArray(SPECIES, sums, at + j);
            FloatVector s1 = FloatVector.fromArray(SPECIES, sums, at + j + LANES);
            FloatVector s2 = FloatVector.fromArray(SPECIES, sums, at + j + 2 * LANES);
            FloatVector s3 = FloatVector.fromArray(SPECIES, sums, at + j + 3 * LANES);
            for (int r = 0, ar = aAt + j; r < rows; r++, ar += aStride) {
                FloatVector number = FloatVector.broadcast(SPECIES, w[wAt + r]);
                s0 = s0.add(FloatVector.fromArray(SPECIES, a, ar).mul(number));
                s1 = s1.add(FloatVector.fromArray(SPECIES, a, ar + LANES).mul(number));
                s2 = s2.add(FloatVector.fromArray(SPECIES, a, ar + 2 * LANES).mul(number));
                s3 = s3.add(FloatVector.fromArray(SPECIES, a, ar + 3 * LANES).mul(number));
            }
            s0.intoArray(sums, at + j);
            s1.intoArray(sums, at + j + LANES);
            s2.intoArray(sums, at + j + 2 * LANES);
            s3.intoArray(sums, at + j + 3 * LANES);
        }
        for (; j + LANES <= n; j += LANES) {
            FloatVector s = FloatVector.fromArray(SPECIES, sums, at + j);
            for (int r = 0, ar = aAt + j; r < rows; r++, ar += aStride) {
                s = s.add(FloatVector.fromArray(SPECIES, a, ar).mul(FloatVector.broadcast(SPECIES, w[wAt + r])));
            }
            s.intoArray(sums, at + j);
        }
        ColumnSums.weighted(rows, j, n, a, aAt, aStride, w, wAt, sums, at);
    }
}
