package io.lstmc.runtime.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The product of one row of A with all weights. Everything about the shape is a literal; so each shape is a
 * {@link LiteralClass} of its own, made from {@code VectorRowForm} and kept for as long as the JVM runs.
 */
abstract class VectorRow {

    private record Form(int sources, int depth, int pairs, int results, int columns) {}

    private static final Map<Form, VectorRow> FORMS = new ConcurrentHashMap<>();

    private Readiness ready;

    /**
     * @param depth columns of A
     * @param pairs pairs of vector columns of all results
     * @param results how many slots C has
     * @param columns vector columns of each slot of C
     */
    static VectorRow of(int sources, int depth, int pairs, int results, int columns) {
        return FORMS.computeIfAbsent(new Form(sources, depth, pairs, results, columns), VectorRow::define);
    }

    private static VectorRow define(Form form) {
        int[] literals = {form.sources, form.depth, form.pairs, form.results, form.columns};
        VectorRow row = (VectorRow) LiteralClass.make("VectorRowForm", literals);
        int pair = 2 * VectorKernels.LANES;
        float[][] a = new float[form.sources][form.depth];
        float[] w = new float[VectorWeights.FIRST + form.sources * form.depth * form.pairs * pair];
        float[] s = new float[form.pairs * pair];
        float[][] c = new float[form.results][form.columns * VectorKernels.LANES];
        row.ready = new Readiness(w.length, () -> row.run(a, 0, 0, w, s, c, 0, 0));
        return row;
    }

    /** Of {@link #run}. */
    Readiness ready() {
        return ready;
    }

    /**
     * C_p[j] = s[p, j] + Σ_q Σ_k A_q[k]·W_qp[k,j].
     *
     * @param ai the slot of A_0; {@code ao}, where the row begins in every slot
     * @param w [pair][source][k][two vectors], from {@link VectorWeights#FIRST}
     * @param s [pair][two vectors]
     * @param ci the slot of C_0; {@code co}, where the row begins in every slot
     */
    abstract void run(float[][] a, int ai, int ao, float[] w, float[] s, float[][] c, int ci, int co);
}
