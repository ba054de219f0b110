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
    static void sum(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums) {
        float[] part = FLOATS.get();
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < PARTS; i++) {
                part[i] = 0;
            }
            int other = r * bStride;
            int end = r * aStride + n;
            for (int at = r * aStride; at < end; at += PARTS, other += PARTS) {
                int terms = Math.min(PARTS, end - at);
                for (int i = 0; i < terms; i++) {
                    part[i] += b == null ? a[at + i] : a[at + i] * b[other + i];
                }
            }
            for (int half = PARTS / 2; half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    part[i] += part[i + half];
                }
            }
            sums[r] = part[0];
        }
    }

    /** @param b the second factors; null if there are none */
    static void sum(int rows, int n, double[] a, int aStride, double[] b, int bStride, double[] sums) {
        double[] part = DOUBLES.get();
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < PARTS; i++) {
                part[i] = 0;
            }
            int other = r * bStride;
            int end = r * aStride + n;
            for (int at = r * aStride; at < end; at += PARTS, other += PARTS) {
                int terms = Math.min(PARTS, end - at);
                for (int i = 0; i < terms; i++) {
                    part[i] += b == null ? a[at + i] : a[at + i] * b[other + i];
                }
            }
            for (int half = PARTS / 2; half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    part[i] += part[i + half];
                }
            }
            sums[r] = part[0];
        }
    }
}
