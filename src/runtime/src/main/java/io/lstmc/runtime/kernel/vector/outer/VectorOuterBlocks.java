package io.lstmc.runtime.kernel.vector.outer;

import io.lstmc.runtime.kernel.vector.piece.VectorBlockRows;
import io.lstmc.runtime.kernel.vector.piece.VectorCopies;
import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.vector.piece.VectorScratch;

/**
 * Sums of outer products of whole blocks, whose broadcast operand is read where it is: less work for small matrices, of
 * which copies would cost more than they save.
 */
final class VectorOuterBlocks {

    /** The rows of a block, as many as generated classes take at once. */
    static final int ROWS = 32;

    /** The most blocks whose sums stay in registers: with more, their rows leave the first cache. */
    static final int TOGETHER = 4;

    /** The most columns of both operands: rows further apart get into each other's way in the first cache. */
    private static final int MOST = 64;

    /** How often lanes must be used to be copied to where they lie side by side. */
    private static final int OFTEN = 32;

    private static final int PAIR = 2 * VectorLanes.LANES;

    private final VectorOuterPlan plan;
    private final boolean patient;
    private final VectorOuterTiles tiles;

    /** Copies lanes to rows at a distance of {@code stride}, or null if they are read where they are. */
    private final VectorCopies copies;

    private final int stride;

    VectorOuterBlocks(VectorOuterPlan plan, boolean patient) {
        this.plan = plan;
        this.patient = patient;
        int other = plan.otherStride();
        // With both distances equal, JDK 17 is short of registers.
        boolean often = plan.otherMatrices() * plan.otherColumns() >= OFTEN;
        if (plan.laneStride() != other && !often) {
            stride = plan.laneStride();
            copies = null;
        } else {
            stride = other == PAIR ? 2 * PAIR : PAIR;
            copies = VectorCopies.of(plan.laneStride(), stride);
        }
        tiles = VectorOuterTiles.of(TOGETHER, ROWS, other, stride);
    }

    /** Whether blocks are faster than chunks. */
    static boolean suit(VectorOuterPlan plan) {
        if (Math.max(plan.shape.rows(), plan.shape.columns()) > MOST || plan.laneColumns() % PAIR != 0) {
            return false;
        }
        // A distance that is no sum of two powers of two costs registers in every step of a tile.
        int other = plan.otherStride();
        return plan.laneStride() == other ? Integer.bitCount(other) == 1 : other < 16 || Integer.bitCount(other) <= 2;
    }

    /** As {@link VectorOuter#ready}. */
    boolean ready(long operations) {
        return (copies == null || copies.ready(plan.laneColumns(), operations))
                & tiles.ready(plan.otherColumns(), operations);
    }

    void add(int blocks, VectorBlockRows x, VectorBlockRows y, VectorScratch scratch, float[] sums, int[] at) {
        for (int t = 0; t < blocks; t += TOGETHER) {
            int some = Math.min(TOGETHER, blocks - t);
            if (copies == null) {
                int n = plan.laneColumns();
                for (int p = 0; p < plan.laneMatrices(); p++) {
                    int slot = y.index(t, p);
                    products(t, some, x, y.slots(), slot, y.step(), y.offset(), 0, PAIR, n / PAIR, sums, p * n, at);
                }
            } else {
                int rows = some * ROWS;
                float[][] lanes = scratch.lanes(plan.pairs * rows * stride);
                plan.packLanes(y, t * ROWS, rows, rows, copies, stride, lanes[0]);
                products(t, some, x, lanes, 0, 0, 0, ROWS * stride, rows * stride, plan.pairs, sums, 0, at);
            }
        }
    }

    /**
     * Of some blocks from number t on.
     *
     * @param step distance of the slots of two blocks' lanes; {@code move}, of their offsets
     * @param apart distance of two pairs
     */
    private void products(
            int t,
            int some,
            VectorBlockRows x,
            float[][] lanes,
            int first,
            int step,
            int offset,
            int move,
            int apart,
            int pairs,
            float[] sums,
            int column,
            int[] at) {
        int columns = plan.otherColumns();
        boolean six = !patient || tiles.readyForSix((long) columns * PAIR * some * ROWS);
        for (int p = 0; p < plan.otherMatrices(); p++) {
            int to = plan.sumOffset(p, at) + column;
            for (int pair = 0; pair < pairs; pair++) {
                tiles.pair(
                        columns,
                        six,
                        some,
                        x.slots(),
                        x.index(t, p),
                        x.step(),
                        x.offset(),
                        lanes,
                        first,
                        step,
                        offset + pair * apart,
                        move,
                        sums,
                        to + pair * PAIR,
                        plan.sumStride());
            }
        }
    }
}
