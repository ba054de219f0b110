package io.lstmc.runtime.kernel;

import io.lstmc.runtime.Maths;

/**
 * Matrix products of row-major matrices inside flat arrays, each <b>added</b> to its result. In every product the terms
 * of one element are summed in one fixed order, so that equal input gives equal bits.
 *
 * <p>Every product exists for a run of blocks too: one matrix per block, {@code step} elements after the one before, of
 * which the first {@code rows} rows are live. A buffer laid out as [time][block row][n] is handled in one call.
 */
public abstract class Kernels {

    /** Holds the choice, so that it is made when first needed. */
    private static final class Chosen {
        static final Kernels KERNELS = KernelChoice.make(System.getProperty("lstmc.kernels", "auto"));
    }

    Kernels() {}

    /**
     * The implementation for this machine, always the same: the Vector API where its module is present, else plain Java.
     * The system property {@code lstmc.kernels}, {@code plain} or {@code vector}, forces one.
     *
     * @throws IllegalStateException if the property asks for what is not there
     */
    public static Kernels get() {
        return Chosen.KERNELS;
    }

    /** A name for reports, for example {@code plain} or {@code vector 512 bit}. */
    public abstract String kind();

    /** A product for activations of this shape. */
    public abstract FloatProduct floatProduct(ProductShape shape);

    /** As {@link #floatProduct}, in double. */
    public abstract DoubleProduct doubleProduct(ProductShape shape);

    /** A sum of outer products of this shape. */
    public abstract FloatOuter floatOuter(OuterShape shape);

    /** As {@link #floatOuter}, in double. */
    public abstract DoubleOuter doubleOuter(OuterShape shape);

    /** Equations, loop by loop; {@link FloatEquations} tells how they are written. */
    public FloatEquations floatEquations(String... loops) {
        return new FloatEquations();
    }

    /** to[i] = σ(from[i]) for i below n; both may be the same array. */
    public void sigmoid(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.sigmoid(from[i]);
        }
    }

    /** to[i] = σ(from[i]) for i below n; both may be the same array. */
    public void sigmoid(int n, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.sigmoid(from[i]);
        }
    }

    /** to[i] = tanh(from[i]) for i below n; both may be the same array. */
    public void tanh(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.tanh(from[i]);
        }
    }

    /** to[i] = tanh(from[i]) for i below n; both may be the same array. */
    public void tanh(int n, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.tanh(from[i]);
        }
    }

    /** to[i] = exp(from[i]) for i below n; both may be the same array. */
    public void exp(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.exp(from[i]);
        }
    }

    /** to[i] = exp(from[i]) for i below n; both may be the same array. */
    public void exp(int n, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.exp(from[i]);
        }
    }

    /** to[i] = log(from[i]) for i below n; both may be the same array. */
    public void log(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.log(from[i]);
        }
    }

    /** to[i] = log(from[i]) for i below n; both may be the same array. */
    public void log(int n, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.log(from[i]);
        }
    }

    /** to[i] = sqrt(from[i]) for i below n; both may be the same array. */
    public void sqrt(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.sqrt(from[i]);
        }
    }

    /** to[i] = sqrt(from[i]) for i below n; both may be the same array. */
    public void sqrt(int n, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.sqrt(from[i]);
        }
    }

    /** to[i] = sin(from[i]) for i below n; both may be the same array. */
    public void sin(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.sin(from[i]);
        }
    }

    /** to[i] = sin(from[i]) for i below n; both may be the same array. */
    public void sin(int n, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.sin(from[i]);
        }
    }

    /** to[i] = cos(from[i]) for i below n; both may be the same array. */
    public void cos(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.cos(from[i]);
        }
    }

    /** to[i] = cos(from[i]) for i below n; both may be the same array. */
    public void cos(int n, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.cos(from[i]);
        }
    }

    /**
     * sums[r] = Σ_j a[r·aStride + j] for r below rows and j below n, in an order that is the same everywhere: sixteen sums,
     * of the terms with equal j mod 16, are then added as a tree.
     */
    public void rowSums(int rows, int n, float[] a, int aStride, float[] sums) {
        RowSums.sum(rows, n, a, aStride, sums);
    }

    /**
     * sums[r] = Σ_j a[r·aStride + j] for r below rows and j below n, in an order that is the same everywhere: sixteen sums,
     * of the terms with equal j mod 16, are then added as a tree.
     */
    public void rowSums(int rows, int n, double[] a, int aStride, double[] sums) {
        RowSums.sum(rows, n, a, aStride, sums);
    }

    /**
     * C[r,j] += Σ_k A[r,k]·W[k,j] in every block.
     *
     * @param rows live rows of A and C in each block
     * @param n columns of W and C
     * @param k columns of A, rows of W
     * @param aStep distance of A's blocks
     * @param cStep distance of C's blocks
     */
    public abstract void times(
            int blocks,
            int rows,
            int n,
            int k,
            float[] a,
            int ao,
            int aStep,
            float[] w,
            int wo,
            float[] c,
            int co,
            int cStep);

    /** As the form for {@code float}. */
    public abstract void times(
            int blocks,
            int rows,
            int n,
            int k,
            double[] a,
            int ao,
            int aStep,
            double[] w,
            int wo,
            double[] c,
            int co,
            int cStep);

    /**
     * C[r,j] += Σ_k A[r,k]·W[j,k] in every block.
     *
     * @param rows live rows of A and C in each block
     * @param n rows of W, columns of C
     * @param k columns of A and W
     * @param aStep distance of A's blocks
     * @param cStep distance of C's blocks
     */
    public abstract void timesTransposed(
            int blocks,
            int rows,
            int n,
            int k,
            float[] a,
            int ao,
            int aStep,
            float[] w,
            int wo,
            float[] c,
            int co,
            int cStep);

    /** As the form for {@code float}. */
    public abstract void timesTransposed(
            int blocks,
            int rows,
            int n,
            int k,
            double[] a,
            int ao,
            int aStep,
            double[] w,
            int wo,
            double[] c,
            int co,
            int cStep);

    /**
     * C[i,j] += Σ_r A[r,i]·B[r,j], summed over the live rows of all blocks.
     *
     * @param rows live rows of A and B in each block
     * @param m columns of A, rows of C
     * @param n columns of B and C
     * @param aStep distance of A's blocks
     * @param bStep distance of B's blocks
     */
    public abstract void transposedTimes(
            int blocks,
            int rows,
            int m,
            int n,
            float[] a,
            int ao,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            float[] c,
            int co);

    /** As the form for {@code float}. */
    public abstract void transposedTimes(
            int blocks,
            int rows,
            int m,
            int n,
            double[] a,
            int ao,
            int aStep,
            double[] b,
            int bo,
            int bStep,
            double[] c,
            int co);

    /** C[r,j] += Σ_k A[r,k]·W[k,j]. */
    public final void times(int rows, int n, int k, float[] a, int ao, float[] w, int wo, float[] c, int co) {
        times(1, rows, n, k, a, ao, 0, w, wo, c, co, 0);
    }

    /** C[r,j] += Σ_k A[r,k]·W[k,j]. */
    public final void times(int rows, int n, int k, double[] a, int ao, double[] w, int wo, double[] c, int co) {
        times(1, rows, n, k, a, ao, 0, w, wo, c, co, 0);
    }

    /** C[r,j] += Σ_k A[r,k]·W[j,k]. */
    public final void timesTransposed(int rows, int n, int k, float[] a, int ao, float[] w, int wo, float[] c, int co) {
        timesTransposed(1, rows, n, k, a, ao, 0, w, wo, c, co, 0);
    }

    /** C[r,j] += Σ_k A[r,k]·W[j,k]. */
    public final void timesTransposed(
            int rows, int n, int k, double[] a, int ao, double[] w, int wo, double[] c, int co) {
        timesTransposed(1, rows, n, k, a, ao, 0, w, wo, c, co, 0);
    }

    /** C[i,j] += Σ_r A[r,i]·B[r,j]. */
    public final void transposedTimes(int rows, int m, int n, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        transposedTimes(1, rows, m, n, a, ao, 0, b, bo, 0, c, co);
    }

    /** C[i,j] += Σ_r A[r,i]·B[r,j]. */
    public final void transposedTimes(
            int rows, int m, int n, double[] a, int ao, double[] b, int bo, double[] c, int co) {
        transposedTimes(1, rows, m, n, a, ao, 0, b, bo, 0, c, co);
    }
}
