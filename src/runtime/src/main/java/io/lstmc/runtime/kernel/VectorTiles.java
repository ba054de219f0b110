package io.lstmc.runtime.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Products of some rows of matrices A with two vector columns of weights, summed.
 *
 * <p>The depth and the distances of rows are literals in the compiled loops; so each such form is a {@link LiteralClass}
 * of its own, made from {@code VectorTilesForm} or, for several A, {@code VectorSumTilesForm}, and kept for as long as the
 * JVM runs.
 */
abstract class VectorTiles {

    /** The most rows of one tile. */
    static final int HEIGHT = 6;

    private static final int PAIR = 2 * VectorKernels.LANES;

    private record Form(int sources, int depth, int aStride, int cStride) {}

    private static final Map<Form, VectorTiles> FORMS = new ConcurrentHashMap<>();

    private Readiness set;

    static VectorTiles of(int sources, int depth, int aStride, int cStride) {
        return FORMS.computeIfAbsent(new Form(sources, depth, aStride, cStride), VectorTiles::define);
    }

    private static VectorTiles define(Form form) {
        VectorTiles tiles = (VectorTiles) LiteralClass.make(
                form.sources == 1 ? "VectorTilesForm" : "VectorSumTilesForm",
                new int[] {form.sources, form.depth, form.aStride, form.cStride});
        // One tile of each height.
        int rows = 10;
        float[][] a = new float[form.sources][rows * form.aStride + form.depth];
        float[] w = new float[form.sources * form.depth * PAIR];
        float[] s = new float[HEIGHT * PAIR];
        float[] c = new float[rows * form.cStride + PAIR];
        long work = (long) rows * form.sources * form.depth * PAIR / Readiness.SEVERAL;
        tiles.set = new Readiness(work, () -> tiles.set(rows, a, 0, 0, w, 0, s, 0, c, 0));
        return tiles;
    }

    /** Of {@link #set(int, float[][], int, int, float[], int, float[], int, float[], int)}. */
    Readiness set() {
        return set;
    }

    /** How many rows tiles of six and four cover: all that fits, or all but one. */
    static int covered(int rows) {
        return rows < 4 ? 0 : rows / 2 * 2;
    }

    /** How many of an even number of rows are in tiles of six, if the others are in tiles of four. */
    static int sixes(int rows) {
        return rows - (6 - rows % 6) % 6 * 2;
    }

    /**
     * C[r,j] = s[j] + Σ_q Σ_k A_q[r,k]·W_q[k,j] for two vector columns j.
     *
     * @param rows a number that {@link #covered} gives
     * @param ai the slot of A_0; those of A_1, A_2 … follow
     * @param w [source][k][two vectors]
     * @param s [row of a tile][two vectors], all rows equal: if all sums began with one value, JDK 17 would copy registers
     *     in the loop
     */
    abstract void set(int rows, float[][] as, int ai, int ao, float[] w, int wo, float[] s, int so, float[] c, int co);

    /** C[r,j] += Σ_q Σ_k A_q[r,k]·W_q[k,j] for two vector columns j. */
    abstract void add(int rows, float[][] as, int ai, int ao, float[] w, int wo, float[] c, int co);
}
