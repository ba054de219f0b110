package io.lstmc.runtime.kernel.vector.product;

import io.lstmc.runtime.kernel.FloatProduct;
import io.lstmc.runtime.kernel.ProductShape;
import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.vector.piece.VectorScratch;

/**
 * Products of single rows that lie in different slots. They are brought together, so that a tile reads weights once for
 * several of them, and the results are taken apart.
 */
final class VectorSteps {

    /** How many rows are brought together: whole tiles, and few enough that their sums stay in the second cache. */
    static final int ROWS = 4 * VectorTiles.HEIGHT;

    /** A number of rows that needs tiles of both heights. */
    private static final int BOTH_HEIGHTS = 10;

    private static final int PAIR = 2 * VectorLanes.LANES;

    private final ProductShape shape;
    private final VectorColumns columns;
    private final VectorTiles tiles;

    VectorSteps(ProductShape shape, VectorColumns columns) {
        this.shape = shape;
        this.columns = columns;
        tiles = VectorTiles.of(1, shape.depth(), shape.depth(), columns.pairs * PAIR);
    }

    /**
     * Whether all is compiled.
     *
     * @param operations how many plain Java is about to compute instead
     */
    boolean ready(long operations) {
        return tiles.ready(BOTH_HEIGHTS, operations);
    }

    /** As {@link FloatProduct#setAll} for one row. */
    void set(int steps, float[][] a, int ai, int aStep, VectorWeights w, float[][] c, int ci, int cStep) {
        VectorScratch scratch = VectorScratch.take();
        float[][] rows = scratch.slot(ROWS * shape.depth());
        float[] sums = scratch.sums(ROWS * columns.pairs * PAIR);
        for (int from = 0; from < steps; from += ROWS) {
            int live = Math.min(ROWS, steps - from);
            for (int r = 0; r < live; r++) {
                System.arraycopy(
                        a[ai + (from + r) * aStep], shape.aOffset(), rows[0], r * shape.depth(), shape.depth());
            }
            // Rows beyond the last are those of an earlier call, and nobody reads what comes of them.
            int covered = Math.max(4, (live + 1) / 2 * 2);
            for (int pair = 0; pair < columns.pairs; pair++) {
                tiles.set(
                        covered,
                        VectorTiles.sixes(covered),
                        rows,
                        0,
                        0,
                        w.panels,
                        VectorWeights.FIRST + pair * columns.pairSize,
                        w.starts,
                        pair * VectorTiles.HEIGHT * PAIR,
                        sums,
                        pair * PAIR);
            }
            for (int r = 0; r < live; r++) {
                int width = columns.perResult * VectorLanes.LANES;
                for (int p = 0; p < shape.results(); p++) {
                    System.arraycopy(
                            sums,
                            r * columns.pairs * PAIR + p * width,
                            c[ci + (from + r) * cStep + p],
                            shape.cOffset(),
                            shape.columns());
                }
            }
        }
        scratch.giveBack();
    }
}
