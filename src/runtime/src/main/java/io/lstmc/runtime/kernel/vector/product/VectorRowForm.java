package io.lstmc.runtime.kernel.vector.product;

import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** See {@link VectorRow}. Eight sums side by side, because one would wait for the latency of each addition. */
final class VectorRowForm extends VectorRow {

    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int PAIR = 2 * LANES;

    private static final int SOURCES;

    /** Columns of A. */
    private static final int DEPTH;

    private static final int PAIRS;

    private static final int MOST = 0xffff;

    /** The pair of a call that returns at once. */
    private static final int EMPTY = -1;

    private static final float[] NONE = {};
    private static final float[][] NO_SLOTS = {};

    private static final int RESULTS;

    /** Vector columns of a result. */
    private static final int COLUMNS;

    /** Distance of the weights of two pairs. */
    private static final int STEP;

    /** Floats that the first cache holds. */
    private static final int CACHE = 1 << 13;

    /**
     * Whether every other row goes backwards: if it is one of the same product, it begins with the weights that the one
     * before left in the cache.
     */
    private static final boolean TURNS;

    static {
        try {
            int[] literals = MethodHandles.classData(MethodHandles.lookup(), "_", int[].class);
            SOURCES = literals[0];
            DEPTH = literals[1];
            PAIRS = literals[2];
            RESULTS = literals[3];
            COLUMNS = literals[4];
            STEP = SOURCES * DEPTH * PAIR;
            TURNS = PAIRS > 7 && PAIRS * STEP > CACHE;
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Which way the last row went; what another thread sees of it does not matter. */
    private boolean back;

    @Override
    void run(float[][] a, int ai, int ao, float[] w, float[] s, float[][] c, int ci, int co) {
        int rest = PAIRS / 4 * 4;
        int p = 0;
        int step = 4;
        if (TURNS) {
            back = !back;
            p = back ? rest - 4 : 0;
            step = back ? -4 : 4;
        }
        for (int i = 0; i < rest; i += 4, p += step) {
            four(p, a, ai, ao, w, s, c, ci, co);
        }
        if (PAIRS % 4 == 1) {
            one(rest, a, ai, ao, w, s, c, ci, co);
        } else if (PAIRS % 4 == 2) {
            two(rest, a, ai, ao, w, s, c, ci, co);
        } else if (PAIRS % 4 == 3) {
            three(rest, a, ai, ao, w, s, c, ci, co);
        }
    }

    @Override
    void empty() {
        if (PAIRS >= 4) {
            four(EMPTY, NO_SLOTS, 0, 0, NONE, NONE, NO_SLOTS, 0, 0);
        }
        if (PAIRS % 4 == 1) {
            one(EMPTY, NO_SLOTS, 0, 0, NONE, NONE, NO_SLOTS, 0, 0);
        } else if (PAIRS % 4 == 2) {
            two(EMPTY, NO_SLOTS, 0, 0, NONE, NONE, NO_SLOTS, 0, 0);
        } else if (PAIRS % 4 == 3) {
            three(EMPTY, NO_SLOTS, 0, 0, NONE, NONE, NO_SLOTS, 0, 0);
        }
    }

    private static void four(int p, float[][] a, int ai, int ao, float[] w, float[] s, float[][] c, int ci, int co) {
        if (p == EMPTY) {
            return;
        }
        int so = p * PAIR;
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, so);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, so + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, so + 2 * LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, so + 3 * LANES);
        FloatVector x4 = FloatVector.fromArray(SPECIES, s, so + 4 * LANES);
        FloatVector x5 = FloatVector.fromArray(SPECIES, s, so + 5 * LANES);
        FloatVector x6 = FloatVector.fromArray(SPECIES, s, so + 6 * LANES);
        FloatVector x7 = FloatVector.fromArray(SPECIES, s, so + 7 * LANES);
        for (int q = 0; q < SOURCES; q++) {
            float[] row = a[ai + q];
            int wo = VectorWeights.FIRST + p * STEP + q * DEPTH * PAIR;
            for (int k = 0; k < DEPTH; k++) {
                FloatVector v = FloatVector.broadcast(SPECIES, row[ao + k]);
                x0 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR), x0);
                x1 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES), x1);
                x2 = v.fma(FloatVector.fromArray(SPECIES, w, wo + STEP + k * PAIR), x2);
                x3 = v.fma(FloatVector.fromArray(SPECIES, w, wo + STEP + k * PAIR + LANES), x3);
                x4 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 2 * STEP + k * PAIR), x4);
                x5 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 2 * STEP + k * PAIR + LANES), x5);
                x6 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 3 * STEP + k * PAIR), x6);
                x7 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 3 * STEP + k * PAIR + LANES), x7);
            }
        }
        // The compiler divides faster if it sees that there is no sign.
        int v = 2 * p & MOST;
        x0.intoArray(c[ci + v / COLUMNS], co + v % COLUMNS * LANES);
        x1.intoArray(c[ci + (v + 1) / COLUMNS], co + (v + 1) % COLUMNS * LANES);
        x2.intoArray(c[ci + (v + 2) / COLUMNS], co + (v + 2) % COLUMNS * LANES);
        x3.intoArray(c[ci + (v + 3) / COLUMNS], co + (v + 3) % COLUMNS * LANES);
        x4.intoArray(c[ci + (v + 4) / COLUMNS], co + (v + 4) % COLUMNS * LANES);
        x5.intoArray(c[ci + (v + 5) / COLUMNS], co + (v + 5) % COLUMNS * LANES);
        x6.intoArray(c[ci + (v + 6) / COLUMNS], co + (v + 6) % COLUMNS * LANES);
        if (COLUMNS % 2 == 0 || (v + 7) / COLUMNS < RESULTS) {
            x7.intoArray(c[ci + (v + 7) / COLUMNS], co + (v + 7) % COLUMNS * LANES);
        }
    }

    private static void three(int p, float[][] a, int ai, int ao, float[] w, float[] s, float[][] c, int ci, int co) {
        if (p == EMPTY) {
            return;
        }
        int so = p * PAIR;
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, so);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, so + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, so + 2 * LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, so + 3 * LANES);
        FloatVector x4 = FloatVector.fromArray(SPECIES, s, so + 4 * LANES);
        FloatVector x5 = FloatVector.fromArray(SPECIES, s, so + 5 * LANES);
        for (int q = 0; q < SOURCES; q++) {
            float[] row = a[ai + q];
            int wo = VectorWeights.FIRST + p * STEP + q * DEPTH * PAIR;
            for (int k = 0; k < DEPTH; k++) {
                FloatVector v = FloatVector.broadcast(SPECIES, row[ao + k]);
                x0 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR), x0);
                x1 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES), x1);
                x2 = v.fma(FloatVector.fromArray(SPECIES, w, wo + STEP + k * PAIR), x2);
                x3 = v.fma(FloatVector.fromArray(SPECIES, w, wo + STEP + k * PAIR + LANES), x3);
                x4 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 2 * STEP + k * PAIR), x4);
                x5 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 2 * STEP + k * PAIR + LANES), x5);
            }
        }
        // The compiler divides faster if it sees that there is no sign.
        int v = 2 * p & MOST;
        x0.intoArray(c[ci + v / COLUMNS], co + v % COLUMNS * LANES);
        x1.intoArray(c[ci + (v + 1) / COLUMNS], co + (v + 1) % COLUMNS * LANES);
        x2.intoArray(c[ci + (v + 2) / COLUMNS], co + (v + 2) % COLUMNS * LANES);
        x3.intoArray(c[ci + (v + 3) / COLUMNS], co + (v + 3) % COLUMNS * LANES);
        x4.intoArray(c[ci + (v + 4) / COLUMNS], co + (v + 4) % COLUMNS * LANES);
        if (COLUMNS % 2 == 0 || (v + 5) / COLUMNS < RESULTS) {
            x5.intoArray(c[ci + (v + 5) / COLUMNS], co + (v + 5) % COLUMNS * LANES);
        }
    }

    private static void two(int p, float[][] a, int ai, int ao, float[] w, float[] s, float[][] c, int ci, int co) {
        if (p == EMPTY) {
            return;
        }
        int so = p * PAIR;
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, so);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, so + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, so + 2 * LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, so + 3 * LANES);
        for (int q = 0; q < SOURCES; q++) {
            float[] row = a[ai + q];
            int wo = VectorWeights.FIRST + p * STEP + q * DEPTH * PAIR;
            for (int k = 0; k < DEPTH; k++) {
                FloatVector v = FloatVector.broadcast(SPECIES, row[ao + k]);
                x0 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR), x0);
                x1 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES), x1);
                x2 = v.fma(FloatVector.fromArray(SPECIES, w, wo + STEP + k * PAIR), x2);
                x3 = v.fma(FloatVector.fromArray(SPECIES, w, wo + STEP + k * PAIR + LANES), x3);
            }
        }
        // The compiler divides faster if it sees that there is no sign.
        int v = 2 * p & MOST;
        x0.intoArray(c[ci + v / COLUMNS], co + v % COLUMNS * LANES);
        x1.intoArray(c[ci + (v + 1) / COLUMNS], co + (v + 1) % COLUMNS * LANES);
        x2.intoArray(c[ci + (v + 2) / COLUMNS], co + (v + 2) % COLUMNS * LANES);
        if (COLUMNS % 2 == 0 || (v + 3) / COLUMNS < RESULTS) {
            x3.intoArray(c[ci + (v + 3) / COLUMNS], co + (v + 3) % COLUMNS * LANES);
        }
    }

    private static void one(int p, float[][] a, int ai, int ao, float[] w, float[] s, float[][] c, int ci, int co) {
        if (p == EMPTY) {
            return;
        }
        int so = p * PAIR;
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, so);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, so + LANES);
        for (int q = 0; q < SOURCES; q++) {
            float[] row = a[ai + q];
            int wo = VectorWeights.FIRST + p * STEP + q * DEPTH * PAIR;
            for (int k = 0; k < DEPTH; k++) {
                FloatVector v = FloatVector.broadcast(SPECIES, row[ao + k]);
                x0 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR), x0);
                x1 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES), x1);
            }
        }
        // The compiler divides faster if it sees that there is no sign.
        int v = 2 * p & MOST;
        x0.intoArray(c[ci + v / COLUMNS], co + v % COLUMNS * LANES);
        if (COLUMNS % 2 == 0 || (v + 1) / COLUMNS < RESULTS) {
            x1.intoArray(c[ci + (v + 1) / COLUMNS], co + (v + 1) % COLUMNS * LANES);
        }
    }
}
