package io.lstmc.runtime.kernel.vector.product;

import io.lstmc.runtime.kernel.FloatProduct;
import io.lstmc.runtime.kernel.FloatWeights;
import io.lstmc.runtime.kernel.ProductShape;
import io.lstmc.runtime.kernel.vector.piece.VectorCopies;
import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.vector.piece.VectorScratch;
import io.lstmc.runtime.kernel.warmup.LazyKernel;

/** Pairs of vector columns outside, so that the weights of one stay in the first cache for all rows. */
public final class VectorProduct extends FloatProduct {

    /** The most terms of a sum whose weights, of one pair, are surely in the first cache. */
    private static final int MOST_DEPTH = 256;

    private static final int LANES = VectorLanes.LANES;
    private static final int PAIR = 2 * LANES;

    private final ProductShape shape;
    private final VectorColumns columns;

    /** Whether tiles of four do what those of six, which are not compiled yet, would do faster. */
    private final boolean patient;

    /** For the rows that no tile covers; made when wanted first, which it never is for most products. */
    private final LazyKernel<VectorRow> row = new LazyKernel<>() {
        @Override
        protected VectorRow make() {
            boolean whole = shape.columns() % LANES == 0;
            return VectorRow.of(
                    shape.sources(),
                    shape.depth(),
                    columns.pairs,
                    whole ? shape.results() : 1,
                    whole ? columns.perResult : 2 * columns.pairs);
        }
    };

    /** Parts of the depth. */
    private final int chunks;

    /** How many sources a tile sums. */
    private final int together;

    /** One for each chunk of the depth, {@code direct} to C and {@code apart} to the scratch; none if no column wants them. */
    private final VectorTiles[] direct;

    private final VectorTiles[] apart;

    /** Made when wanted first, which it never is for most products. */
    private final LazyKernel<VectorSteps> steps = new LazyKernel<>() {
        @Override
        protected VectorSteps make() {
            return new VectorSteps(shape, columns);
        }
    };

    /** Null if nothing is kept apart. */
    private final VectorCopies load;

    private final VectorCopies store;

    /** @param patient whether somebody asks {@link #ready} before each call */
    public VectorProduct(ProductShape shape, boolean patient) {
        this.shape = shape;
        this.patient = patient;
        columns = new VectorColumns(shape);
        chunks = (shape.depth() + MOST_DEPTH - 1) / MOST_DEPTH;
        together = shape.sources() * shape.depth() <= MOST_DEPTH ? shape.sources() : 1;
        boolean someApart = false;
        boolean someDirect = false;
        for (int pair = 0; pair < columns.pairs; pair++) {
            someApart |= !isDirect(pair);
            someDirect |= isDirect(pair);
        }
        direct = tiles(someDirect, shape.cStride());
        apart = tiles(someApart, PAIR);
        load = someApart ? VectorCopies.of(shape.cStride(), PAIR) : null;
        store = someApart ? VectorCopies.of(PAIR, shape.cStride()) : null;
    }

    private VectorTiles[] tiles(boolean wanted, int cStride) {
        VectorTiles[] tiles = new VectorTiles[wanted ? chunks : 0];
        for (int i = 0; i < tiles.length; i++) {
            tiles[i] = VectorTiles.of(together, begin(i + 1) - begin(i), shape.aStride(), cStride);
        }
        return tiles;
    }

    /** Whether a pair of columns is whole and within one result, so that tiles reach C. */
    private boolean isDirect(int pair) {
        return 2 * pair % columns.perResult * LANES + PAIR <= shape.columns();
    }

    /** The first column of A in a chunk. */
    private int begin(int chunk) {
        return chunk * shape.depth() / chunks;
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
            if (isDirect(pair)) {
                int p = 2 * pair / columns.perResult;
                int j = 2 * pair % columns.perResult * LANES;
                pair(direct, rows, a, ai, w, pair, set, c[ci + p], shape.cOffset() + j);
            } else {
                VectorScratch scratch = VectorScratch.take();
                float[] sums = scratch.sums(rows * PAIR);
                if (!set) {
                    move(rows, 2 * pair, c, ci, sums, 0, true);
                    move(rows, 2 * pair + 1, c, ci, sums, LANES, true);
                }
                pair(apart, rows, a, ai, w, pair, set, sums, 0);
                move(rows, 2 * pair, c, ci, sums, 0, false);
                move(rows, 2 * pair + 1, c, ci, sums, LANES, false);
                scratch.giveBack();
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
                int depth = begin(i + 1) - begin(i);
                int six = patient ? tiles[i].readySixes(rows, (long) rows * depth * PAIR) : VectorTiles.sixes(rows);
                if (first) {
                    int so = pair * VectorTiles.HEIGHT * PAIR;
                    tiles[i].set(rows, six, a, ai + q, ao, w.panels, wo, w.starts, so, c, co);
                } else {
                    tiles[i].add(rows, six, a, ai + q, ao, w.panels, wo, c, co);
                }
                first = false;
                wo += depth * PAIR;
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
        int width = columns.perResult * LANES;
        boolean whole = width == shape.columns();
        if (whole && set) {
            row.now().run(a, ai, ao, w.panels, w.start, c, ci, co);
            return;
        }
        VectorScratch scratch = VectorScratch.take();
        float[] from = w.start;
        if (!set) {
            from = scratch.sums(columns.pairs * PAIR);
            for (int p = 0; p < shape.results(); p++) {
                System.arraycopy(c[ci + p], co, from, p * width, shape.columns());
            }
        }
        if (whole) {
            row.now().run(a, ai, ao, w.panels, from, c, ci, co);
        } else {
            float[][] slot = scratch.slot(columns.pairs * PAIR);
            row.now().run(a, ai, ao, w.panels, from, slot, 0, 0);
            for (int p = 0; p < shape.results(); p++) {
                System.arraycopy(slot[0], p * width, c[ci + p], co, shape.columns());
            }
        }
        scratch.giveBack();
    }

    /**
     * Whether all is compiled that a call for several blocks needs.
     *
     * @param operations how many plain Java is about to compute instead
     */
    public boolean readyForAll(int rows, long operations) {
        if (rows != 1 || shape.sources() != 1) {
            return ready(rows, operations);
        }
        VectorSteps known = steps.get();
        if (known == null) {
            steps.want();
            return false;
        }
        return known.ready(operations);
    }

    private boolean rowReady(long operations) {
        VectorRow known = row.get();
        if (known == null) {
            row.want();
            return false;
        }
        return known.ready(operations);
    }

    /**
     * Whether all is compiled that a call needs.
     *
     * @param operations how many plain Java is about to compute instead
     */
    public boolean ready(int rows, long operations) {
        int covered = VectorTiles.covered(rows);
        boolean all = covered == rows || rowReady(operations);
        if (covered > 0) {
            for (VectorTiles tiles : direct) {
                all &= tiles.ready(covered, operations);
            }
            for (VectorTiles tiles : apart) {
                all &= tiles.ready(covered, operations);
            }
            if (apart.length > 0) {
                all &= load.ready(shape.columns(), operations) & store.ready(shape.columns(), operations);
            }
        }
        return all;
    }
}
