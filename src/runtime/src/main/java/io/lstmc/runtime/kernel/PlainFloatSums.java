package io.lstmc.runtime.kernel;

/**
 * The inner loop of the plain products. All its arrays have the same index, which is what makes C2 turn it into vector
 * instructions; two sums share each row of weights, and four terms share each load of the sums.
 */
final class PlainFloatSums {

    private PlainFloatSums() {}

    /** sum0[j] += Σ_k a[at0 + k·step]·w[first + k][j] and the same for sum1, for j below n and k below depth. */
    static void add(
            int n,
            int depth,
            float[] a,
            int at0,
            int at1,
            int step,
            float[][] w,
            int first,
            float[] sum0,
            float[] sum1) {
        int k = 0;
        for (; k + 3 < depth; k += 4) {
            int x = at0 + k * step;
            int y = at1 + k * step;
            int i = first + k;
            addFour(
                    n,
                    a[x],
                    a[x + step],
                    a[x + 2 * step],
                    a[x + 3 * step],
                    a[y],
                    a[y + step],
                    a[y + 2 * step],
                    a[y + 3 * step],
                    w[i],
                    w[i + 1],
                    w[i + 2],
                    w[i + 3],
                    sum0,
                    sum1);
        }
        for (; k < depth; k++) {
            addOne(n, a[at0 + k * step], a[at1 + k * step], w[first + k], sum0, sum1);
        }
    }

    private static void addFour(
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
            sum0[j] = Math.fma(x3, w3[j], Math.fma(x2, w2[j], Math.fma(x1, w1[j], Math.fma(x0, w0[j], sum0[j]))));
            sum1[j] = Math.fma(y3, w3[j], Math.fma(y2, w2[j], Math.fma(y1, w1[j], Math.fma(y0, w0[j], sum1[j]))));
        }
    }

    private static void addOne(int n, float x, float y, float[] w, float[] sum0, float[] sum1) {
        for (int j = 0; j < n; j++) {
            sum0[j] = Math.fma(x, w[j], sum0[j]);
            sum1[j] = Math.fma(y, w[j], sum1[j]);
        }
    }
}
