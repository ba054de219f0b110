package io.lstmc.runtime.kernel;

import io.lstmc.runtime.Maths;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API for what is in float. No vector is passed on to a method of its own, since a vector that crosses a call is
 * boxed. One species only: on JDK 17 a second one stays slow for good. There is no masked memory access, which is slow where
 * the processor has none.
 */
final class VectorKernels extends PlainKernels {

    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    static final int LANES = SPECIES.length();

    private static final int SIZE = 1024;
    private static final float[] SAMPLE = new float[SIZE];

    /** About ten multiply-adds an element. */
    private static final Readiness TANH =
            new Readiness(10 * SIZE, () -> VectorFunctions.tanh(SIZE, SAMPLE, new float[SIZE]));

    private static final Readiness SIGMOID =
            new Readiness(10 * SIZE, () -> VectorFunctions.sigmoid(SIZE, SAMPLE, new float[SIZE]));
    private static final Readiness EXP =
            new Readiness(10 * SIZE, () -> VectorFunctions.exp(SIZE, SAMPLE, new float[SIZE]));
    private static final Readiness SUMS = new Readiness(4 * SIZE, VectorKernels::sums);
    private static final Readiness ROW_OPERATIONS = new Readiness(3 * SIZE, VectorKernels::rowOperations);

    /** Of rows and columns as long as those of a small model. */
    private static void sums() {
        float[] sums = new float[SIZE];
        VectorRowSums.sum(16, SIZE / 16, SAMPLE, SIZE / 16, sums);
        VectorRowSums.sum(16, SIZE / 16, SAMPLE, SIZE / 16, SAMPLE, SIZE / 16, sums);
        VectorColumnSums.add(16, SIZE / 16, SAMPLE, SIZE / 16, sums, 0);
        VectorColumnSums.add(16, SIZE / 16, SAMPLE, SIZE / 16, SAMPLE, SIZE / 16, sums, 0);
    }

    private static void rowOperations() {
        float[] to = new float[SIZE];
        VectorRowOperations.plus(16, SIZE / 16, SAMPLE, SAMPLE, to);
        VectorRowOperations.minus(16, SIZE / 16, SAMPLE, SAMPLE, to);
        VectorRowOperations.times(16, SIZE / 16, SAMPLE, SAMPLE, to);
    }

    private final boolean patient;

    VectorKernels() {
        this(false);
    }

    /** @param patient whether plain Java computes functions until their vector code is compiled */
    VectorKernels(boolean patient) {
        this.patient = patient;
    }

    private boolean waits(Readiness code) {
        return patient && !Patience.over() && !code.ready();
    }

    @Override
    public String kind() {
        return "vector " + SPECIES.vectorBitSize() + " bit";
    }

    @Override
    public void tanh(int n, float[] from, float[] to) {
        if (Maths.isAccurate() || waits(TANH)) {
            super.tanh(n, from, to);
        } else {
            VectorFunctions.tanh(n, from, to);
        }
    }

    @Override
    public void sigmoid(int n, float[] from, float[] to) {
        if (Maths.isAccurate() || waits(SIGMOID)) {
            super.sigmoid(n, from, to);
        } else {
            VectorFunctions.sigmoid(n, from, to);
        }
    }

    @Override
    public void exp(int n, float[] from, float[] to) {
        if (Maths.isAccurate() || waits(EXP)) {
            super.exp(n, from, to);
        } else {
            VectorFunctions.exp(n, from, to);
        }
    }

    @Override
    public void rowSums(int rows, int n, float[] a, int aStride, float[] sums) {
        if (!VectorRowSums.fits() || waits(SUMS)) {
            super.rowSums(rows, n, a, aStride, sums);
        } else {
            VectorRowSums.sum(rows, n, a, aStride, sums);
        }
    }

    @Override
    public void rowSums(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums) {
        if (!VectorRowSums.fits() || waits(SUMS)) {
            super.rowSums(rows, n, a, aStride, b, bStride, sums);
        } else {
            VectorRowSums.sum(rows, n, a, aStride, b, bStride, sums);
        }
    }

    @Override
    public void columnSums(int rows, int n, float[] a, int aStride, float[] sums, int at) {
        if (waits(SUMS)) {
            super.columnSums(rows, n, a, aStride, sums, at);
        } else {
            VectorColumnSums.add(rows, n, a, aStride, sums, at);
        }
    }

    @Override
    public void columnSums(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums, int at) {
        if (waits(SUMS)) {
            super.columnSums(rows, n, a, aStride, b, bStride, sums, at);
        } else {
            VectorColumnSums.add(rows, n, a, aStride, b, bStride, sums, at);
        }
    }

    @Override
    public void rowPlus(int rows, int n, float[] a, float[] s, float[] to) {
        if (waits(ROW_OPERATIONS)) {
            super.rowPlus(rows, n, a, s, to);
        } else {
            VectorRowOperations.plus(rows, n, a, s, to);
        }
    }

    @Override
    public void rowMinus(int rows, int n, float[] a, float[] s, float[] to) {
        if (waits(ROW_OPERATIONS)) {
            super.rowMinus(rows, n, a, s, to);
        } else {
            VectorRowOperations.minus(rows, n, a, s, to);
        }
    }

    @Override
    public void rowTimes(int rows, int n, float[] a, float[] s, float[] to) {
        if (waits(ROW_OPERATIONS)) {
            super.rowTimes(rows, n, a, s, to);
        } else {
            VectorRowOperations.times(rows, n, a, s, to);
        }
    }

    @Override
    public FloatProduct floatProduct(ProductShape shape) {
        return new VectorProduct(shape);
    }

    @Override
    public FloatEquations floatEquations(String... loops) {
        return Maths.isAccurate() ? super.floatEquations(loops) : new VectorEquations(String.join("; ", loops), false);
    }

    @Override
    public FloatOuter floatOuter(OuterShape shape) {
        return new VectorOuter(shape);
    }
}
