package io.lstmc.runtime.kernel;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Sums of outer products of some columns of A with two vector columns of B, over a literal number of rows; each such
 * number is a {@link LiteralClass} of its own, made from {@code VectorOuterTiles} and kept for as long as the JVM runs.
 */
abstract class OuterTiles {

    /** The most columns of A, and the distance of its rows. A power of two, or JDK 17 keeps range checks in the loop. */
    static final int GROUP = 32;

    private static final ConcurrentHashMap<Integer, OuterTiles> FORMS = new ConcurrentHashMap<>();

    static OuterTiles of(int depth) {
        return FORMS.computeIfAbsent(depth, key -> (OuterTiles) LiteralClass.make("VectorOuterTiles", key));
    }

    /**
     * C[i,j] += Σ_k A[k,i]·B[k,j] for two vector columns j.
     *
     * @param rows columns of A, rows of C, at most {@link #GROUP}
     * @param a [depth][GROUP]
     * @param b [depth][two vectors]
     * @param cs distance of the rows of C
     */
    abstract void pair(int rows, float[] a, float[] b, int bo, float[] c, int co, int cs);
}
