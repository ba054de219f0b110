package io.lstmc.runtime.kernel;

/** Sums of the rows of a matrix in an order that does not depend on the width of vectors. */
final class RowSums {

    private static final int PARTS = 16;

    private RowSums() {}

    static void sum(int rows, int n, float[] a, int aStride, float[] sums) {
        float[] part = new float[PARTS];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < PARTS; i++) {
                part[i] = 0;
            }
            int at = r * aStride;
            for (int j = 0; j < n; j++) {
                part[j % PARTS] += a[at + j];
            }
            for (int half = PARTS / 2; half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    part[i] += part[i + half];
                }
            }
            sums[r] = part[0];
        }
    }

    static void sum(int rows, int n, double[] a, int aStride, double[] sums) {
        double[] part = new double[PARTS];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < PARTS; i++) {
                part[i] = 0;
            }
            int at = r * aStride;
            for (int j = 0; j < n; j++) {
                part[j % PARTS] += a[at + j];
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
