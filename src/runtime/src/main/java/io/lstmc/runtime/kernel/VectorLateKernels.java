package io.lstmc.runtime.kernel;

import io.lstmc.runtime.Maths;

/**
 * Plain Java at first, then vector code; both give the same bits. A process that computes little never loads a vector
 * class, which takes longer than a first prediction.
 */
final class VectorLateKernels extends PlainKernels {

    private static final Kernels PLAIN = new PlainKernels();

    private volatile VectorKernels vector;

    private Kernels now() {
        return Patience.begun() ? vector() : PLAIN;
    }

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
        now().tanh(n, from, to);
    }

    @Override
    public void sigmoid(int n, float[] from, float[] to) {
        now().sigmoid(n, from, to);
    }

    @Override
    public void exp(int n, float[] from, float[] to) {
        now().exp(n, from, to);
    }

    @Override
    public void rowSums(int rows, int n, float[] a, int aStride, float[] sums) {
        now().rowSums(rows, n, a, aStride, sums);
    }

    @Override
    public void rowSums(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums) {
        now().rowSums(rows, n, a, aStride, b, bStride, sums);
    }

    @Override
    public void columnSums(int rows, int n, float[] a, int aStride, float[] sums, int at) {
        now().columnSums(rows, n, a, aStride, sums, at);
    }

    @Override
    public void columnSums(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums, int at) {
        now().columnSums(rows, n, a, aStride, b, bStride, sums, at);
    }

    @Override
    public void rowPlus(int rows, int n, float[] a, float[] s, float[] to) {
        now().rowPlus(rows, n, a, s, to);
    }

    @Override
    public void rowMinus(int rows, int n, float[] a, float[] s, float[] to) {
        now().rowMinus(rows, n, a, s, to);
    }

    @Override
    public void rowTimes(int rows, int n, float[] a, float[] s, float[] to) {
        now().rowTimes(rows, n, a, s, to);
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
