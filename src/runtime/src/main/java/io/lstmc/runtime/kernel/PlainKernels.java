package io.lstmc.runtime.kernel;

/** The products in plain Java, the same text for both precisions. */
class PlainKernels extends Kernels {

    @Override
    public String kind() {
        return "plain";
    }

    @Override
    public FloatProduct floatProduct(ProductShape shape) {
        return new PlainFloatProduct(shape);
    }

    @Override
    public DoubleProduct doubleProduct(ProductShape shape) {
        return new PlainDoubleProduct(shape);
    }

    @Override
    public FloatOuter floatOuter(OuterShape shape) {
        return new PlainFloatOuter(shape);
    }

    @Override
    public DoubleOuter doubleOuter(OuterShape shape) {
        return new PlainDoubleOuter(shape);
    }

    @Override
    public void times(
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
            int cStep) {
        for (int t = 0; t < blocks; t++) {
            product(rows, n, k, a, ao + t * aStep, k, 1, w, wo, c, co + t * cStep);
        }
    }

    @Override
    public void transposedTimes(
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
            int co) {
        for (int t = 0; t < blocks; t++) {
            product(m, n, rows, a, ao + t * aStep, 1, m, b, bo + t * bStep, c, co);
        }
    }

    /** C[i,j] += Σ_s A(i,s)·B[s,j], where A(i,s) lies at ao + i·aRow + s·aTerm. Four terms at a time, to touch C less. */
    private static void product(
            int rows, int n, int terms, float[] a, int ao, int aRow, int aTerm, float[] b, int bo, float[] c, int co) {
        for (int i = 0; i < rows; i++) {
            int at = ao + i * aRow;
            int s = 0;
            for (; s + 3 < terms; s += 4, at += 4 * aTerm) {
                addFour(n, a[at], a[at + aTerm], a[at + 2 * aTerm], a[at + 3 * aTerm], b, bo + s * n, c, co + i * n);
            }
            for (; s < terms; s++, at += aTerm) {
                addOne(n, a[at], b, bo + s * n, c, co + i * n);
            }
        }
    }

    private static void addFour(int n, float f0, float f1, float f2, float f3, float[] b, int bo, float[] c, int co) {
        int b1 = bo + n;
        int b2 = b1 + n;
        int b3 = b2 + n;
        for (int j = 0; j < n; j++) {
            c[co + j] = c[co + j] + f0 * b[bo + j] + f1 * b[b1 + j] + f2 * b[b2 + j] + f3 * b[b3 + j];
        }
    }

    private static void addOne(int n, float factor, float[] b, int bo, float[] c, int co) {
        for (int j = 0; j < n; j++) {
            c[co + j] += factor * b[bo + j];
        }
    }

    @Override
    public void timesTransposed(
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
            int cStep) {
        for (int t = 0; t < blocks; t++) {
            for (int r = 0; r < rows; r++) {
                int ar = ao + t * aStep + r * k;
                int cr = co + t * cStep + r * n;
                int j = 0;
                for (; j + 3 < n; j += 4) {
                    addFourDots(k, a, ar, w, wo + j * k, c, cr + j);
                }
                for (; j < n; j++) {
                    addDot(k, a, ar, w, wo + j * k, c, cr + j);
                }
            }
        }
    }

    /** Four sums side by side, because one would wait for the latency of each addition. */
    private static void addFourDots(int k, float[] a, int ao, float[] w, int wo, float[] c, int co) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int w1 = wo + k;
        int w2 = w1 + k;
        int w3 = w2 + k;
        for (int i = 0; i < k; i++) {
            float x = a[ao + i];
            s0 += x * w[wo + i];
            s1 += x * w[w1 + i];
            s2 += x * w[w2 + i];
            s3 += x * w[w3 + i];
        }
        c[co] += s0;
        c[co + 1] += s1;
        c[co + 2] += s2;
        c[co + 3] += s3;
    }

    private static void addDot(int k, float[] a, int ao, float[] w, int wo, float[] c, int co) {
        float sum = 0;
        for (int i = 0; i < k; i++) {
            sum += a[ao + i] * w[wo + i];
        }
        c[co] += sum;
    }

    @Override
    public void times(
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
            int cStep) {
        for (int t = 0; t < blocks; t++) {
            product(rows, n, k, a, ao + t * aStep, k, 1, w, wo, c, co + t * cStep);
        }
    }

    @Override
    public void transposedTimes(
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
            int co) {
        for (int t = 0; t < blocks; t++) {
            product(m, n, rows, a, ao + t * aStep, 1, m, b, bo + t * bStep, c, co);
        }
    }

    /** C[i,j] += Σ_s A(i,s)·B[s,j], where A(i,s) lies at ao + i·aRow + s·aTerm. Four terms at a time, to touch C less. */
    private static void product(
            int rows,
            int n,
            int terms,
            double[] a,
            int ao,
            int aRow,
            int aTerm,
            double[] b,
            int bo,
            double[] c,
            int co) {
        for (int i = 0; i < rows; i++) {
            int at = ao + i * aRow;
            int s = 0;
            for (; s + 3 < terms; s += 4, at += 4 * aTerm) {
                addFour(n, a[at], a[at + aTerm], a[at + 2 * aTerm], a[at + 3 * aTerm], b, bo + s * n, c, co + i * n);
            }
            for (; s < terms; s++, at += aTerm) {
                addOne(n, a[at], b, bo + s * n, c, co + i * n);
            }
        }
    }

    private static void addFour(
            int n, double f0, double f1, double f2, double f3, double[] b, int bo, double[] c, int co) {
        int b1 = bo + n;
        int b2 = b1 + n;
        int b3 = b2 + n;
        for (int j = 0; j < n; j++) {
            c[co + j] = c[co + j] + f0 * b[bo + j] + f1 * b[b1 + j] + f2 * b[b2 + j] + f3 * b[b3 + j];
        }
    }

    private static void addOne(int n, double factor, double[] b, int bo, double[] c, int co) {
        for (int j = 0; j < n; j++) {
            c[co + j] += factor * b[bo + j];
        }
    }

    @Override
    public void timesTransposed(
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
            int cStep) {
        for (int t = 0; t < blocks; t++) {
            for (int r = 0; r < rows; r++) {
                int ar = ao + t * aStep + r * k;
                int cr = co + t * cStep + r * n;
                int j = 0;
                for (; j + 3 < n; j += 4) {
                    addFourDots(k, a, ar, w, wo + j * k, c, cr + j);
                }
                for (; j < n; j++) {
                    addDot(k, a, ar, w, wo + j * k, c, cr + j);
                }
            }
        }
    }

    /** Four sums side by side, because one would wait for the latency of each addition. */
    private static void addFourDots(int k, double[] a, int ao, double[] w, int wo, double[] c, int co) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int w1 = wo + k;
        int w2 = w1 + k;
        int w3 = w2 + k;
        for (int i = 0; i < k; i++) {
            double x = a[ao + i];
            s0 += x * w[wo + i];
            s1 += x * w[w1 + i];
            s2 += x * w[w2 + i];
            s3 += x * w[w3 + i];
        }
        c[co] += s0;
        c[co + 1] += s1;
        c[co + 2] += s2;
        c[co + 3] += s3;
    }

    private static void addDot(int k, double[] a, int ao, double[] w, int wo, double[] c, int co) {
        double sum = 0;
        for (int i = 0; i < k; i++) {
            sum += a[ao + i] * w[wo + i];
        }
        c[co] += sum;
    }
}
