package io.lstmc.runtime.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many floats a vector has: as many as suit the processor, or as the system property {@code lstmc.lanes} says, with
 * which tests see that kernels are right for processors that are not there.
 */
final class VectorLanes {

    static final VectorSpecies<Float> SPECIES = species(Integer.getInteger("lstmc.lanes", 0));

    private VectorLanes() {}

    private static VectorSpecies<Float> species(int lanes) {
        return switch (lanes) {
            case 4 -> FloatVector.SPECIES_128;
            case 8 -> FloatVector.SPECIES_256;
            case 16 -> FloatVector.SPECIES_512;
            default -> FloatVector.SPECIES_PREFERRED;
        };
    }
}
