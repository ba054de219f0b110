package io.lstmc.runtime.kernel.vector;

import io.lstmc.runtime.kernel.FloatEquations;
import io.lstmc.runtime.kernel.FloatOuter;
import io.lstmc.runtime.kernel.FloatProduct;
import io.lstmc.runtime.kernel.Kernels;
import io.lstmc.runtime.kernel.OuterShape;
import io.lstmc.runtime.kernel.PlainKernels;
import io.lstmc.runtime.kernel.ProductShape;
import io.lstmc.runtime.kernel.warmup.LazyKernel;
import io.lstmc.runtime.kernel.warmup.PaddedClass;
import io.lstmc.runtime.math.Maths;

/**
 * Plain Java at first, then vector code; both give the same bits. A process that computes little never loads a vector
 * class, which takes longer than a first prediction.
 *
 * <p>The class is a {@link PaddedClass}: what is in its static methods is not inlined into generated code, which would be
 * compiled again each time a piece changes over.
 */
final class VectorAutoKernels extends PlainKernels {

    private static final Kernels PLAIN = new PlainKernels();

    private final LazyKernel<VectorKernels> vector = new LazyKernel<>() {
        @Override
        protected VectorKernels make() {
            return new VectorKernels(true);
        }
    };

    /** For a call with so many operations. */
    private static Kernels now(LazyKernel<VectorKernels> vector, long operations) {
        VectorKernels known = vector.get();
        if (known != null) {
            return known;
        }
        vector.count(operations, 0);
        return PLAIN;
    }

    @Override
    public String kind() {
        return vector.now().kind();
    }

    @Override
    public void tanh(int n, float[] from, float[] to) {
        tanh(vector, n, from, to);
    }

    private static void tanh(LazyKernel<VectorKernels> vector, int n, float[] from, float[] to) {
        now(vector, 10L * n).tanh(n, from, to);
    }

    @Override
    public void sigmoid(int n, float[] from, float[] to) {
        sigmoid(vector, n, from, to);
    }

    private static void sigmoid(LazyKernel<VectorKernels> vector, int n, float[] from, float[] to) {
        now(vector, 10L * n).sigmoid(n, from, to);
    }

    @Override
    public void exp(int n, float[] from, float[] to) {
        exp(vector, n, from, to);
    }

    private static void exp(LazyKernel<VectorKernels> vector, int n, float[] from, float[] to) {
        now(vector, 10L * n).exp(n, from, to);
    }

    @Override
    public void rowSums(int rows, int n, float[] a, int aStride, float[] sums) {
        rowSums(vector, rows, n, a, aStride, sums);
    }

    private static void rowSums(
            LazyKernel<VectorKernels> vector, int rows, int n, float[] a, int aStride, float[] sums) {
        now(vector, LazyKernel.LOOP * (long) rows * n).rowSums(rows, n, a, aStride, sums);
    }

    @Override
    public void rowSums(
            int rows, int n, float[] a, int aAt, int aStride, float[] b, int bAt, int bStride, float[] sums, int at) {
        rowSums(vector, rows, n, a, aAt, aStride, b, bAt, bStride, sums, at);
    }

    private static void rowSums(
            LazyKernel<VectorKernels> vector,
            int rows,
            int n,
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int bAt,
            int bStride,
            float[] sums,
            int at) {
        now(vector, LazyKernel.LOOP * (long) rows * n).rowSums(rows, n, a, aAt, aStride, b, bAt, bStride, sums, at);
    }

    @Override
    public void columnSums(int rows, int n, float[] a, int aAt, int aStride, float[] sums, int at) {
        columnSums(vector, rows, n, a, aAt, aStride, sums, at);
    }

    private static void columnSums(
            LazyKernel<VectorKernels> vector, int rows, int n, float[] a, int aAt, int aStride, float[] sums, int at) {
        now(vector, LazyKernel.LOOP * (long) rows * n).columnSums(rows, n, a, aAt, aStride, sums, at);
    }

    @Override
    public void weightedSums(
            int rows, int n, float[] a, int aAt, int aStride, float[] w, int wAt, float[] sums, int at) {
        weightedSums(vector, rows, n, a, aAt, aStride, w, wAt, sums, at);
    }

    private static void weightedSums(
            LazyKernel<VectorKernels> vector,
            int rows,
            int n,
            float[] a,
            int aAt,
            int aStride,
            float[] w,
            int wAt,
            float[] sums,
            int at) {
        now(vector, LazyKernel.LOOP * (long) rows * n).weightedSums(rows, n, a, aAt, aStride, w, wAt, sums, at);
    }

    @Override
    public void setOuter(int rows, int n, float[] w, int wAt, float[] b, int bAt, float[] to, int at, int stride) {
        setOuter(vector, rows, n, w, wAt, b, bAt, to, at, stride);
    }

    private static void setOuter(
            LazyKernel<VectorKernels> vector,
            int rows,
            int n,
            float[] w,
            int wAt,
            float[] b,
            int bAt,
            float[] to,
            int at,
            int stride) {
        now(vector, LazyKernel.LOOP * (long) rows * n).setOuter(rows, n, w, wAt, b, bAt, to, at, stride);
    }

    @Override
    public void addOuter(int rows, int n, float[] w, int wAt, float[] b, int bAt, float[] to, int at, int stride) {
        addOuter(vector, rows, n, w, wAt, b, bAt, to, at, stride);
    }

    private static void addOuter(
            LazyKernel<VectorKernels> vector,
            int rows,
            int n,
            float[] w,
            int wAt,
            float[] b,
            int bAt,
            float[] to,
            int at,
            int stride) {
        now(vector, LazyKernel.LOOP * (long) rows * n).addOuter(rows, n, w, wAt, b, bAt, to, at, stride);
    }

    @Override
    public void columnSums(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums, int at) {
        columnSums(vector, rows, n, a, aStride, b, bStride, sums, at);
    }

    private static void columnSums(
            LazyKernel<VectorKernels> vector,
            int rows,
            int n,
            float[] a,
            int aStride,
            float[] b,
            int bStride,
            float[] sums,
            int at) {
        now(vector, LazyKernel.LOOP * (long) rows * n).columnSums(rows, n, a, aStride, b, bStride, sums, at);
    }

    @Override
    public void rowPlus(int rows, int n, float[] a, float[] s, float[] to) {
        rowPlus(vector, rows, n, a, s, to);
    }

    private static void rowPlus(LazyKernel<VectorKernels> vector, int rows, int n, float[] a, float[] s, float[] to) {
        now(vector, LazyKernel.LOOP * (long) rows * n).rowPlus(rows, n, a, s, to);
    }

    @Override
    public void rowMinus(int rows, int n, float[] a, float[] s, float[] to) {
        rowMinus(vector, rows, n, a, s, to);
    }

    private static void rowMinus(LazyKernel<VectorKernels> vector, int rows, int n, float[] a, float[] s, float[] to) {
        now(vector, LazyKernel.LOOP * (long) rows * n).rowMinus(rows, n, a, s, to);
    }

    @Override
    public void rowTimes(int rows, int n, float[] a, float[] s, float[] to) {
        rowTimes(vector, rows, n, a, s, to);
    }

    private static void rowTimes(LazyKernel<VectorKernels> vector, int rows, int n, float[] a, float[] s, float[] to) {
        now(vector, LazyKernel.LOOP * (long) rows * n).rowTimes(rows, n, a, s, to);
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
