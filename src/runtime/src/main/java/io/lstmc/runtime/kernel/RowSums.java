package io.lstmc.runtime.kernel;

/**
 * Sums of the rows of a matrix in an order that does not depend on the width of vectors: sixteen sums, of the terms with
 * equal index modulo sixteen, are then added as a tree.
 */
final class RowSums {

    static final int PARTS = 16;

    private static final ThreadLocal<float[]> FLOATS = ThreadLocal.withInitial(() -> new float[PARTS]);
    private static final ThreadLocal<double[]> DOUBLES = ThreadLocal.withInitial(() -> new double[PARTS]);

    private RowSums() {}

    static float[] floats() {
        return FLOATS.get();
    }

    static void sum(int rows, int n, float[] a, int aStride, float[] sums) {
        float[] part = FLOATS.get();
        for (int r = 0; r < rows; r++) {
            int at = r * aStride;
            int end = at + n;
            for (int i = 0; i < PARTS; i++) {
                part[i] = 0;
            }
            for (; at + PARTS <= end; at += PARTS) {
                for (int i = 0; i < PARTS; i++) {
                    part[i] += a[at + i];
                }
            }
            sums[r] = rest(part, a, at, end - at);
        }
    }

    /** Adds the last terms, fewer than there are parts, and then the parts. */
    static float rest(float[] part, float[] a, int at, int n) {
        for (int i = 0; i < n; i++) {
            part[i] += a[at + i];
        }
        for (int half = PARTS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                part[i] += part[i + half];
            }
        }
        return part[0];
    }

    static void sum(int rows, int n, double[] a, int aStride, double[] sums) {
        double[] part = DOUBLES.get();
        for (int r = 0; r < rows; r++) {
            int at = r * aStride;
            int end = at + n;
            for (int i = 0; i < PARTS; i++) {
                part[i] = 0;
            }
            for (; at + PARTS <= end; at += PARTS) {
                for (int i = 0; i < PARTS; i++) {
                    part[i] += a[at + i];
                }
            }
            sums[r] = rest(part, a, at, end - at);
        }
    }

    /** Adds the last terms, fewer than there are parts, and then the parts. */
    static double rest(double[] part, double[] a, int at, int n) {
        for (int i = 0; i < n; i++) {
            part[i] += a[at + i];
        }
        for (int half = PARTS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                part[i] += part[i + half];
            }
        }
        return part[0];
    }
}
