package io.lstmc.runtime.kernel.vector.product;

import io.lstmc.runtime.kernel.FloatWeights;
import io.lstmc.runtime.kernel.PlainFloatWeights;
import io.lstmc.runtime.kernel.ProductShape;
import io.lstmc.runtime.kernel.vector.piece.VectorLanes;

/**
 * Weights as [pair][source][k][two vectors]. The vector columns of all results stand in a row, each result with as many
 * as cover its columns, and every two of them are a pair. What is beyond the columns of a result stays zero.
 */
public final class VectorWeights extends FloatWeights {

    /**
     * Where the weights begin in {@link #panels}. The elements of an array lie 16 bytes behind its address: so in a JVM that
     * aligns objects to the size of a vector, which is for its user to say, no vector of weights crosses a cache line.
     */
    static final int FIRST = Math.max(0, VectorLanes.LANES - 4);

    private final ProductShape shape;
    private final VectorColumns columns;
    final float[] panels;

    /** [pair][two vectors] */
    final float[] start;

    /** [pair][row of a tile][two vectors], all rows equal. */
    final float[] starts;

    VectorWeights(ProductShape shape, VectorColumns columns) {
        this.shape = shape;
        this.columns = columns;
        panels = new float[FIRST + columns.pairs * columns.pairSize];
        start = new float[columns.pairs * 2 * VectorLanes.LANES];
        starts = new float[start.length * VectorTiles.HEIGHT];
    }

    @Override
    public void rows(int first, int count, int result, float[] from, int offset, int kStride, int jStride) {
        int lanes = VectorLanes.LANES;
        for (int j = 0; j < shape.columns(); j += lanes) {
            int column = result * columns.perResult + j / lanes;
            int live = Math.min(lanes, shape.columns() - j);
            int to = FIRST + column / 2 * columns.pairSize + (2 * first + column % 2) * lanes;
            int at = offset + j * jStride;
            for (int k = 0; k < count; k++) {
                for (int i = 0; i < live; i++) {
                    panels[to + i] = from[at + i * jStride];
                }
                to += 2 * lanes;
                at += kStride;
            }
        }
    }

    @Override
    public int depth() {
        return shape.depth();
    }

    @Override
    public void start(int result, float[] from, int offset) {
        int first = result * columns.perResult * VectorLanes.LANES;
        System.arraycopy(from, offset, start, first, shape.columns());
        int pair = 2 * VectorLanes.LANES;
        for (int j = first; j < first + shape.columns(); j++) {
            for (int r = 0; r < VectorTiles.HEIGHT; r++) {
                starts[(j / pair * VectorTiles.HEIGHT + r) * pair + j % pair] = start[j];
            }
        }
    }

    /** The same weights for plain Java. */
    public void copyTo(PlainFloatWeights plain) {
        int lanes = VectorLanes.LANES;
        for (int p = 0; p < shape.results(); p++) {
            int to = p * shape.columns();
            System.arraycopy(start, p * columns.perResult * lanes, plain.start, to, shape.columns());
            for (int j = 0; j < shape.columns(); j += lanes) {
                int column = p * columns.perResult + j / lanes;
                int live = Math.min(lanes, shape.columns() - j);
                int from = FIRST + column / 2 * columns.pairSize + column % 2 * lanes;
                for (int k = 0; k < plain.rows.length; k++) {
                    System.arraycopy(panels, from + 2 * k * lanes, plain.rows[k], to + j, live);
                }
            }
        }
    }
}
