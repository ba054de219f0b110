package io.lstmc.runtime.kernel.vector.piece;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Rows of an array, or one row for all, combined with a number for each row. */
public final class VectorRowOperations {

    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int LANES = SPECIES.length();

    private VectorRowOperations() {}

    public static void plus(int rows, int n, float[] a, float[] s, float[] to) {
        for (int r = 0, at = 0; r < rows; r++) {
            float number = s[r];
            FloatVector all = FloatVector.broadcast(SPECIES, number);
            int end = at + n;
            for (; at + LANES <= end; at += LANES) {
                FloatVector.fromArray(SPECIES, a, at).add(all).intoArray(to, at);
            }
            for (; at < end; at++) {
                to[at] = a[at] + number;
            }
        }
    }

    public static void minus(int rows, int n, float[] a, float[] s, float[] to) {
        for (int r = 0, at = 0; r < rows; r++) {
            float number = s[r];
            FloatVector all = FloatVector.broadcast(SPECIES, number);
            int end = at + n;
            for (; at + LANES <= end; at += LANES) {
                FloatVector.fromArray(SPECIES, a, at).sub(all).intoArray(to, at);
            }
            for (; at < end; at++) {
                to[at] = a[at] - number;
            }
        }
    }

    public static void times(int rows, int n, float[] a, float[] s, float[] to) {
        for (int r = 0, at = 0; r < rows; r++) {
            float number = s[r];
            FloatVector all = FloatVector.broadcast(SPECIES, number);
            int end = at + n;
            for (; at + LANES <= end; at += LANES) {
                FloatVector.fromArray(SPECIES, a, at).mul(all).intoArray(to, at);
            }
            for (; at < end; at++) {
                to[at] = a[at] * number;
            }
        }
    }

    /** One row times a number for each row. */
    public static void setOuter(
            int rows, int n, float[] w, int wAt, float[] b, int bAt, float[] to, int at, int stride) {
        for (int r = 0, row = at; r < rows; r++, row += stride) {
            float number = w[wAt + r];
            FloatVector all = FloatVector.broadcast(SPECIES, number);
            int j = 0;
            for (; j + LANES <= n; j += LANES) {
                FloatVector.fromArray(SPECIES, b, bAt + j).mul(all).intoArray(to, row + j);
            }
            for (; j < n; j++) {
                to[row + j] = number * b[bAt + j];
            }
        }
    }

    /** One row times a number for each row, added to rows. */
    public static void addOuter(
            int rows, int n, float[] w, int wAt, float[] b, int bAt, float[] to, int at, int stride) {
        for (int r = 0, row = at; r < rows; r++, row += stride) {
            float number = w[wAt + r];
            FloatVector all = FloatVector.broadcast(SPECIES, number);
            int j = 0;
            for (; j + LANES <= n; j += LANES) {
                FloatVector product = FloatVector.fromArray(SPECIES, b, bAt + j).mul(all);
                FloatVector.fromArray(SPECIES, to, row + j).add(product).intoArray(to, row + j);
            }
            for (; j < n; j++) {
                to[row + j] += number * b[bAt + j];
            }
        }
    }
}
