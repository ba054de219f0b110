package io.lstmc.runtime.kernel;

import io.lstmc.runtime.Maths;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API for what is in float. No vector is passed on to a method of its own, since a vector that crosses a call is
 * boxed. One species only: on JDK 17 a second one stays slow for good. There is no masked memory access, which is slow where
 * the processor has none.
 */
final class VectorKernels extends PlainKernels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
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
    private static final Readiness ROW_SUMS =
            new Readiness(SIZE, () -> VectorRowSums.sum(1, SIZE, SAMPLE, 0, new float[1]));

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
        boolean fits = 2 * LANES == RowSums.PARTS || LANES == RowSums.PARTS;
        if (!fits || waits(ROW_SUMS)) {
            super.rowSums(rows, n, a, aStride, sums);
        } else {
            VectorRowSums.sum(rows, n, a, aStride, sums);
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
