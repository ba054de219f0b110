package io.lstmc.runtime.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link RowSums} in vectors of eight or sixteen. */
final class VectorRowSums {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorRowSums() {}

    static void sum(int rows, int n, float[] a, int aStride, float[] sums) {
        float[] part = RowSums.floats();
        for (int r = 0; r < rows; r++) {
            int at = r * aStride;
            int end = at + n;
            if (LANES == RowSums.PARTS) {
                FloatVector sum = FloatVector.zero(SPECIES);
                for (; at + LANES <= end; at += LANES) {
                    sum = sum.add(FloatVector.fromArray(SPECIES, a, at));
                }
                sum.intoArray(part, 0);
            } else {
                FloatVector low = FloatVector.zero(SPECIES);
                FloatVector high = FloatVector.zero(SPECIES);
                for (; at + 2 * LANES <= end; at += 2 * LANES) {
                    low = low.add(FloatVector.fromArray(SPECIES, a, at));
                    high = high.add(FloatVector.fromArray(SPECIES, a, at + LANES));
                }
                low.intoArray(part, 0);
                high.intoArray(part, LANES);
            }
            sums[r] = RowSums.rest(part, a, at, end - at);
        }
    }
}
