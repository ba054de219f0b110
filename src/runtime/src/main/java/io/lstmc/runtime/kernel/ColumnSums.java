package io.lstmc.runtime.kernel;

/** Sums of the columns of a matrix, or of the products of two, each added to what is there, row after row. */
public final class ColumnSums {

    private ColumnSums() {}

    /**
     * sums[at + j] += Σ_r a[aAt + r·aStride + j]·b[r·bStride + j] for j from {@code first} to {@code n}.
     *
     * @param b the second factors; null if there are none
     */
    public static void add(
            int rows, int first, int n, float[] a, int aAt, int aStride, float[] b, int bStride, float[] sums, int at) {
        for (int r = 0; r < rows; r++) {
            for (int j = first; j < n; j++) {
                sums[at + j] += b == null ? a[aAt + r * aStride + j] : a[aAt + r * aStride + j] * b[r * bStride + j];
            }
        }
    }

    /**
     * sums[at + j] += Σ_r a[aAt + r·aStride + j]·b[r·bStride + j] for j from {@code first} to {@code n}.
     *
     * @param b the second factors; null if there are none
     */
    public static void add(
            int rows,
            int first,
            int n,
            double[] a,
            int aAt,
            int aStride,
            double[] b,
            int bStride,
            double[] sums,
            int at) {
        for (int r = 0; r < rows; r++) {
            for (int j = first; j < n; j++) {
                sums[at + j] += b == null ? a[aAt + r * aStride + j] : a[aAt + r * aStride + j] * b[r * bStride + j];
            }
        }
    }

    /** sums[at + j] += Σ_r a[aAt + r·aStride + j]·w[wAt + r] for j from {@code first} to {@code n}. */
    public static void weighted(
            int rows, int first, int n, float[] a, int aAt, int aStride, float[] w, int wAt, float[] sums, int at) {
        for (int r = 0; r < rows; r++) {
            for (int j = first; j < n; j++) {
                sums[at + j] += a[aAt + r * aStride + j] * w[wAt + r];
            }
        }
    }

    /** sums[at + j] += Σ_r a[aAt + r·aStride + j]·w[wAt + r] for j from {@code first} to {@code n}. */
    public static void weighted(
            int rows, int first, int n, double[] a, int aAt, int aStride, double[] w, int wAt, double[] sums, int at) {
        for (int r = 0; r < rows; r++) {
            for (int j = first; j < n; j++) {
                sums[at + j] += a[aAt + r * aStride + j] * w[wAt + r];
            }
        }
    }
}
