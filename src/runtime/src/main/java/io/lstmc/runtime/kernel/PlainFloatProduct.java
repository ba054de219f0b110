package io.lstmc.runtime.kernel;

/** Two rows of all results at a time, in arrays of their own. */
public final class PlainFloatProduct extends FloatProduct {

    private final ProductShape shape;
    private final int width;
    private final ThreadLocal<float[][]> sums;

    public PlainFloatProduct(ProductShape shape) {
        this.shape = shape;
        width = shape.results() * shape.columns();
        sums = ThreadLocal.withInitial(() -> new float[2][width]);
    }

    @Override
    public FloatWeights newWeights() {
        return new PlainFloatWeights(shape);
    }

    @Override
    public void set(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        run(rows, a, ai, (PlainFloatWeights) w, c, ci, true);
    }

    @Override
    public void add(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        run(rows, a, ai, (PlainFloatWeights) w, c, ci, false);
    }

    private void run(int rows, float[][] a, int ai, PlainFloatWeights w, float[][] c, int ci, boolean set) {
        float[][] both = sums.get();
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
                    PlainFloatSums.addTwo(
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
                    PlainFloatSums.addOne(width, shape.depth(), a[ai + q], at, 1, w.rows, first, both[0]);
                }
            }
            for (int s = 0; s < live; s++) {
                store(c, ci, r + s, both[s]);
            }
        }
    }

    private void load(float[][] c, int ci, int r, float[] sum) {
        int n = shape.columns();
        for (int p = 0; p < shape.results(); p++) {
            System.arraycopy(c[ci + p], shape.cOffset() + r * shape.cStride(), sum, p * n, n);
        }
    }

    private void store(float[][] c, int ci, int r, float[] sum) {
        int n = shape.columns();
        for (int p = 0; p < shape.results(); p++) {
            System.arraycopy(sum, p * n, c[ci + p], shape.cOffset() + r * shape.cStride(), n);
        }
    }
}
