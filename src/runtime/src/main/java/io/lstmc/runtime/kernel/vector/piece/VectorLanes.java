package io.lstmc.runtime.kernel.vector.piece;

import io.lstmc.runtime.kernel.warmup.PaddedClass;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many floats a vector has: as many as suit the processor, or as the system property {@code lstmc.lanes} says, with
 * which tests see that kernels are right for processors that are not there.
 */
public final class VectorLanes {

    public static final VectorSpecies<Float> SPECIES = species(Integer.getInteger("lstmc.lanes", 0));

    /** As many integers. */
    public static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SPECIES.vectorShape());

    /** The number of floats. */
    public static final int LANES = SPECIES.length();

    static {
        // Nothing has used them yet: whatever does looks for the width of vectors first.
        MethodHandles.Lookup here = MethodHandles.lookup();
        PaddedClass.define(here, "VectorFunctions");
        PaddedClass.define(here, "VectorRowSums");
        PaddedClass.define(here, "VectorColumnSums");
        PaddedClass.define(here, "VectorRowOperations");
        VectorTypes.learn(SPECIES);
    }

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
