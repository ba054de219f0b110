package io.lstmc.runtime.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies of parts of matrices, too narrow for {@link System#arraycopy} to be fast. */
final class VectorCopy {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorCopy() {}

    /** The rest of a row is one vector that ends with it, so that nothing beyond is read or written. */
    static void rows(int rows, int width, float[] from, int fo, int fromStride, float[] to, int at, int toStride) {
        if (width == 2 * LANES) {
            twoVectors(rows, from, fo, fromStride, to, at, toStride);
        } else if (width >= LANES) {
            for (int r = 0; r < rows; r++, fo += fromStride, at += toStride) {
                for (int j = 0; j < width - LANES; j += LANES) {
                    FloatVector.fromArray(SPECIES, from, fo + j).intoArray(to, at + j);
                }
                int last = width - LANES;
                FloatVector.fromArray(SPECIES, from, fo + last).intoArray(to, at + last);
            }
        } else {
            for (int r = 0; r < rows; r++, fo += fromStride, at += toStride) {
                for (int j = 0; j < width; j++) {
                    to[at + j] = from[fo + j];
                }
            }
        }
    }

    private static void twoVectors(int rows, float[] from, int fo, int fromStride, float[] to, int at, int toStride) {
        for (int r = 0; r < rows; r++) {
            FloatVector.fromArray(SPECIES, from, fo + r * fromStride).intoArray(to, at + r * toStride);
            FloatVector.fromArray(SPECIES, from, fo + r * fromStride + LANES).intoArray(to, at + r * toStride + LANES);
        }
    }
}
