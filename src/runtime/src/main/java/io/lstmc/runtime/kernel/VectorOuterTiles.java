package io.lstmc.runtime.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sums of outer products of some columns of A with two vector columns of B. The number of rows and their distances are
 * literals; so each such form is a {@link LiteralClass} of its own, made from {@code VectorOuterTilesForm} and kept for as
 * long as the JVM runs.
 */
abstract class VectorOuterTiles {

    /** The most columns of A if it is packed, and the distance of its rows. A power of two, or JDK 17 keeps range checks in the loop. */
    static final int GROUP = 32;

    private static final int PAIR = 2 * VectorKernels.LANES;

    private record Form(int most, int depth, int aStride, int bStride) {}

    private static final Map<Form, VectorOuterTiles> FORMS = new ConcurrentHashMap<>();

    /** @param most the most blocks of a call */
    static VectorOuterTiles of(int most, int depth, int aStride, int bStride) {
        return FORMS.computeIfAbsent(new Form(most, depth, aStride, bStride), VectorOuterTiles::define);
    }

    private static VectorOuterTiles define(Form form) {
        int[] literals = {form.depth, form.aStride, form.bStride, form.most};
        return (VectorOuterTiles) LiteralClass.make("VectorOuterTilesForm", literals);
    }

    /**
     * C[i,j] += Σ_t Σ_k A_t[k,i]·B_t[k,j] for two vector columns j, all in registers.
     *
     * @param rows columns of A, rows of C
     * @param ai the slot of A_0; {@code aStep} is the distance to that of A_1
     * @param bi the slot of B_0; {@code bStep} is the distance to that of B_1
     * @param bMove distance of where B_0 and B_1 begin in their slots
     * @param cs distance of the rows of C
     */
    abstract void pair(
            int rows,
            int blocks,
            float[][] as,
            int ai,
            int aStep,
            int ao,
            float[][] bs,
            int bi,
            int bStep,
            int bo,
            int bMove,
            float[] c,
            int co,
            int cs);
}
