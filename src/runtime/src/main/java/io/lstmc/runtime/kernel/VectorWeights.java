package io.lstmc.runtime.kernel;

/**
 * Weights as [pair][source][k][two vectors]. The vector columns of all results stand in a row, each result with as many
 * as cover its columns, and every two of them are a pair. What is beyond the columns of a result stays zero.
 */
final class VectorWeights extends FloatWeights {

    private final ProductShape shape;
    private final VectorColumns columns;
    final float[] panels;

    /** [pair][two vectors] */
    final float[] start;

    /** [pair][row of a tile][two vectors], all rows equal. */
    final float[] starts;

    /** The same weights for plain Java, until they change. */
    private volatile PlainFloatWeights plain;

    VectorWeights(ProductShape shape, VectorColumns columns) {
        this.shape = shape;
        this.columns = columns;
        panels = new float[columns.pairs * columns.pairSize];
        start = new float[columns.pairs * 2 * VectorKernels.LANES];
        starts = new float[start.length * VectorTiles.HEIGHT];
    }

    @Override
    public void pack(int source, int result, float[] from, int offset, int kStride, int jStride) {
        plain = null;
        int lanes = VectorKernels.LANES;
        for (int j = 0; j < shape.columns(); j += lanes) {
            int column = result * columns.perResult + j / lanes;
            int live = Math.min(lanes, shape.columns() - j);
            int to = column / 2 * columns.pairSize + (source * shape.depth() * 2 + column % 2) * lanes;
            int at = offset + j * jStride;
            for (int k = 0; k < shape.depth(); k++) {
                for (int i = 0; i < live; i++) {
                    panels[to + i] = from[at + i * jStride];
                }
                to += 2 * lanes;
                at += kStride;
            }
        }
    }

    @Override
    public void start(int result, float[] from, int offset) {
        plain = null;
        int first = result * columns.perResult * VectorKernels.LANES;
        System.arraycopy(from, offset, start, first, shape.columns());
        int pair = 2 * VectorKernels.LANES;
        for (int j = first; j < first + shape.columns(); j++) {
            for (int r = 0; r < VectorTiles.HEIGHT; r++) {
                starts[(j / pair * VectorTiles.HEIGHT + r) * pair + j % pair] = start[j];
            }
        }
    }

    PlainFloatWeights plain() {
        PlainFloatWeights known = plain;
        return known != null ? known : copy();
    }

    private synchronized PlainFloatWeights copy() {
        if (plain != null) {
            return plain;
        }
        PlainFloatWeights copy = new PlainFloatWeights(shape);
        int lanes = VectorKernels.LANES;
        int n = shape.columns();
        for (int i = 0; i < shape.results() * n; i++) {
            int column = i / n * columns.perResult + i % n / lanes;
            int lane = i % n % lanes;
            int from = column / 2 * columns.pairSize + column % 2 * lanes + lane;
            for (int k = 0; k < copy.rows.length; k++) {
                copy.rows[k][i] = panels[from + k * 2 * lanes];
            }
            copy.start[i] = start[column * lanes + lane];
        }
        plain = copy;
        return copy;
    }
}
