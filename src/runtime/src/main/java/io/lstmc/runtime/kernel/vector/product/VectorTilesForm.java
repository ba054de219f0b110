package io.lstmc.runtime.kernel.vector.product;

import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** See {@link VectorTiles}: for one source, which {@link VectorSumTilesForm} would take longer for. */
final class VectorTilesForm extends VectorTiles {

    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int PAIR = 2 * LANES;

    /** Columns of A. */
    private static final int DEPTH;

    /** Distance of A's rows. */
    private static final int A;

    /** Distance of C's rows. */
    private static final int C;

    static {
        try {
            int[] literals = MethodHandles.classData(MethodHandles.lookup(), "_", int[].class);
            DEPTH = literals[1];
            A = literals[2];
            C = literals[3];
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    void set(int rows, int six, float[][] as, int ai, int ao, float[] w, int wo, float[] s, int so, float[] c, int co) {
        run(rows, six, as[ai], ao, w, wo, s, so, PAIR, 0, c, co);
    }

    @Override
    void add(int rows, int six, float[][] as, int ai, int ao, float[] w, int wo, float[] c, int co) {
        run(rows, six, as[ai], ao, w, wo, c, co, C, C, c, co);
    }

    @Override
    void emptySix() {
        sum6(NONE, 0, NONE, 0, NONE, 0, 0, NONE, EMPTY);
    }

    @Override
    void emptyFour() {
        sum4(NONE, 0, NONE, 0, NONE, 0, 0, NONE, EMPTY);
    }

    /** Sums begin with rows of s that lie {@code ss} apart in a tile; s moves by {@code st} for each row that is done. */
    private static void run(
            int rows,
            int six,
            float[] a,
            int ao,
            float[] w,
            int wo,
            float[] s,
            int so,
            int ss,
            int st,
            float[] c,
            int co) {
        int r = 0;
        for (; r < six; r += 6) {
            sum6(a, ao + r * A, w, wo, s, so + r * st, ss, c, co + r * C);
        }
        for (; r < rows; r += 4) {
            sum4(a, ao + r * A, w, wo, s, so + r * st, ss, c, co + r * C);
        }
    }

    private static void sum6(float[] a, int ao, float[] w, int wo, float[] s, int so, int ss, float[] c, int co) {
        if (co == EMPTY) {
            return;
        }
        FloatVector x00 = FloatVector.fromArray(SPECIES, s, so);
        FloatVector x01 = FloatVector.fromArray(SPECIES, s, so + LANES);
        FloatVector x10 = FloatVector.fromArray(SPECIES, s, so + ss);
        FloatVector x11 = FloatVector.fromArray(SPECIES, s, so + ss + LANES);
        FloatVector x20 = FloatVector.fromArray(SPECIES, s, so + 2 * ss);
        FloatVector x21 = FloatVector.fromArray(SPECIES, s, so + 2 * ss + LANES);
        FloatVector x30 = FloatVector.fromArray(SPECIES, s, so + 3 * ss);
        FloatVector x31 = FloatVector.fromArray(SPECIES, s, so + 3 * ss + LANES);
        FloatVector x40 = FloatVector.fromArray(SPECIES, s, so + 4 * ss);
        FloatVector x41 = FloatVector.fromArray(SPECIES, s, so + 4 * ss + LANES);
        FloatVector x50 = FloatVector.fromArray(SPECIES, s, so + 5 * ss);
        FloatVector x51 = FloatVector.fromArray(SPECIES, s, so + 5 * ss + LANES);
        for (int k = 0; k < DEPTH; k++) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k]);
            x00 = a0.fma(w0, x00);
            x01 = a0.fma(w1, x01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[ao + A + k]);
            x10 = a1.fma(w0, x10);
            x11 = a1.fma(w1, x11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[ao + 2 * A + k]);
            x20 = a2.fma(w0, x20);
            x21 = a2.fma(w1, x21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[ao + 3 * A + k]);
            x30 = a3.fma(w0, x30);
            x31 = a3.fma(w1, x31);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[ao + 4 * A + k]);
            x40 = a4.fma(w0, x40);
            x41 = a4.fma(w1, x41);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[ao + 5 * A + k]);
            x50 = a5.fma(w0, x50);
            x51 = a5.fma(w1, x51);
        }
        x00.intoArray(c, co);
        x01.intoArray(c, co + LANES);
        x10.intoArray(c, co + C);
        x11.intoArray(c, co + C + LANES);
        x20.intoArray(c, co + 2 * C);
        x21.intoArray(c, co + 2 * C + LANES);
        x30.intoArray(c, co + 3 * C);
        x31.intoArray(c, co + 3 * C + LANES);
        x40.intoArray(c, co + 4 * C);
        x41.intoArray(c, co + 4 * C + LANES);
        x50.intoArray(c, co + 5 * C);
        x51.intoArray(c, co + 5 * C + LANES);
    }

    private static void sum4(float[] a, int ao, float[] w, int wo, float[] s, int so, int ss, float[] c, int co) {
        if (co == EMPTY) {
            return;
        }
        FloatVector x00 = FloatVector.fromArray(SPECIES, s, so);
        FloatVector x01 = FloatVector.fromArray(SPECIES, s, so + LANES);
        FloatVector x10 = FloatVector.fromArray(SPECIES, s, so + ss);
        FloatVector x11 = FloatVector.fromArray(SPECIES, s, so + ss + LANES);
        FloatVector x20 = FloatVector.fromArray(SPECIES, s, so + 2 * ss);
        FloatVector x21 = FloatVector.fromArray(SPECIES, s, so + 2 * ss + LANES);
        FloatVector x30 = FloatVector.fromArray(SPECIES, s, so + 3 * ss);
        FloatVector x31 = FloatVector.fromArray(SPECIES, s, so + 3 * ss + LANES);
        for (int k = 0; k + 1 < DEPTH; k += 2) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k]);
            x00 = a0.fma(w0, x00);
            x01 = a0.fma(w1, x01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[ao + A + k]);
            x10 = a1.fma(w0, x10);
            x11 = a1.fma(w1, x11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[ao + 2 * A + k]);
            x20 = a2.fma(w0, x20);
            x21 = a2.fma(w1, x21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[ao + 3 * A + k]);
            x30 = a3.fma(w0, x30);
            x31 = a3.fma(w1, x31);
            w0 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR + PAIR);
            w1 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR + PAIR + LANES);
            a0 = FloatVector.broadcast(SPECIES, a[ao + k + 1]);
            x00 = a0.fma(w0, x00);
            x01 = a0.fma(w1, x01);
            a1 = FloatVector.broadcast(SPECIES, a[ao + A + k + 1]);
            x10 = a1.fma(w0, x10);
            x11 = a1.fma(w1, x11);
            a2 = FloatVector.broadcast(SPECIES, a[ao + 2 * A + k + 1]);
            x20 = a2.fma(w0, x20);
            x21 = a2.fma(w1, x21);
            a3 = FloatVector.broadcast(SPECIES, a[ao + 3 * A + k + 1]);
            x30 = a3.fma(w0, x30);
            x31 = a3.fma(w1, x31);
        }
        if (DEPTH % 2 == 1) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + (DEPTH - 1) * PAIR);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + (DEPTH - 1) * PAIR + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + DEPTH - 1]);
            x00 = a0.fma(w0, x00);
            x01 = a0.fma(w1, x01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[ao + A + DEPTH - 1]);
            x10 = a1.fma(w0, x10);
            x11 = a1.fma(w1, x11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[ao + 2 * A + DEPTH - 1]);
            x20 = a2.fma(w0, x20);
            x21 = a2.fma(w1, x21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[ao + 3 * A + DEPTH - 1]);
            x30 = a3.fma(w0, x30);
            x31 = a3.fma(w1, x31);
        }
        x00.intoArray(c, co);
        x01.intoArray(c, co + LANES);
        x10.intoArray(c, co + C);
        x11.intoArray(c, co + C + LANES);
        x20.intoArray(c, co + 2 * C);
        x21.intoArray(c, co + 2 * C + LANES);
        x30.intoArray(c, co + 3 * C);
        x31.intoArray(c, co + 3 * C + LANES);
    }
}
