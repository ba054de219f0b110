package io.lstmc.runtime.kernel;

/**
 * Sums of the rows of a matrix, or of the products of two, in an order that does not depend on the width of vectors:
 * sixteen sums, of the terms with equal index modulo sixteen, are then added as a tree.
 */
public final class RowSums {

    public static final int PARTS = 16;

    private static final ThreadLocal<float[]> FLOATS = ThreadLocal.withInitial(() -> new float[PARTS]);
    private static final ThreadLocal<double[]> DOUBLES = ThreadLocal.withInitial(() -> new double[PARTS]);

    private RowSums() {}

    /** @param b the second factors; null if there are none */
    public static void sum(
            int rows, int n, float[] a, int aAt, int aStride, float[] b, int bAt, int bStride, float[] sums, int at) {
        float[] part = FLOATS.get();
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < PARTS; i++) {
                part[i] = 0;
            }
            int other = bAt + r * bStride;
            int end = aAt + r * aStride + n;
            for (int from = aAt + r * aStride; from < end; from += PARTS, other += PARTS) {
                int terms = Math.min(PARTS, end - from);
                for (int i = 0; i < terms; i++) {
                    part[i] += b == null ? a[from + i] : a[from + i] * b[other + i];
                }
            }
            for (int half = PARTS / 2; half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    part[i] += part[i + half];
                }
            }
            sums[at + r] = part[0];
        }
    }

    /** @param b the second factors; null if there are none */
    static void sum(
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
        double[] part = DOUBLES.get();
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < PARTS; i++) {
                part[i] = 0;
            }
            int other = bAt + r * bStride;
            int end = aAt + r * aStride + n;
            for (int from = aAt + r * aStride; from < end; from += PARTS, other += PARTS) {
                int terms = Math.min(PARTS, end - from);
                for (int i = 0; i < terms; i++) {
                    part[i] += b == null ? a[from + i] : a[from + i] * b[other + i];
                }
            }
            for (int half = PARTS / 2; half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    part[i] += part[i + half];
                }
            }
            sums[at + r] = part[0];
        }
    }
}
