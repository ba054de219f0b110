package io.lstmc.runtime.kernel;

/** The products in plain Java. */
class PlainKernels extends Kernels {

    @Override
    public String kind() {
        return "plain";
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
            for (int r = 0; r < rows; r++) {
                int ar = ao + t * aStep + r * k;
                int cr = co + t * cStep + r * n;
                for (int i = 0; i < k; i++) {
                    addScaled(n, a[ar + i], w, wo + i * n, c, cr);
                }
            }
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
                for (int j = 0; j < n; j++) {
                    c[cr + j] += dot(k, a, ar, w, wo + j * k);
                }
            }
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
            for (int r = 0; r < rows; r++) {
                int ar = ao + t * aStep + r * m;
                int br = bo + t * bStep + r * n;
                for (int i = 0; i < m; i++) {
                    addScaled(n, a[ar + i], b, br, c, co + i * n);
                }
            }
        }
    }

    private static void addScaled(int n, float factor, float[] x, int xo, float[] c, int co) {
        for (int j = 0; j < n; j++) {
            c[co + j] += factor * x[xo + j];
        }
    }

    /** Four chains of additions, because one would wait for the latency of each. */
    private static float dot(int k, float[] a, int ao, float[] b, int bo) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < k; i += 4) {
            s0 += a[ao + i] * b[bo + i];
            s1 += a[ao + i + 1] * b[bo + i + 1];
            s2 += a[ao + i + 2] * b[bo + i + 2];
            s3 += a[ao + i + 3] * b[bo + i + 3];
        }
        for (; i < k; i++) {
            s0 += a[ao + i] * b[bo + i];
        }
        return (s0 + s1) + (s2 + s3);
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
            for (int r = 0; r < rows; r++) {
                int ar = ao + t * aStep + r * k;
                int cr = co + t * cStep + r * n;
                for (int i = 0; i < k; i++) {
                    addScaled(n, a[ar + i], w, wo + i * n, c, cr);
                }
            }
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
                for (int j = 0; j < n; j++) {
                    c[cr + j] += dot(k, a, ar, w, wo + j * k);
                }
            }
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
            for (int r = 0; r < rows; r++) {
                int ar = ao + t * aStep + r * m;
                int br = bo + t * bStep + r * n;
                for (int i = 0; i < m; i++) {
                    addScaled(n, a[ar + i], b, br, c, co + i * n);
                }
            }
        }
    }

    private static void addScaled(int n, double factor, double[] x, int xo, double[] c, int co) {
        for (int j = 0; j < n; j++) {
            c[co + j] += factor * x[xo + j];
        }
    }

    /** Four chains of additions, because one would wait for the latency of each. */
    private static double dot(int k, double[] a, int ao, double[] b, int bo) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < k; i += 4) {
            s0 += a[ao + i] * b[bo + i];
            s1 += a[ao + i + 1] * b[bo + i + 1];
            s2 += a[ao + i + 2] * b[bo + i + 2];
            s3 += a[ao + i + 3] * b[bo + i + 3];
        }
        for (; i < k; i++) {
            s0 += a[ao + i] * b[bo + i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
