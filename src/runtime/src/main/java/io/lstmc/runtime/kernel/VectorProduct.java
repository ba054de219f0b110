package io.lstmc.runtime.kernel;

/** Pairs of vector columns outside, so that the weights of one stay in the first cache for all rows. */
final class VectorProduct extends FloatProduct {

    /** The most terms of a sum whose weights, of one pair, are surely in the first cache. */
    private static final int MOST_DEPTH = 256;

    private static final int LANES = VectorKernels.LANES;

    private final ProductShape shape;
    private final VectorColumns columns;

    /** Chunks of the depth: the first of each has index chunk · depth / chunks. */
    private final Tiles[] tiles;

    private final ThreadLocal<float[]> scratch = ThreadLocal.withInitial(() -> new float[0]);

    VectorProduct(ProductShape shape) {
        this.shape = shape;
        columns = new VectorColumns(shape);
        tiles = new Tiles[(shape.depth() + MOST_DEPTH - 1) / MOST_DEPTH];
        for (int i = 0; i < tiles.length; i++) {
            tiles[i] = Tiles.of(begin(i + 1) - begin(i), shape.aStride());
        }
    }

    private int begin(int chunk) {
        return chunk * shape.depth() / tiles.length;
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

    private void run(int rows, float[][] a, int ai, VectorWeights w, float[][] c, int ci, boolean set) {
        if (rows == 1) {
            row(a, ai, w, c, ci, set);
            return;
        }
        for (int pair = 0; pair < columns.pairs; pair++) {
            int p0 = 2 * pair / columns.perResult;
            int j0 = 2 * pair % columns.perResult * LANES;
            int p1 = (2 * pair + 1) / columns.perResult;
            int j1 = (2 * pair + 1) % columns.perResult * LANES;
            if (j0 + LANES <= shape.columns() && j1 + LANES <= shape.columns() && p1 < shape.results()) {
                pair(
                        rows,
                        a,
                        ai,
                        w,
                        pair,
                        set,
                        c[ci + p0],
                        shape.cOffset() + j0,
                        c[ci + p1],
                        shape.cOffset() + j1,
                        shape.cStride());
            } else {
                float[] part = scratch(rows * 2 * LANES);
                if (!set) {
                    copy(rows, p0, j0, c, ci, part, 0, true);
                    copy(rows, p1, j1, c, ci, part, LANES, true);
                }
                pair(rows, a, ai, w, pair, set, part, 0, part, LANES, 2 * LANES);
                copy(rows, p0, j0, c, ci, part, 0, false);
                copy(rows, p1, j1, c, ci, part, LANES, false);
            }
        }
    }

    /** One pair of columns with all sources and chunks of the depth. */
    private void pair(
            int rows,
            float[][] a,
            int ai,
            VectorWeights w,
            int pair,
            boolean set,
            float[] c0,
            int co0,
            float[] c1,
            int co1,
            int cs) {
        int wo = pair * columns.pairSize;
        float[] s0 = c0;
        float[] s1 = c1;
        int so0 = co0;
        int so1 = co1;
        int ss = cs;
        if (set) {
            s0 = w.start;
            s1 = w.start;
            so0 = pair * 2 * LANES;
            so1 = so0 + LANES;
            ss = 0;
        }
        for (int q = 0; q < shape.sources(); q++) {
            for (int i = 0; i < tiles.length; i++) {
                int k = begin(i);
                tiles[i].pair(
                        rows,
                        a[ai + q],
                        shape.aOffset() + k,
                        w.panels,
                        wo + (q * shape.depth() + k) * 2 * LANES,
                        s0,
                        so0,
                        s1,
                        so1,
                        ss,
                        c0,
                        co0,
                        c1,
                        co1,
                        cs);
                s0 = c0;
                s1 = c1;
                so0 = co0;
                so1 = co1;
                ss = cs;
            }
        }
    }

    /** Between a column of a result, whole or not, and a part of the scratch. */
    private void copy(int rows, int p, int j, float[][] c, int ci, float[] part, int at, boolean load) {
        if (p == shape.results()) {
            return;
        }
        int live = Math.min(LANES, shape.columns() - j);
        for (int r = 0; r < rows; r++) {
            int co = shape.cOffset() + r * shape.cStride() + j;
            if (load) {
                System.arraycopy(c[ci + p], co, part, r * 2 * LANES + at, live);
            } else {
                System.arraycopy(part, r * 2 * LANES + at, c[ci + p], co, live);
            }
        }
    }

    private void row(float[][] a, int ai, VectorWeights w, float[][] c, int ci, boolean set) {
        float[] sums = scratch(columns.pairs * 2 * LANES);
        int width = columns.perResult * LANES;
        if (!set) {
            for (int p = 0; p < shape.results(); p++) {
                System.arraycopy(c[ci + p], shape.cOffset(), sums, p * width, shape.columns());
            }
        }
        float[] from = set ? w.start : sums;
        for (int q = 0; q < shape.sources(); q++) {
            for (int i = 0; i < tiles.length; i++) {
                int k = begin(i);
                tiles[i].row(
                        columns.pairs,
                        a[ai + q],
                        shape.aOffset() + k,
                        w.panels,
                        (q * shape.depth() + k) * 2 * LANES,
                        columns.pairSize,
                        from,
                        0,
                        sums,
                        0);
                from = sums;
            }
        }
        for (int p = 0; p < shape.results(); p++) {
            System.arraycopy(sums, p * width, c[ci + p], shape.cOffset(), shape.columns());
        }
    }

    private float[] scratch(int size) {
        float[] own = scratch.get();
        if (own.length < size) {
            own = new float[size];
            scratch.set(own);
        }
        return own;
    }
}
