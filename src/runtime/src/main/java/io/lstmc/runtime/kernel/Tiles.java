package io.lstmc.runtime.kernel;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Products of some rows of A with two vector columns of weights, or of one row with many.
 *
 * <p>The depth and the distances of rows are literals in the compiled loops; so each such form is a {@link LiteralClass}
 * of its own, made from {@code VectorTiles} and kept for as long as the JVM runs.
 */
abstract class Tiles {

    /** The most rows of one tile. */
    static final int HEIGHT = 6;

    private record Form(int depth, int aStride, int cStride) {}

    private static final ConcurrentHashMap<Form, Tiles> FORMS = new ConcurrentHashMap<>();

    static Tiles of(int depth, int aStride, int cStride) {
        return FORMS.computeIfAbsent(new Form(depth, aStride, cStride), Tiles::define);
    }

    private static Tiles define(Form form) {
        return (Tiles) LiteralClass.make("VectorTiles", new int[] {form.depth, form.aStride, form.cStride});
    }

    /** The rows of the next tile. Six and four are fast, and every even number of more than two is made of them. */
    static int height(int left) {
        if (left >= 9) {
            return 6;
        }
        return left > 6 ? 4 : left;
    }

    /**
     * C[r,j] = s[j] + Σ_k A[r,k]·W[k,j] for two vector columns j.
     *
     * @param w [k][two vectors]
     * @param s [row of a tile][two vectors], all rows equal: if all sums began with one value, JDK 17 would copy registers
     *     in the loop
     */
    abstract void set(int rows, float[] a, int ao, float[] w, int wo, float[] s, int so, float[] c, int co);

    /** C[r,j] += Σ_k A[r,k]·W[k,j] for two vector columns j. */
    abstract void add(int rows, float[] a, int ao, float[] w, int wo, float[] c, int co);

    /**
     * C[j] = S[j] + Σ_k A[k]·W[k,j] for one row and many pairs of vector columns, which lie side by side in C and S.
     *
     * @param wStep distance of the weights of two pairs
     */
    abstract void row(int pairs, float[] a, int ao, float[] w, int wo, int wStep, float[] s, int so, float[] c, int co);
}
