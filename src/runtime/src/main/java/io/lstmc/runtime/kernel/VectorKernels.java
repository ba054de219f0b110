package io.lstmc.runtime.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The products in float with the Vector API. Loops only choose tiles; a tile is one method that keeps its part of C in
 * registers, small enough to be compiled and never passing a vector on. Only one species is used, because on JDK 17 a
 * second one stays slow for good.
 */
final class VectorKernels extends PlainKernels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TILE_ROWS = 4;
    private static final int TILE_COLUMNS = 2 * LANES;

    @Override
    public String kind() {
        return "vector " + SPECIES.vectorBitSize() + " bit";
    }
}
