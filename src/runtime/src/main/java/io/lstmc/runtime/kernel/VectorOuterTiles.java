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

    private record Form(int depth, int aStride, int bStride) {}

    private static final Map<Form, VectorOuterTiles> FORMS = new ConcurrentHashMap<>();

    static VectorOuterTiles of(int depth, int aStride, int bStride) {
        return FORMS.computeIfAbsent(new Form(depth, aStride, bStride), VectorOuterTiles::define);
    }

    private static VectorOuterTiles define(Form form) {
        int[] literals = {form.depth, form.aStride, form.bStride};
        return (VectorOuterTiles) LiteralClass.make("VectorOuterTilesForm", literals);
    }

    /**
     * C[i,j] += Σ_k A[k,i]·B[k,j] for two vector columns j.
     *
     * @param rows columns of A, rows of C
     * @param cs distance of the rows of C
     */
    abstract void pair(int rows, float[] a, int ao, float[] b, int bo, float[] c, int co, int cs);
}
