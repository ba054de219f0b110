package io.lstmc.runtime.kernel.vector.outer;

import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.vector.product.VectorTiles;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** See {@link VectorOuterTiles}. */
final class VectorOuterTilesForm extends VectorOuterTiles {

    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int LANES = SPECIES.length();

    /** How many rows of A and B are taken at once. */
    private static final int DEPTH;

    /** Distance of A's rows. */
    private static final int A;

    /** Distance of B's rows. */
    private static final int B;

    /** Whether there is never more than one block: then there is no loop over blocks. */
    private static final boolean ONE;

    static {
        try {
            int[] literals = MethodHandles.classData(MethodHandles.lookup(), "_", int[].class);
            DEPTH = literals[0];
            A = literals[1];
            B = literals[2];
            ONE = literals[3] == 1;
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    void pair(
            int rows,
            boolean six,
            int blocks,
            float[][] as,
            int ai,
            int aStep,
            int ao,
            float[][] bs,
            int bi,
            int bStep,
            int bo,
            int bMove,
            float[] c,
            int co,
            int cs) {
        int even = rows / 2 * 2;
        int inSixes = six ? VectorTiles.sixes(even) : even >= 6 ? even % 4 * 3 : 0;
        int i = 0;
        for (; i < inSixes; i += 6) {
            tile6(blocks, as, ai, aStep, ao + i, bs, bi, bStep, bo, bMove, c, co + i * cs, cs);
        }
        for (; even - i >= 4; i += 4) {
            tile4(blocks, as, ai, aStep, ao + i, bs, bi, bStep, bo, bMove, c, co + i * cs, cs);
        }
        if (even == 2) {
            tile2(blocks, as, ai, aStep, ao + i, bs, bi, bStep, bo, bMove, c, co + i * cs, cs);
            i += 2;
        }
        if (i < rows) {
            tile1(blocks, as, ai, aStep, ao + i, bs, bi, bStep, bo, bMove, c, co + i * cs, cs);
        }
    }

    @Override
    void empty(int height) {
        switch (height) {
            case 6 -> tile6(0, NO_SLOTS, 0, 0, 0, NO_SLOTS, 0, 0, 0, 0, NONE, EMPTY, 0);
            case 4 -> tile4(0, NO_SLOTS, 0, 0, 0, NO_SLOTS, 0, 0, 0, 0, NONE, EMPTY, 0);
            case 2 -> tile2(0, NO_SLOTS, 0, 0, 0, NO_SLOTS, 0, 0, 0, 0, NONE, EMPTY, 0);
            default -> tile1(0, NO_SLOTS, 0, 0, 0, NO_SLOTS, 0, 0, 0, 0, NONE, EMPTY, 0);
        }
    }

    private static void tile6(
            int blocks,
            float[][] as,
            int ai,
            int aStep,
            int ao,
            float[][] bs,
            int bi,
            int bStep,
            int bo,
            int bMove,
            float[] c,
            int co,
            int cs) {
        if (co == EMPTY) {
            return;
        }
        FloatVector x00 = FloatVector.fromArray(SPECIES, c, co);
        FloatVector x01 = FloatVector.fromArray(SPECIES, c, co + LANES);
        FloatVector x10 = FloatVector.fromArray(SPECIES, c, co + cs);
        FloatVector x11 = FloatVector.fromArray(SPECIES, c, co + cs + LANES);
        FloatVector x20 = FloatVector.fromArray(SPECIES, c, co + 2 * cs);
        FloatVector x21 = FloatVector.fromArray(SPECIES, c, co + 2 * cs + LANES);
        FloatVector x30 = FloatVector.fromArray(SPECIES, c, co + 3 * cs);
        FloatVector x31 = FloatVector.fromArray(SPECIES, c, co + 3 * cs + LANES);
        FloatVector x40 = FloatVector.fromArray(SPECIES, c, co + 4 * cs);
        FloatVector x41 = FloatVector.fromArray(SPECIES, c, co + 4 * cs + LANES);
        FloatVector x50 = FloatVector.fromArray(SPECIES, c, co + 5 * cs);
        FloatVector x51 = FloatVector.fromArray(SPECIES, c, co + 5 * cs + LANES);
        for (int t = 0; t < (ONE ? 1 : blocks); t++) {
            float[] a = as[ai + t * aStep];
            float[] b = bs[bi + t * bStep];
            int bt = bo + t * bMove;
            for (int k = 0; k < DEPTH; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt + k * B);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + k * B + LANES);
                FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k * A]);
                x00 = a0.fma(b0, x00);
                x01 = a0.fma(b1, x01);
                FloatVector a1 = FloatVector.broadcast(SPECIES, a[ao + k * A + 1]);
                x10 = a1.fma(b0, x10);
                x11 = a1.fma(b1, x11);
                FloatVector a2 = FloatVector.broadcast(SPECIES, a[ao + k * A + 2]);
                x20 = a2.fma(b0, x20);
                x21 = a2.fma(b1, x21);
                FloatVector a3 = FloatVector.broadcast(SPECIES, a[ao + k * A + 3]);
                x30 = a3.fma(b0, x30);
                x31 = a3.fma(b1, x31);
                FloatVector a4 = FloatVector.broadcast(SPECIES, a[ao + k * A + 4]);
                x40 = a4.fma(b0, x40);
                x41 = a4.fma(b1, x41);
                FloatVector a5 = FloatVector.broadcast(SPECIES, a[ao + k * A + 5]);
                x50 = a5.fma(b0, x50);
                x51 = a5.fma(b1, x51);
            }
        }
        x00.intoArray(c, co);
        x01.intoArray(c, co + LANES);
        x10.intoArray(c, co + cs);
        x11.intoArray(c, co + cs + LANES);
        x20.intoArray(c, co + 2 * cs);
        x21.intoArray(c, co + 2 * cs + LANES);
        x30.intoArray(c, co + 3 * cs);
        x31.intoArray(c, co + 3 * cs + LANES);
        x40.intoArray(c, co + 4 * cs);
        x41.intoArray(c, co + 4 * cs + LANES);
        x50.intoArray(c, co + 5 * cs);
        x51.intoArray(c, co + 5 * cs + LANES);
    }

    private static void tile4(
            int blocks,
            float[][] as,
            int ai,
            int aStep,
            int ao,
            float[][] bs,
            int bi,
            int bStep,
            int bo,
            int bMove,
            float[] c,
            int co,
            int cs) {
        if (co == EMPTY) {
            return;
        }
        FloatVector x00 = FloatVector.fromArray(SPECIES, c, co);
        FloatVector x01 = FloatVector.fromArray(SPECIES, c, co + LANES);
        FloatVector x10 = FloatVector.fromArray(SPECIES, c, co + cs);
        FloatVector x11 = FloatVector.fromArray(SPECIES, c, co + cs + LANES);
        FloatVector x20 = FloatVector.fromArray(SPECIES, c, co + 2 * cs);
        FloatVector x21 = FloatVector.fromArray(SPECIES, c, co + 2 * cs + LANES);
        FloatVector x30 = FloatVector.fromArray(SPECIES, c, co + 3 * cs);
        FloatVector x31 = FloatVector.fromArray(SPECIES, c, co + 3 * cs + LANES);
        for (int t = 0; t < (ONE ? 1 : blocks); t++) {
            float[] a = as[ai + t * aStep];
            float[] b = bs[bi + t * bStep];
            int bt = bo + t * bMove;
            for (int k = 0; k < DEPTH; k += 2) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt + k * B);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + k * B + LANES);
                FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k * A]);
                x00 = a0.fma(b0, x00);
                x01 = a0.fma(b1, x01);
                FloatVector a1 = FloatVector.broadcast(SPECIES, a[ao + k * A + 1]);
                x10 = a1.fma(b0, x10);
                x11 = a1.fma(b1, x11);
                FloatVector a2 = FloatVector.broadcast(SPECIES, a[ao + k * A + 2]);
                x20 = a2.fma(b0, x20);
                x21 = a2.fma(b1, x21);
                FloatVector a3 = FloatVector.broadcast(SPECIES, a[ao + k * A + 3]);
                x30 = a3.fma(b0, x30);
                x31 = a3.fma(b1, x31);
                b0 = FloatVector.fromArray(SPECIES, b, bt + k * B + B);
                b1 = FloatVector.fromArray(SPECIES, b, bt + k * B + B + LANES);
                a0 = FloatVector.broadcast(SPECIES, a[ao + k * A + A]);
                x00 = a0.fma(b0, x00);
                x01 = a0.fma(b1, x01);
                a1 = FloatVector.broadcast(SPECIES, a[ao + k * A + A + 1]);
                x10 = a1.fma(b0, x10);
                x11 = a1.fma(b1, x11);
                a2 = FloatVector.broadcast(SPECIES, a[ao + k * A + A + 2]);
                x20 = a2.fma(b0, x20);
                x21 = a2.fma(b1, x21);
                a3 = FloatVector.broadcast(SPECIES, a[ao + k * A + A + 3]);
                x30 = a3.fma(b0, x30);
                x31 = a3.fma(b1, x31);
            }
        }
        x00.intoArray(c, co);
        x01.intoArray(c, co + LANES);
        x10.intoArray(c, co + cs);
        x11.intoArray(c, co + cs + LANES);
        x20.intoArray(c, co + 2 * cs);
        x21.intoArray(c, co + 2 * cs + LANES);
        x30.intoArray(c, co + 3 * cs);
        x31.intoArray(c, co + 3 * cs + LANES);
    }

    private static void tile2(
            int blocks,
            float[][] as,
            int ai,
            int aStep,
            int ao,
            float[][] bs,
            int bi,
            int bStep,
            int bo,
            int bMove,
            float[] c,
            int co,
            int cs) {
        if (co == EMPTY) {
            return;
        }
        FloatVector x00 = FloatVector.fromArray(SPECIES, c, co);
        FloatVector x01 = FloatVector.fromArray(SPECIES, c, co + LANES);
        FloatVector x10 = FloatVector.fromArray(SPECIES, c, co + cs);
        FloatVector x11 = FloatVector.fromArray(SPECIES, c, co + cs + LANES);
        for (int t = 0; t < (ONE ? 1 : blocks); t++) {
            float[] a = as[ai + t * aStep];
            float[] b = bs[bi + t * bStep];
            int bt = bo + t * bMove;
            for (int k = 0; k < DEPTH; k += 2) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt + k * B);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + k * B + LANES);
                FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k * A]);
                x00 = a0.fma(b0, x00);
                x01 = a0.fma(b1, x01);
                FloatVector a1 = FloatVector.broadcast(SPECIES, a[ao + k * A + 1]);
                x10 = a1.fma(b0, x10);
                x11 = a1.fma(b1, x11);
                b0 = FloatVector.fromArray(SPECIES, b, bt + k * B + B);
                b1 = FloatVector.fromArray(SPECIES, b, bt + k * B + B + LANES);
                a0 = FloatVector.broadcast(SPECIES, a[ao + k * A + A]);
                x00 = a0.fma(b0, x00);
                x01 = a0.fma(b1, x01);
                a1 = FloatVector.broadcast(SPECIES, a[ao + k * A + A + 1]);
                x10 = a1.fma(b0, x10);
                x11 = a1.fma(b1, x11);
            }
        }
        x00.intoArray(c, co);
        x01.intoArray(c, co + LANES);
        x10.intoArray(c, co + cs);
        x11.intoArray(c, co + cs + LANES);
    }

    private static void tile1(
            int blocks,
            float[][] as,
            int ai,
            int aStep,
            int ao,
            float[][] bs,
            int bi,
            int bStep,
            int bo,
            int bMove,
            float[] c,
            int co,
            int cs) {
        if (co == EMPTY) {
            return;
        }
        FloatVector x00 = FloatVector.fromArray(SPECIES, c, co);
        FloatVector x01 = FloatVector.fromArray(SPECIES, c, co + LANES);
        for (int t = 0; t < (ONE ? 1 : blocks); t++) {
            float[] a = as[ai + t * aStep];
            float[] b = bs[bi + t * bStep];
            int bt = bo + t * bMove;
            for (int k = 0; k < DEPTH; k += 2) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt + k * B);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + k * B + LANES);
                FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + k * A]);
                x00 = a0.fma(b0, x00);
                x01 = a0.fma(b1, x01);
                b0 = FloatVector.fromArray(SPECIES, b, bt + k * B + B);
                b1 = FloatVector.fromArray(SPECIES, b, bt + k * B + B + LANES);
                a0 = FloatVector.broadcast(SPECIES, a[ao + k * A + A]);
                x00 = a0.fma(b0, x00);
                x01 = a0.fma(b1, x01);
            }
        }
        x00.intoArray(c, co);
        x01.intoArray(c, co + LANES);
    }
}
