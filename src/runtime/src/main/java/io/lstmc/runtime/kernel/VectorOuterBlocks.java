package io.lstmc.runtime.kernel;

/**
 * Sums of outer products of whole blocks, read where they are: less work for small matrices, of which copies would cost
 * more than that sums are loaded and stored for each block.
 */
final class VectorOuterBlocks {

    /** The rows of a block, as many as generated classes take at once. */
    static final int ROWS = 32;

    /** The most columns of both operands: then two slots fit the first cache. */
    private static final int MOST = 128;

    /** The most columns of the narrower operand: beyond, copies cost less. */
    private static final int MOST_NARROW = 32;

    private static final int PAIR = 2 * VectorKernels.LANES;

    private final VectorOuterPlan plan;
    private final VectorOuterTiles tiles;

    /** Copies lanes to rows at a distance of {@code stride}, or null if they are read where they are. */
    private final VectorCopies copies;

    private final int stride;

    VectorOuterBlocks(VectorOuterPlan plan) {
        this.plan = plan;
        int other = plan.otherStride();
        // With both distances equal, JDK 17 is short of registers.
        if (plan.laneStride() != other) {
            stride = plan.laneStride();
            copies = null;
        } else {
            stride = other == PAIR ? 2 * PAIR : PAIR;
            copies = VectorCopies.of(plan.laneStride(), stride);
        }
        tiles = VectorOuterTiles.of(ROWS, other, stride);
    }

    /** Whether blocks are faster than chunks. */
    static boolean suit(VectorOuterPlan plan) {
        int m = plan.shape.rows();
        int n = plan.shape.columns();
        if (Math.max(m, n) > MOST || Math.min(m, n) > MOST_NARROW || plan.laneColumns() % PAIR != 0) {
            return false;
        }
        // A distance that is no sum of two powers of two costs registers in every step of a tile.
        int other = plan.otherStride();
        return plan.laneStride() == other ? Integer.bitCount(other) == 1 : other < 16 || Integer.bitCount(other) <= 2;
    }

    void add(int blocks, VectorOuterRows x, VectorOuterRows y, VectorScratch scratch, float[] sums, int[] at) {
        for (int t = 0; t < blocks; t++) {
            if (copies == null) {
                for (int p = 0; p < plan.laneMatrices(); p++) {
                    int columns = plan.laneColumns();
                    products(t, x, y.slot(t, p), y.offset(), PAIR, columns / PAIR, sums, p * columns, at);
                }
            } else {
                float[] lanes = scratch.lanes(plan.pairs * ROWS * stride);
                plan.packLanes(y, t * ROWS, ROWS, ROWS, copies, stride, lanes);
                products(t, x, lanes, 0, ROWS * stride, plan.pairs, sums, 0, at);
            }
        }
    }

    private void products(
            int t,
            VectorOuterRows x,
            float[] lanes,
            int from,
            int step,
            int pairs,
            float[] sums,
            int column,
            int[] at) {
        for (int p = 0; p < plan.otherMatrices(); p++) {
            float[] slot = x.slot(t, p);
            int first = plan.sumOffset(p, at) + column;
            for (int pair = 0; pair < pairs; pair++) {
                tiles.pair(
                        plan.otherColumns(),
                        slot,
                        x.offset(),
                        lanes,
                        from + pair * step,
                        sums,
                        first + pair * PAIR,
                        plan.sumStride());
            }
        }
    }
}
