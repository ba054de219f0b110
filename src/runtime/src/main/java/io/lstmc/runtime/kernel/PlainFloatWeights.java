package io.lstmc.runtime.kernel;

/** One array for each row of the weights, with the columns of all results side by side. */
public final class PlainFloatWeights extends FloatWeights {

    private final ProductShape shape;

    /** [source · depth + k][result · columns + j] */
    public final float[][] rows;

    public final float[] start;

    public PlainFloatWeights(ProductShape shape) {
        this.shape = shape;
        rows = new float[shape.sources() * shape.depth()][shape.results() * shape.columns()];
        start = new float[shape.results() * shape.columns()];
    }

    @Override
    public void rows(int first, int count, int result, float[] from, int offset, int kStride, int jStride) {
        int n = shape.columns();
        for (int k = 0; k < count; k++) {
            float[] row = rows[first + k];
            int at = offset + k * kStride;
            if (jStride == 1) {
                System.arraycopy(from, at, row, result * n, n);
                continue;
            }
            for (int j = 0; j < n; j++) {
                row[result * n + j] = from[at + j * jStride];
            }
        }
    }

    @Override
    public void start(int result, float[] from, int offset) {
        System.arraycopy(from, offset, start, result * shape.columns(), shape.columns());
    }

    @Override
    public int depth() {
        return shape.depth();
    }
}
