package io.lstmc.runtime.kernel;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Products of some rows of A with two vector columns, or of one row with many, for one depth and one distance of A's rows.
 *
 * <p>Both numbers are literals in the compiled loops; so each such form is a {@link LiteralClass} of its own, made from
 * {@code VectorTiles} and kept for as long as the JVM runs.
 */
abstract class Tiles {

    private record Form(int depth, int stride) {}

    private static final ConcurrentHashMap<Form, Tiles> FORMS = new ConcurrentHashMap<>();

    static Tiles of(int depth, int stride) {
        return FORMS.computeIfAbsent(new Form(depth, stride), Tiles::define);
    }

    private static Tiles define(Form form) {
        return (Tiles) LiteralClass.make("VectorTiles", new int[] {form.depth, form.stride});
    }

    /**
     * C[r,j] = S[r,j] + Σ_k A[r,k]·W[k,j] for two vector columns j, which need not lie side by side in C and S.
     *
     * @param w [k][two vectors]
     * @param ss distance of the rows of S
     * @param cs distance of the rows of C
     */
    abstract void pair(
            int rows,
            float[] a,
            int ao,
            float[] w,
            int wo,
            float[] s0,
            int so0,
            float[] s1,
            int so1,
            int ss,
            float[] c0,
            int co0,
            float[] c1,
            int co1,
            int cs);

    /**
     * The same for one row and many pairs of vector columns, which lie side by side in C and S.
     *
     * @param wStep distance of the weights of two pairs
     */
    abstract void row(int pairs, float[] a, int ao, float[] w, int wo, int wStep, float[] s, int so, float[] c, int co);
}
