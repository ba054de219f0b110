package io.lstmc.runtime.kernel;

import io.lstmc.runtime.Maths;

/**
 * Plain Java at first, then vector code; both give the same bits. A process that computes little never loads a vector
 * class, which takes longer than a first prediction.
 */
final class VectorLateKernels extends PlainKernels {

    private volatile VectorKernels vector;

    private VectorKernels vector() {
        VectorKernels known = vector;
        return known != null ? known : loaded();
    }

    private synchronized VectorKernels loaded() {
        if (vector == null) {
            vector = new VectorKernels(true);
        }
        return vector;
    }

    @Override
    public String kind() {
        return vector().kind();
    }

    @Override
    public void tanh(int n, float[] from, float[] to) {
        if (Patience.begun()) {
            vector().tanh(n, from, to);
        } else {
            super.tanh(n, from, to);
        }
    }

    @Override
    public void sigmoid(int n, float[] from, float[] to) {
        if (Patience.begun()) {
            vector().sigmoid(n, from, to);
        } else {
            super.sigmoid(n, from, to);
        }
    }

    @Override
    public void exp(int n, float[] from, float[] to) {
        if (Patience.begun()) {
            vector().exp(n, from, to);
        } else {
            super.exp(n, from, to);
        }
    }

    @Override
    public void rowSums(int rows, int n, float[] a, int aStride, float[] sums) {
        if (Patience.begun()) {
            vector().rowSums(rows, n, a, aStride, sums);
        } else {
            super.rowSums(rows, n, a, aStride, sums);
        }
    }

    @Override
    public FloatProduct floatProduct(ProductShape shape) {
        return new VectorLateProduct(shape);
    }

    @Override
    public FloatEquations floatEquations(String... loops) {
        return Maths.isAccurate() ? super.floatEquations(loops) : new VectorEquations(String.join("; ", loops), true);
    }

    @Override
    public FloatOuter floatOuter(OuterShape shape) {
        return new VectorLateOuter(shape);
    }
}
