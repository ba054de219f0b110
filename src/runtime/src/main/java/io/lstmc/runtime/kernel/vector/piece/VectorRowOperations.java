package io.lstmc.runtime.kernel.vector.piece;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Rows of an array combined with a number for each row. */
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
}
