package io.lstmc.runtime.kernel;

/** Two rows of all results at a time, in arrays of their own. */
final class PlainDoubleProduct extends DoubleProduct {

    private final ProductShape shape;
    private final int width;
    private final ThreadLocal<double[][]> sums;

    PlainDoubleProduct(ProductShape shape) {
        this.shape = shape;
        width = shape.results() * shape.columns();
        sums = ThreadLocal.withInitial(() -> new double[2][width]);
    }

    @Override
    public DoubleWeights newWeights() {
        return new PlainDoubleWeights(shape);
    }

    @Override
    public void set(int rows, double[][] a, int ai, DoubleWeights w, double[][] c, int ci) {
        run(rows, a, ai, (PlainDoubleWeights) w, c, ci, true);
    }

    @Override
    public void add(int rows, double[][] a, int ai, DoubleWeights w, double[][] c, int ci) {
        run(rows, a, ai, (PlainDoubleWeights) w, c, ci, false);
    }

    private void run(int rows, double[][] a, int ai, PlainDoubleWeights w, double[][] c, int ci, boolean set) {
        double[][] both = sums.get();
        for (int r = 0; r < rows; r += 2) {
            int live = Math.min(2, rows - r);
            for (int s = 0; s < live; s++) {
                if (set) {
                    System.arraycopy(w.start, 0, both[s], 0, width);
                } else {
                    load(c, ci, r + s, both[s]);
                }
            }
            for (int q = 0; q < shape.sources(); q++) {
                int at = shape.aOffset() + r * shape.aStride();
                int first = q * shape.depth();
                if (live == 2) {
                    PlainDoubleSums.addTwo(
                            width,
                            shape.depth(),
                            a[ai + q],
                            at,
                            at + shape.aStride(),
                            1,
                            w.rows,
                            first,
                            both[0],
                            both[1]);
                } else {
                    PlainDoubleSums.addOne(width, shape.depth(), a[ai + q], at, 1, w.rows, first, both[0]);
                }
            }
            for (int s = 0; s < live; s++) {
                store(c, ci, r + s, both[s]);
            }
        }
    }

    private void load(double[][] c, int ci, int r, double[] sum) {
        int n = shape.columns();
        for (int p = 0; p < shape.results(); p++) {
            System.arraycopy(c[ci + p], shape.cOffset() + r * shape.cStride(), sum, p * n, n);
        }
    }

    private void store(double[][] c, int ci, int r, double[] sum) {
        int n = shape.columns();
        for (int p = 0; p < shape.results(); p++) {
            System.arraycopy(sum, p * n, c[ci + p], shape.cOffset() + r * shape.cStride(), n);
        }
    }
}
