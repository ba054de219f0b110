package io.lstmc.runtime.kernel;

import io.lstmc.runtime.math.Fma;

/**
 * The inner loops of the plain products. All their arrays have the same index, which is what makes C2 turn them into
 * vector instructions. Two sums share each row of weights, and four terms share each load of a sum; with more, C2 of JDK 17
 * gives up.
 */
final class PlainFloatSums {

    private PlainFloatSums() {}

    /** sum0[j] += Σ_k a[x + k·step]·w[k][j] and sum1[j] += Σ_k a[y + k·step]·w[k][j], for j below n, k from first on. */
    static void addTwo(
            int n, int depth, float[] a, int x, int y, int step, float[][] w, int first, float[] sum0, float[] sum1) {
        int k = first;
        for (; k + 3 < first + depth; k += 4, x += 4 * step, y += 4 * step) {
            twoOfFour(
                    n,
                    a[x],
                    a[x + step],
                    a[x + 2 * step],
                    a[x + 3 * step],
                    a[y],
                    a[y + step],
                    a[y + 2 * step],
                    a[y + 3 * step],
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    w[k + 3],
                    sum0,
                    sum1);
        }
        for (; k < first + depth; k++, x += step, y += step) {
            oneOfOne(n, a[x], w[k], sum0);
            oneOfOne(n, a[y], w[k], sum1);
        }
    }

    /** sum[j] += Σ_k a[x + k·step]·w[k][j], for j below n, k from first on. */
    static void addOne(int n, int depth, float[] a, int x, int step, float[][] w, int first, float[] sum) {
        int k = first;
        for (; k + 3 < first + depth; k += 4, x += 4 * step) {
            oneOfFour(n, a[x], a[x + step], a[x + 2 * step], a[x + 3 * step], w[k], w[k + 1], w[k + 2], w[k + 3], sum);
        }
        for (; k < first + depth; k++, x += step) {
            oneOfOne(n, a[x], w[k], sum);
        }
    }

    private static void twoOfFour(
            int n,
            float x0,
            float x1,
            float x2,
            float x3,
            float y0,
            float y1,
            float y2,
            float y3,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            float[] sum0,
            float[] sum1) {
        for (int j = 0; j < n; j++) {
            sum0[j] = Fma.fma(x3, w3[j], Fma.fma(x2, w2[j], Fma.fma(x1, w1[j], Fma.fma(x0, w0[j], sum0[j]))));
            sum1[j] = Fma.fma(y3, w3[j], Fma.fma(y2, w2[j], Fma.fma(y1, w1[j], Fma.fma(y0, w0[j], sum1[j]))));
        }
    }

    private static void oneOfFour(
            int n,
            float x0,
            float x1,
            float x2,
            float x3,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            float[] sum) {
        for (int j = 0; j < n; j++) {
            sum[j] = Fma.fma(x3, w3[j], Fma.fma(x2, w2[j], Fma.fma(x1, w1[j], Fma.fma(x0, w0[j], sum[j]))));
        }
    }

    private static void oneOfOne(int n, float x, float[] w, float[] sum) {
        for (int j = 0; j < n; j++) {
            sum[j] = Fma.fma(x, w[j], sum[j]);
        }
    }
}
