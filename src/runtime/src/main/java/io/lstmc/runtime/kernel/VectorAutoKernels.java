package io.lstmc.runtime.kernel;

import io.lstmc.runtime.Maths;

/**
 * Plain Java at first, then vector code; both give the same bits. A process that computes little never loads a vector
 * class, which takes longer than a first prediction.
 */
final class VectorAutoKernels extends PlainKernels {

    private static final Kernels PLAIN = new PlainKernels();

    private final LazyKernel<VectorKernels> vector = new LazyKernel<>() {
        @Override
        VectorKernels make() {
            return new VectorKernels(true);
        }
    };

    /** For a call with so many operations. */
    private Kernels now(long operations) {
        VectorKernels known = vector.get();
        if (known != null) {
            return known;
        }
        vector.count(operations);
        return PLAIN;
    }

    @Override
    public String kind() {
        return vector.now().kind();
    }

    @Override
    public void tanh(int n, float[] from, float[] to) {
        now(10L * n).tanh(n, from, to);
    }

    @Override
    public void sigmoid(int n, float[] from, float[] to) {
        now(10L * n).sigmoid(n, from, to);
    }

    @Override
    public void exp(int n, float[] from, float[] to) {
        now(10L * n).exp(n, from, to);
    }

    @Override
    public void rowSums(int rows, int n, float[] a, int aStride, float[] sums) {
        now((long) rows * n).rowSums(rows, n, a, aStride, sums);
    }

    @Override
    public void rowSums(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums) {
        now((long) rows * n).rowSums(rows, n, a, aStride, b, bStride, sums);
    }

    @Override
    public void columnSums(int rows, int n, float[] a, int aStride, float[] sums, int at) {
        now((long) rows * n).columnSums(rows, n, a, aStride, sums, at);
    }

    @Override
    public void columnSums(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums, int at) {
        now((long) rows * n).columnSums(rows, n, a, aStride, b, bStride, sums, at);
    }

    @Override
    public void rowPlus(int rows, int n, float[] a, float[] s, float[] to) {
        now((long) rows * n).rowPlus(rows, n, a, s, to);
    }

    @Override
    public void rowMinus(int rows, int n, float[] a, float[] s, float[] to) {
        now((long) rows * n).rowMinus(rows, n, a, s, to);
    }

    @Override
    public void rowTimes(int rows, int n, float[] a, float[] s, float[] to) {
        now((long) rows * n).rowTimes(rows, n, a, s, to);
    }

    @Override
    public FloatProduct floatProduct(ProductShape shape) {
        return new VectorAutoProduct(shape);
    }

    @Override
    public FloatEquations floatEquations(String... loops) {
        return Maths.isAccurate() ? super.floatEquations(loops) : new VectorEquations(String.join("; ", loops), true);
    }

    @Override
    public FloatOuter floatOuter(OuterShape shape) {
        return new VectorAutoOuter(shape);
    }
}
