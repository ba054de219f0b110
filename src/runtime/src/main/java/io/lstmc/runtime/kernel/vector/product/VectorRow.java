package io.lstmc.runtime.kernel.vector.product;

import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.warmup.CompilationProbe;
import io.lstmc.runtime.kernel.warmup.LiteralClass;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The product of one row of A with all weights. Everything about the shape is a literal; so each shape is a
 * {@link LiteralClass} of its own, made from {@code VectorRowForm} and kept for as long as the JVM runs.
 */
abstract class VectorRow {

    private static final Map<String, VectorRow> FORMS = new ConcurrentHashMap<>();

    private CompilationProbe probe;

    /** Calls the product. */
    private static final class Runs implements CompilationProbe.Code {

        private final VectorRow row;
        private final float[][] a;
        private final float[] w;
        private final float[] s;
        private final float[][] c;

        Runs(VectorRow row, int sources, int depth, int pairs, int results, int columns) {
            int pair = 2 * VectorLanes.LANES;
            this.row = row;
            a = new float[sources][depth];
            w = new float[VectorWeights.FIRST + sources * depth * pairs * pair];
            s = new float[pairs * pair];
            c = new float[results][columns * VectorLanes.LANES];
        }

        @Override
        public void full() {
            row.run(a, 0, 0, w, s, c, 0, 0);
        }

        @Override
        public void empty() {
            row.empty();
        }
    }

    /**
     * @param depth columns of A
     * @param pairs pairs of vector columns of all results
     * @param results how many slots C has
     * @param columns vector columns of each slot of C
     */
    static VectorRow of(int sources, int depth, int pairs, int results, int columns) {
        String name = "row product " + sources + "×" + depth + " to " + results + "×" + columns + " in " + pairs;
        return FORMS.computeIfAbsent(name, key -> define(key, sources, depth, pairs, results, columns));
    }

    private static VectorRow define(String name, int sources, int depth, int pairs, int results, int columns) {
        VectorRow row = (VectorRow) LiteralClass.make(
                MethodHandles.lookup(), "VectorRowForm", new int[] {sources, depth, pairs, results, columns});
        long work = (long) sources * depth * pairs * 2 * VectorLanes.LANES;
        row.probe = new CompilationProbe(name, work, new Runs(row, sources, depth, pairs, results, columns));
        return row;
    }

    /**
     * Whether {@link #run} is compiled.
     *
     * @param operations how many plain Java is about to compute instead
     */
    boolean ready(long operations) {
        return probe.ready(operations);
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

    /** Calls what {@link #run} calls so that it returns at once. */
    abstract void empty();
}
