package io.lstmc.runtime.kernel;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** See {@link Tiles}. */
final class VectorTiles extends Tiles {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PAIR = 2 * LANES;

    /** Columns of A. */
    private static final int DEPTH;

    /** Distance of A's rows. */
    private static final int STRIDE;

    static {
        try {
            int[] literals = MethodHandles.classData(MethodHandles.lookup(), "_", int[].class);
            DEPTH = literals[0];
            STRIDE = literals[1];
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    void pair(
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
            int cs) {
        int tiles = (rows + 5) / 6;
        for (int t = 0, r = 0; t < tiles; t++) {
            int height = (rows - r) / (tiles - t);
            int at = ao + r * STRIDE;
            switch (height) {
                case 1 ->
                    tile1(a, at, w, wo, s0, so0 + r * ss, s1, so1 + r * ss, ss, c0, co0 + r * cs, c1, co1 + r * cs, cs);
                case 2 ->
                    tile2(a, at, w, wo, s0, so0 + r * ss, s1, so1 + r * ss, ss, c0, co0 + r * cs, c1, co1 + r * cs, cs);
                case 3 ->
                    tile3(a, at, w, wo, s0, so0 + r * ss, s1, so1 + r * ss, ss, c0, co0 + r * cs, c1, co1 + r * cs, cs);
                case 4 ->
                    tile4(a, at, w, wo, s0, so0 + r * ss, s1, so1 + r * ss, ss, c0, co0 + r * cs, c1, co1 + r * cs, cs);
                case 5 ->
                    tile5(a, at, w, wo, s0, so0 + r * ss, s1, so1 + r * ss, ss, c0, co0 + r * cs, c1, co1 + r * cs, cs);
                case 6 ->
                    tile6(a, at, w, wo, s0, so0 + r * ss, s1, so1 + r * ss, ss, c0, co0 + r * cs, c1, co1 + r * cs, cs);
            }
            r += height;
        }
    }

    private static void tile1(
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
            int cs) {
        FloatVector x00 = FloatVector.fromArray(SPECIES, s0, so0);
        FloatVector x01 = FloatVector.fromArray(SPECIES, s1, so1);
        for (int k = 0; k < DEPTH; k++) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k]);
            x00 = a0.fma(w0, x00);
            x01 = a0.fma(w1, x01);
        }
        x00.intoArray(c0, co0);
        x01.intoArray(c1, co1);
    }

    private static void tile2(
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
            int cs) {
        FloatVector x00 = FloatVector.fromArray(SPECIES, s0, so0);
        FloatVector x01 = FloatVector.fromArray(SPECIES, s1, so1);
        FloatVector x10 = FloatVector.fromArray(SPECIES, s0, so0 + ss);
        FloatVector x11 = FloatVector.fromArray(SPECIES, s1, so1 + ss);
        for (int k = 0; k < DEPTH; k++) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k]);
            x00 = a0.fma(w0, x00);
            x01 = a0.fma(w1, x01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[ao + STRIDE + k]);
            x10 = a1.fma(w0, x10);
            x11 = a1.fma(w1, x11);
        }
        x00.intoArray(c0, co0);
        x01.intoArray(c1, co1);
        x10.intoArray(c0, co0 + cs);
        x11.intoArray(c1, co1 + cs);
    }

    private static void tile3(
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
            int cs) {
        FloatVector x00 = FloatVector.fromArray(SPECIES, s0, so0);
        FloatVector x01 = FloatVector.fromArray(SPECIES, s1, so1);
        FloatVector x10 = FloatVector.fromArray(SPECIES, s0, so0 + ss);
        FloatVector x11 = FloatVector.fromArray(SPECIES, s1, so1 + ss);
        FloatVector x20 = FloatVector.fromArray(SPECIES, s0, so0 + 2 * ss);
        FloatVector x21 = FloatVector.fromArray(SPECIES, s1, so1 + 2 * ss);
        for (int k = 0; k < DEPTH; k++) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k]);
            x00 = a0.fma(w0, x00);
            x01 = a0.fma(w1, x01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[ao + STRIDE + k]);
            x10 = a1.fma(w0, x10);
            x11 = a1.fma(w1, x11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[ao + 2 * STRIDE + k]);
            x20 = a2.fma(w0, x20);
            x21 = a2.fma(w1, x21);
        }
        x00.intoArray(c0, co0);
        x01.intoArray(c1, co1);
        x10.intoArray(c0, co0 + cs);
        x11.intoArray(c1, co1 + cs);
        x20.intoArray(c0, co0 + 2 * cs);
        x21.intoArray(c1, co1 + 2 * cs);
    }

    private static void tile4(
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
            int cs) {
        FloatVector x00 = FloatVector.fromArray(SPECIES, s0, so0);
        FloatVector x01 = FloatVector.fromArray(SPECIES, s1, so1);
        FloatVector x10 = FloatVector.fromArray(SPECIES, s0, so0 + ss);
        FloatVector x11 = FloatVector.fromArray(SPECIES, s1, so1 + ss);
        FloatVector x20 = FloatVector.fromArray(SPECIES, s0, so0 + 2 * ss);
        FloatVector x21 = FloatVector.fromArray(SPECIES, s1, so1 + 2 * ss);
        FloatVector x30 = FloatVector.fromArray(SPECIES, s0, so0 + 3 * ss);
        FloatVector x31 = FloatVector.fromArray(SPECIES, s1, so1 + 3 * ss);
        for (int k = 0; k < DEPTH; k++) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k]);
            x00 = a0.fma(w0, x00);
            x01 = a0.fma(w1, x01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[ao + STRIDE + k]);
            x10 = a1.fma(w0, x10);
            x11 = a1.fma(w1, x11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[ao + 2 * STRIDE + k]);
            x20 = a2.fma(w0, x20);
            x21 = a2.fma(w1, x21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[ao + 3 * STRIDE + k]);
            x30 = a3.fma(w0, x30);
            x31 = a3.fma(w1, x31);
        }
        x00.intoArray(c0, co0);
        x01.intoArray(c1, co1);
        x10.intoArray(c0, co0 + cs);
        x11.intoArray(c1, co1 + cs);
        x20.intoArray(c0, co0 + 2 * cs);
        x21.intoArray(c1, co1 + 2 * cs);
        x30.intoArray(c0, co0 + 3 * cs);
        x31.intoArray(c1, co1 + 3 * cs);
    }

    private static void tile5(
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
            int cs) {
        FloatVector x00 = FloatVector.fromArray(SPECIES, s0, so0);
        FloatVector x01 = FloatVector.fromArray(SPECIES, s1, so1);
        FloatVector x10 = FloatVector.fromArray(SPECIES, s0, so0 + ss);
        FloatVector x11 = FloatVector.fromArray(SPECIES, s1, so1 + ss);
        FloatVector x20 = FloatVector.fromArray(SPECIES, s0, so0 + 2 * ss);
        FloatVector x21 = FloatVector.fromArray(SPECIES, s1, so1 + 2 * ss);
        FloatVector x30 = FloatVector.fromArray(SPECIES, s0, so0 + 3 * ss);
        FloatVector x31 = FloatVector.fromArray(SPECIES, s1, so1 + 3 * ss);
        FloatVector x40 = FloatVector.fromArray(SPECIES, s0, so0 + 4 * ss);
        FloatVector x41 = FloatVector.fromArray(SPECIES, s1, so1 + 4 * ss);
        for (int k = 0; k < DEPTH; k++) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k]);
            x00 = a0.fma(w0, x00);
            x01 = a0.fma(w1, x01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[ao + STRIDE + k]);
            x10 = a1.fma(w0, x10);
            x11 = a1.fma(w1, x11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[ao + 2 * STRIDE + k]);
            x20 = a2.fma(w0, x20);
            x21 = a2.fma(w1, x21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[ao + 3 * STRIDE + k]);
            x30 = a3.fma(w0, x30);
            x31 = a3.fma(w1, x31);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[ao + 4 * STRIDE + k]);
            x40 = a4.fma(w0, x40);
            x41 = a4.fma(w1, x41);
        }
        x00.intoArray(c0, co0);
        x01.intoArray(c1, co1);
        x10.intoArray(c0, co0 + cs);
        x11.intoArray(c1, co1 + cs);
        x20.intoArray(c0, co0 + 2 * cs);
        x21.intoArray(c1, co1 + 2 * cs);
        x30.intoArray(c0, co0 + 3 * cs);
        x31.intoArray(c1, co1 + 3 * cs);
        x40.intoArray(c0, co0 + 4 * cs);
        x41.intoArray(c1, co1 + 4 * cs);
    }

    private static void tile6(
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
            int cs) {
        FloatVector x00 = FloatVector.fromArray(SPECIES, s0, so0);
        FloatVector x01 = FloatVector.fromArray(SPECIES, s1, so1);
        FloatVector x10 = FloatVector.fromArray(SPECIES, s0, so0 + ss);
        FloatVector x11 = FloatVector.fromArray(SPECIES, s1, so1 + ss);
        FloatVector x20 = FloatVector.fromArray(SPECIES, s0, so0 + 2 * ss);
        FloatVector x21 = FloatVector.fromArray(SPECIES, s1, so1 + 2 * ss);
        FloatVector x30 = FloatVector.fromArray(SPECIES, s0, so0 + 3 * ss);
        FloatVector x31 = FloatVector.fromArray(SPECIES, s1, so1 + 3 * ss);
        FloatVector x40 = FloatVector.fromArray(SPECIES, s0, so0 + 4 * ss);
        FloatVector x41 = FloatVector.fromArray(SPECIES, s1, so1 + 4 * ss);
        FloatVector x50 = FloatVector.fromArray(SPECIES, s0, so0 + 5 * ss);
        FloatVector x51 = FloatVector.fromArray(SPECIES, s1, so1 + 5 * ss);
        for (int k = 0; k < DEPTH; k++) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k]);
            x00 = a0.fma(w0, x00);
            x01 = a0.fma(w1, x01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[ao + STRIDE + k]);
            x10 = a1.fma(w0, x10);
            x11 = a1.fma(w1, x11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[ao + 2 * STRIDE + k]);
            x20 = a2.fma(w0, x20);
            x21 = a2.fma(w1, x21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[ao + 3 * STRIDE + k]);
            x30 = a3.fma(w0, x30);
            x31 = a3.fma(w1, x31);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[ao + 4 * STRIDE + k]);
            x40 = a4.fma(w0, x40);
            x41 = a4.fma(w1, x41);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[ao + 5 * STRIDE + k]);
            x50 = a5.fma(w0, x50);
            x51 = a5.fma(w1, x51);
        }
        x00.intoArray(c0, co0);
        x01.intoArray(c1, co1);
        x10.intoArray(c0, co0 + cs);
        x11.intoArray(c1, co1 + cs);
        x20.intoArray(c0, co0 + 2 * cs);
        x21.intoArray(c1, co1 + 2 * cs);
        x30.intoArray(c0, co0 + 3 * cs);
        x31.intoArray(c1, co1 + 3 * cs);
        x40.intoArray(c0, co0 + 4 * cs);
        x41.intoArray(c1, co1 + 4 * cs);
        x50.intoArray(c0, co0 + 5 * cs);
        x51.intoArray(c1, co1 + 5 * cs);
    }

    @Override
    void row(int pairs, float[] a, int ao, float[] w, int wo, int wStep, float[] s, int so, float[] c, int co) {
        int p = 0;
        for (; p + 3 < pairs; p += 4) {
            row4(a, ao, w, wo + p * wStep, wStep, s, so + p * PAIR, c, co + p * PAIR);
        }
        switch (pairs - p) {
            case 1 -> row1(a, ao, w, wo + p * wStep, s, so + p * PAIR, c, co + p * PAIR);
            case 2 -> row2(a, ao, w, wo + p * wStep, wStep, s, so + p * PAIR, c, co + p * PAIR);
            case 3 -> row3(a, ao, w, wo + p * wStep, wStep, s, so + p * PAIR, c, co + p * PAIR);
            default -> {}
        }
    }

    private static void row1(float[] a, int ao, float[] w, int wo, float[] s, int so, float[] c, int co) {
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, so);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, so + LANES);
        for (int k = 0; k < DEPTH; k++) {
            FloatVector v = FloatVector.broadcast(SPECIES, a[ao + k]);
            x0 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR), x0);
            x1 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES), x1);
        }
        x0.intoArray(c, co);
        x1.intoArray(c, co + LANES);
    }

    private static void row2(float[] a, int ao, float[] w, int wo, int wStep, float[] s, int so, float[] c, int co) {
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, so);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, so + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, so + 2 * LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, so + 3 * LANES);
        for (int k = 0; k < DEPTH; k++) {
            FloatVector v = FloatVector.broadcast(SPECIES, a[ao + k]);
            x0 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR), x0);
            x1 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES), x1);
            x2 = v.fma(FloatVector.fromArray(SPECIES, w, wo + wStep + k * PAIR), x2);
            x3 = v.fma(FloatVector.fromArray(SPECIES, w, wo + wStep + k * PAIR + LANES), x3);
        }
        x0.intoArray(c, co);
        x1.intoArray(c, co + LANES);
        x2.intoArray(c, co + 2 * LANES);
        x3.intoArray(c, co + 3 * LANES);
    }

    private static void row3(float[] a, int ao, float[] w, int wo, int wStep, float[] s, int so, float[] c, int co) {
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, so);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, so + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, so + 2 * LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, so + 3 * LANES);
        FloatVector x4 = FloatVector.fromArray(SPECIES, s, so + 4 * LANES);
        FloatVector x5 = FloatVector.fromArray(SPECIES, s, so + 5 * LANES);
        for (int k = 0; k < DEPTH; k++) {
            FloatVector v = FloatVector.broadcast(SPECIES, a[ao + k]);
            x0 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR), x0);
            x1 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES), x1);
            x2 = v.fma(FloatVector.fromArray(SPECIES, w, wo + wStep + k * PAIR), x2);
            x3 = v.fma(FloatVector.fromArray(SPECIES, w, wo + wStep + k * PAIR + LANES), x3);
            x4 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 2 * wStep + k * PAIR), x4);
            x5 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 2 * wStep + k * PAIR + LANES), x5);
        }
        x0.intoArray(c, co);
        x1.intoArray(c, co + LANES);
        x2.intoArray(c, co + 2 * LANES);
        x3.intoArray(c, co + 3 * LANES);
        x4.intoArray(c, co + 4 * LANES);
        x5.intoArray(c, co + 5 * LANES);
    }

    private static void row4(float[] a, int ao, float[] w, int wo, int wStep, float[] s, int so, float[] c, int co) {
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, so);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, so + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, so + 2 * LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, so + 3 * LANES);
        FloatVector x4 = FloatVector.fromArray(SPECIES, s, so + 4 * LANES);
        FloatVector x5 = FloatVector.fromArray(SPECIES, s, so + 5 * LANES);
        FloatVector x6 = FloatVector.fromArray(SPECIES, s, so + 6 * LANES);
        FloatVector x7 = FloatVector.fromArray(SPECIES, s, so + 7 * LANES);
        for (int k = 0; k < DEPTH; k++) {
            FloatVector v = FloatVector.broadcast(SPECIES, a[ao + k]);
            x0 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR), x0);
            x1 = v.fma(FloatVector.fromArray(SPECIES, w, wo + k * PAIR + LANES), x1);
            x2 = v.fma(FloatVector.fromArray(SPECIES, w, wo + wStep + k * PAIR), x2);
            x3 = v.fma(FloatVector.fromArray(SPECIES, w, wo + wStep + k * PAIR + LANES), x3);
            x4 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 2 * wStep + k * PAIR), x4);
            x5 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 2 * wStep + k * PAIR + LANES), x5);
            x6 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 3 * wStep + k * PAIR), x6);
            x7 = v.fma(FloatVector.fromArray(SPECIES, w, wo + 3 * wStep + k * PAIR + LANES), x7);
        }
        x0.intoArray(c, co);
        x1.intoArray(c, co + LANES);
        x2.intoArray(c, co + 2 * LANES);
        x3.intoArray(c, co + 3 * LANES);
        x4.intoArray(c, co + 4 * LANES);
        x5.intoArray(c, co + 5 * LANES);
        x6.intoArray(c, co + 6 * LANES);
        x7.intoArray(c, co + 7 * LANES);
    }
}
