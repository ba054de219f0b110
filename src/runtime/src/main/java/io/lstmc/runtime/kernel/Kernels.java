package io.lstmc.runtime.kernel;

import io.lstmc.runtime.math.Maths;

/**
 * The products and the functions of a machine. Where a sum has several terms, they are added in one fixed order, so that
 * equal input gives equal bits.
 */
public abstract class Kernels {

    /** Holds the choice, so that it is made when first needed. */
    private static final class Chosen {
        static final KernelChoice CHOICE = KernelChoice.ofProperties();
    }

    protected Kernels() {}

    /**
     * The implementation for this machine, always the same: the Vector API where its module is present, else plain Java.
     * The system property {@code lstmc.kernels}, {@code plain} or {@code vector}, forces one; where it asks for what is not
     * there they are plain, and {@link #check} says so.
     */
    public static Kernels get() {
        return Chosen.CHOICE.kernels;
    }

    /**
     * Looks at the system properties of the runtime.
     *
     * @throws IllegalStateException if one of them has a value that it cannot have, or asks for what is not there
     */
    public static void check() {
        Chosen.CHOICE.check();
    }

    /** Which kernels this process has, why, and which of their vector code is compiled by now. */
    public static KernelStatus status() {
        return KernelStatus.of(Chosen.CHOICE.kernels.kind(), Chosen.CHOICE.reason);
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
        PlainFunctions.sigmoid(0, n, from, to);
    }

    /** to[i] = σ(from[i]) for i below n; both may be the same array. */
    public void sigmoid(int n, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.sigmoid(from[i]);
        }
    }

    /** to[i] = tanh(from[i]) for i below n; both may be the same array. */
    public void tanh(int n, float[] from, float[] to) {
        PlainFunctions.tanh(0, n, from, to);
    }

    /** to[i] = tanh(from[i]) for i below n; both may be the same array. */
    public void tanh(int n, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.tanh(from[i]);
        }
    }

    /** to[i] = exp(from[i]) for i below n; both may be the same array. */
    public void exp(int n, float[] from, float[] to) {
        PlainFunctions.exp(0, n, from, to);
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

    /** to[i] = log1p(from[i]) for i below n; both may be the same array. */
    public void log1p(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.log1p(from[i]);
        }
    }

    /** to[i] = log1p(from[i]) for i below n; both may be the same array. */
    public void log1p(int n, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.log1p(from[i]);
        }
    }

    /** to[i] = expm1(from[i]) for i below n; both may be the same array. */
    public void expm1(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.expm1(from[i]);
        }
    }

    /** to[i] = expm1(from[i]) for i below n; both may be the same array. */
    public void expm1(int n, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.expm1(from[i]);
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
        RowSums.sum(rows, n, a, 0, aStride, null, 0, 0, sums, 0);
    }

    /**
     * sums[r] = Σ_j a[r·aStride + j] for r below rows and j below n, in an order that is the same everywhere: sixteen sums,
     * of the terms with equal j mod 16, are then added as a tree.
     */
    public void rowSums(int rows, int n, double[] a, int aStride, double[] sums) {
        RowSums.sum(rows, n, a, 0, aStride, null, 0, 0, sums, 0);
    }

    /** sums[r] = Σ_j a[r·aStride + j]·b[r·bStride + j], in the order of the sums of one array; no product is fused. */
    public void rowSums(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums) {
        rowSums(rows, n, a, 0, aStride, b, 0, bStride, sums, 0);
    }

    /** sums[at + j] += Σ_r a[r·aStride + j] for r below rows and j below n, row after row. */
    public void columnSums(int rows, int n, float[] a, int aStride, float[] sums, int at) {
        columnSums(rows, n, a, 0, aStride, sums, at);
    }

    /** sums[at + j] += Σ_r a[r·aStride + j]·b[r·bStride + j] for r below rows and j below n, row after row. */
    public void columnSums(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums, int at) {
        ColumnSums.add(rows, 0, n, a, 0, aStride, b, bStride, sums, at);
    }

    /** sums[r] = Σ_j a[r·aStride + j]·b[r·bStride + j], in the order of the sums of one array; no product is fused. */
    public void rowSums(int rows, int n, double[] a, int aStride, double[] b, int bStride, double[] sums) {
        rowSums(rows, n, a, 0, aStride, b, 0, bStride, sums, 0);
    }

    /** sums[at + j] += Σ_r a[r·aStride + j] for r below rows and j below n, row after row. */
    public void columnSums(int rows, int n, double[] a, int aStride, double[] sums, int at) {
        columnSums(rows, n, a, 0, aStride, sums, at);
    }

    /** sums[at + j] += Σ_r a[r·aStride + j]·b[r·bStride + j] for r below rows and j below n, row after row. */
    public void columnSums(int rows, int n, double[] a, int aStride, double[] b, int bStride, double[] sums, int at) {
        ColumnSums.add(rows, 0, n, a, 0, aStride, b, bStride, sums, at);
    }

    /** to[r·n + j] = a[r·n + j] + s[r] for r below rows and j below n; {@code a} and {@code to} may be the same array. */
    public void rowPlus(int rows, int n, float[] a, float[] s, float[] to) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                to[r * n + j] = a[r * n + j] + s[r];
            }
        }
    }

    /** to[r·n + j] = a[r·n + j] - s[r] for r below rows and j below n; {@code a} and {@code to} may be the same array. */
    public void rowMinus(int rows, int n, float[] a, float[] s, float[] to) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                to[r * n + j] = a[r * n + j] - s[r];
            }
        }
    }

    /** to[r·n + j] = a[r·n + j] · s[r] for r below rows and j below n; {@code a} and {@code to} may be the same array. */
    public void rowTimes(int rows, int n, float[] a, float[] s, float[] to) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                to[r * n + j] = a[r * n + j] * s[r];
            }
        }
    }

    /** to[r·n + j] = a[r·n + j] + s[r] for r below rows and j below n; {@code a} and {@code to} may be the same array. */
    public void rowPlus(int rows, int n, double[] a, double[] s, double[] to) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                to[r * n + j] = a[r * n + j] + s[r];
            }
        }
    }

    /** to[r·n + j] = a[r·n + j] - s[r] for r below rows and j below n; {@code a} and {@code to} may be the same array. */
    public void rowMinus(int rows, int n, double[] a, double[] s, double[] to) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                to[r * n + j] = a[r * n + j] - s[r];
            }
        }
    }

    /** to[r·n + j] = a[r·n + j] · s[r] for r below rows and j below n; {@code a} and {@code to} may be the same array. */
    public void rowTimes(int rows, int n, double[] a, double[] s, double[] to) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                to[r * n + j] = a[r * n + j] * s[r];
            }
        }
    }

    /** sums[at + r] = Σ_j a[aAt + r·aStride + j]·b[bAt + r·bStride + j], in the order of the sums of one array. */
    public void rowSums(
            int rows, int n, float[] a, int aAt, int aStride, float[] b, int bAt, int bStride, float[] sums, int at) {
        RowSums.sum(rows, n, a, aAt, aStride, b, bAt, bStride, sums, at);
    }

    /** sums[at + j] += Σ_r a[aAt + r·aStride + j] for r below rows and j below n, row after row. */
    public void columnSums(int rows, int n, float[] a, int aAt, int aStride, float[] sums, int at) {
        ColumnSums.add(rows, 0, n, a, aAt, aStride, null, 0, sums, at);
    }

    /** sums[at + j] += Σ_r a[aAt + r·aStride + j]·w[wAt + r] for r below rows and j below n, row after row. */
    public void weightedSums(
            int rows, int n, float[] a, int aAt, int aStride, float[] w, int wAt, float[] sums, int at) {
        ColumnSums.weighted(rows, 0, n, a, aAt, aStride, w, wAt, sums, at);
    }

    /** to[at + r·stride + j] = w[wAt + r]·b[bAt + j] for r below rows and j below n; {@code to} is neither of the others. */
    public void setOuter(int rows, int n, float[] w, int wAt, float[] b, int bAt, float[] to, int at, int stride) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                to[at + r * stride + j] = w[wAt + r] * b[bAt + j];
            }
        }
    }

    /** to[at + r·stride + j] += w[wAt + r]·b[bAt + j] for r below rows and j below n; {@code to} is neither of the others. */
    public void addOuter(int rows, int n, float[] w, int wAt, float[] b, int bAt, float[] to, int at, int stride) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                to[at + r * stride + j] += w[wAt + r] * b[bAt + j];
            }
        }
    }

    /** sums[at + r] = Σ_j a[aAt + r·aStride + j]·b[bAt + r·bStride + j], in the order of the sums of one array. */
    public void rowSums(
            int rows,
            int n,
            double[] a,
            int aAt,
            int aStride,
            double[] b,
            int bAt,
            int bStride,
            double[] sums,
            int at) {
        RowSums.sum(rows, n, a, aAt, aStride, b, bAt, bStride, sums, at);
    }

    /** sums[at + j] += Σ_r a[aAt + r·aStride + j] for r below rows and j below n, row after row. */
    public void columnSums(int rows, int n, double[] a, int aAt, int aStride, double[] sums, int at) {
        ColumnSums.add(rows, 0, n, a, aAt, aStride, null, 0, sums, at);
    }

    /** sums[at + j] += Σ_r a[aAt + r·aStride + j]·w[wAt + r] for r below rows and j below n, row after row. */
    public void weightedSums(
            int rows, int n, double[] a, int aAt, int aStride, double[] w, int wAt, double[] sums, int at) {
        ColumnSums.weighted(rows, 0, n, a, aAt, aStride, w, wAt, sums, at);
    }

    /** to[at + r·stride + j] = w[wAt + r]·b[bAt + j] for r below rows and j below n; {@code to} is neither of the others. */
    public void setOuter(int rows, int n, double[] w, int wAt, double[] b, int bAt, double[] to, int at, int stride) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                to[at + r * stride + j] = w[wAt + r] * b[bAt + j];
            }
        }
    }

    /** to[at + r·stride + j] += w[wAt + r]·b[bAt + j] for r below rows and j below n; {@code to} is neither of the others. */
    public void addOuter(int rows, int n, double[] w, int wAt, double[] b, int bAt, double[] to, int at, int stride) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                to[at + r * stride + j] += w[wAt + r] * b[bAt + j];
            }
        }
    }
}
