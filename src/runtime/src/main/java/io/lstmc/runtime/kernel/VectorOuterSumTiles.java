package io.lstmc.runtime.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As {@link VectorOuterTiles}, over several blocks whose sums stay in registers; for one block this is 3 % slower. Made from
 * {@code VectorOuterSumTilesForm}.
 */
abstract class VectorOuterSumTiles {

    private record Form(int depth, int aStride, int bStride) {}

    private static final Map<Form, VectorOuterSumTiles> FORMS = new ConcurrentHashMap<>();

    static VectorOuterSumTiles of(int depth, int aStride, int bStride) {
        return FORMS.computeIfAbsent(new Form(depth, aStride, bStride), VectorOuterSumTiles::define);
    }

    private static VectorOuterSumTiles define(Form form) {
        int[] literals = {form.depth, form.aStride, form.bStride};
        return (VectorOuterSumTiles) LiteralClass.make("VectorOuterSumTilesForm", literals);
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
