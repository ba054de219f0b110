package io.lstmc.runtime.kernel;

/** Two rows of a result at a time, in arrays of their own, over a number of rows of B that stays in the cache. */
final class PlainDoubleOuter extends DoubleOuter {

    /** How many rows of A and B are taken at once. */
    private static final int TERMS = 64;

    private final OuterShape shape;
    private final ThreadLocal<Scratch> scratch;

    PlainDoubleOuter(OuterShape shape) {
        this.shape = shape;
        scratch = ThreadLocal.withInitial(() -> new Scratch(shape));
    }

    private static final class Scratch {
        final double[][] b;
        final double[] a;
        final double[] sum0;
        final double[] sum1;

        Scratch(OuterShape shape) {
            b = new double[TERMS][shape.columns()];
            a = new double[TERMS * shape.results() * shape.rows()];
            sum0 = new double[shape.columns()];
            sum1 = new double[shape.columns()];
        }
    }

    @Override
    public void add(
            int blocks,
            int rows,
            double[][] a,
            int ai,
            int aStep,
            double[][] b,
            int bi,
            int bStep,
            double[] c,
            int[] at) {
        Scratch own = scratch.get();
        int width = shape.results() * shape.rows();
        int terms = 0;
        for (int t = 0; t < blocks; t++) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(
                        b[bi + t * bStep], shape.bOffset() + r * shape.bStride(), own.b[terms], 0, shape.columns());
                for (int p = 0; p < shape.results(); p++) {
                    System.arraycopy(
                            a[ai + t * aStep + p],
                            shape.aOffset() + r * shape.aStride(),
                            own.a,
                            terms * width + p * shape.rows(),
                            shape.rows());
                }
                terms++;
                if (terms == TERMS) {
                    sum(terms, own, c, at);
                    terms = 0;
                }
            }
        }
        sum(terms, own, c, at);
    }

    private void sum(int terms, Scratch own, double[] c, int[] at) {
        int m = shape.rows();
        int n = shape.columns();
        int width = shape.results() * m;
        for (int p = 0; p < shape.results(); p++) {
            for (int i = 0; i < m; i += 2) {
                int co = at[p] + i * shape.cStride();
                boolean two = i + 1 < m;
                System.arraycopy(c, co, own.sum0, 0, n);
                if (two) {
                    System.arraycopy(c, co + shape.cStride(), own.sum1, 0, n);
                }
                int ao = p * m + i;
                // A row without a neighbour is its own neighbour, and that sum is not stored.
                PlainDoubleSums.add(n, terms, own.a, ao, two ? ao + 1 : ao, width, own.b, 0, own.sum0, own.sum1);
                System.arraycopy(own.sum0, 0, c, co, n);
                if (two) {
                    System.arraycopy(own.sum1, 0, c, co + shape.cStride(), n);
                }
            }
        }
    }
}
