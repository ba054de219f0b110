package io.lstmc.runtime.kernel;

/** Pairs of vector columns outside, so that the weights of one stay in the first cache for all rows. */
final class VectorProduct extends FloatProduct {

    /** The most terms of a sum whose weights, of one pair, are surely in the first cache. */
    private static final int MOST_DEPTH = 256;

    private static final int LANES = VectorKernels.LANES;
    private static final int PAIR = 2 * LANES;

    private final ProductShape shape;
    private final VectorColumns columns;

    private final VectorRow row;

    /** How many sources a tile sums. */
    private final int together;

    /** One for each chunk of the depth, {@code direct} to C and {@code apart} to the scratch. */
    private final VectorTiles[] direct;

    private final VectorTiles[] apart;

    /** Made when wanted first, which it never is for most products. */
    private final Later<VectorSteps> steps = new Later<>() {
        @Override
        VectorSteps make() {
            return new VectorSteps(shape, columns);
        }
    };

    private final VectorCopies load;
    private final VectorCopies store;

    VectorProduct(ProductShape shape) {
        this.shape = shape;
        columns = new VectorColumns(shape);
        int chunks = (shape.depth() + MOST_DEPTH - 1) / MOST_DEPTH;
        boolean whole = shape.columns() % LANES == 0;
        row = VectorRow.of(
                shape.sources(),
                shape.depth(),
                columns.pairs,
                whole ? shape.results() : 1,
                whole ? columns.perResult : 2 * columns.pairs);
        load = VectorCopies.of(shape.cStride(), PAIR);
        store = VectorCopies.of(PAIR, shape.cStride());
        together = shape.sources() * shape.depth() <= MOST_DEPTH ? shape.sources() : 1;
        direct = new VectorTiles[chunks];
        apart = new VectorTiles[chunks];
        for (int i = 0; i < chunks; i++) {
            int depth = begin(i + 1) - begin(i);
            direct[i] = VectorTiles.of(together, depth, shape.aStride(), shape.cStride());
            apart[i] = VectorTiles.of(together, depth, shape.aStride(), PAIR);
        }
    }

    /** The first column of A in a chunk. */
    private int begin(int chunk) {
        return chunk * shape.depth() / direct.length;
    }

    @Override
    public FloatWeights newWeights() {
        return new VectorWeights(shape, columns);
    }

    @Override
    public void set(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        run(rows, a, ai, (VectorWeights) w, c, ci, true);
    }

    @Override
    public void add(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        run(rows, a, ai, (VectorWeights) w, c, ci, false);
    }

    @Override
    public void setAll(
            int steps, int rows, float[][] a, int ai, int aStep, FloatWeights w, float[][] c, int ci, int cStep) {
        if (rows == 1 && shape.sources() == 1) {
            this.steps.now().set(steps, a, ai, aStep, (VectorWeights) w, c, ci, cStep);
        } else {
            super.setAll(steps, rows, a, ai, aStep, w, c, ci, cStep);
        }
    }

    private void run(int rows, float[][] a, int ai, VectorWeights w, float[][] c, int ci, boolean set) {
        int covered = VectorTiles.covered(rows);
        if (covered > 0) {
            tiles(covered, a, ai, w, c, ci, set);
        }
        for (int r = covered; r < rows; r++) {
            row(r, a, ai, w, c, ci, set);
        }
    }

    private void tiles(int rows, float[][] a, int ai, VectorWeights w, float[][] c, int ci, boolean set) {
        for (int pair = 0; pair < columns.pairs; pair++) {
            int p = 2 * pair / columns.perResult;
            int j = 2 * pair % columns.perResult * LANES;
            if (j + PAIR <= shape.columns()) {
                pair(direct, rows, a, ai, w, pair, set, c[ci + p], shape.cOffset() + j);
            } else {
                float[] sums = VectorScratch.own().sums(rows * PAIR);
                if (!set) {
                    move(rows, 2 * pair, c, ci, sums, 0, true);
                    move(rows, 2 * pair + 1, c, ci, sums, LANES, true);
                }
                pair(apart, rows, a, ai, w, pair, set, sums, 0);
                move(rows, 2 * pair, c, ci, sums, 0, false);
                move(rows, 2 * pair + 1, c, ci, sums, LANES, false);
            }
        }
    }

    /** One pair of columns with all sources and chunks of the depth. */
    private void pair(
            VectorTiles[] tiles,
            int rows,
            float[][] a,
            int ai,
            VectorWeights w,
            int pair,
            boolean set,
            float[] c,
            int co) {
        int wo = VectorWeights.FIRST + pair * columns.pairSize;
        boolean first = set;
        for (int q = 0; q < shape.sources(); q += together) {
            for (int i = 0; i < tiles.length; i++) {
                int ao = shape.aOffset() + begin(i);
                if (first) {
                    tiles[i].set(rows, a, ai + q, ao, w.panels, wo, w.starts, pair * VectorTiles.HEIGHT * PAIR, c, co);
                } else {
                    tiles[i].add(rows, a, ai + q, ao, w.panels, wo, c, co);
                }
                first = false;
                wo += (begin(i + 1) - begin(i)) * PAIR;
            }
        }
    }

    /** Between a column of a result, whole or not, and the scratch. */
    private void move(int rows, int column, float[][] c, int ci, float[] sums, int at, boolean toScratch) {
        int p = column / columns.perResult;
        if (p == shape.results()) {
            return;
        }
        int j = column % columns.perResult * LANES;
        int live = Math.min(LANES, shape.columns() - j);
        if (toScratch) {
            load.rows(rows, live, c[ci + p], shape.cOffset() + j, sums, at);
        } else {
            store.rows(rows, live, sums, at, c[ci + p], shape.cOffset() + j);
        }
    }

    private void row(int r, float[][] a, int ai, VectorWeights w, float[][] c, int ci, boolean set) {
        int ao = shape.aOffset() + r * shape.aStride();
        int co = shape.cOffset() + r * shape.cStride();
        float[] from = w.start;
        int width = columns.perResult * LANES;
        if (!set) {
            from = VectorScratch.own().sums(columns.pairs * PAIR);
            for (int p = 0; p < shape.results(); p++) {
                System.arraycopy(c[ci + p], co, from, p * width, shape.columns());
            }
        }
        if (width == shape.columns()) {
            row.run(a, ai, ao, w.panels, from, c, ci, co);
            return;
        }
        float[][] slot = VectorScratch.own().slot(columns.pairs * PAIR);
        row.run(a, ai, ao, w.panels, from, slot, 0, 0);
        for (int p = 0; p < shape.results(); p++) {
            System.arraycopy(slot[0], p * width, c[ci + p], co, shape.columns());
        }
    }

    /** Whether all is compiled that a call for several blocks needs. */
    boolean readyForAll(int rows) {
        if (rows != 1 || shape.sources() != 1) {
            return ready(rows);
        }
        VectorSteps known = steps.get();
        if (known == null) {
            steps.want();
            return false;
        }
        return known.ready();
    }

    /** Whether all is compiled that a call needs; calls for many rows, of which no single one has to be fast, do not wait. */
    boolean ready(int rows) {
        return VectorTiles.covered(rows) == rows || row.ready().ready();
    }
}
