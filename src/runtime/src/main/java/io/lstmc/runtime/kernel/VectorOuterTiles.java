package io.lstmc.runtime.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sums of outer products of some columns of A with two vector columns of B, over a literal number of rows; each such
 * number is a {@link LiteralClass} of its own, made from {@code VectorOuterTilesForm} and kept for as long as the JVM runs.
 */
abstract class VectorOuterTiles {

    /** The most columns of A, and the distance of its rows. A power of two, or JDK 17 keeps range checks in the loop. */
    static final int GROUP = 32;

    private static final Map<Integer, VectorOuterTiles> FORMS = new ConcurrentHashMap<>();

    private final Map<Integer, Readiness> ready = new ConcurrentHashMap<>();

    private int depth;

    static VectorOuterTiles of(int depth) {
        return FORMS.computeIfAbsent(depth, VectorOuterTiles::define);
    }

    private static VectorOuterTiles define(int depth) {
        VectorOuterTiles tiles = (VectorOuterTiles) LiteralClass.make("VectorOuterTilesForm", depth);
        tiles.depth = depth;
        return tiles;
    }

    Readiness ready(int rows) {
        return ready.computeIfAbsent(rows, key -> {
            int pair = 2 * VectorKernels.LANES;
            float[] a = new float[depth * GROUP];
            float[] b = new float[depth * pair];
            float[] c = new float[rows * pair];
            return new Readiness((long) depth * rows * pair, () -> pair(rows, a, b, 0, c, 0, pair));
        });
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
