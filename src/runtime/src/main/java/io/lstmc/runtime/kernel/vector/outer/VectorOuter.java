package io.lstmc.runtime.kernel.vector.outer;

import io.lstmc.runtime.kernel.FloatOuter;
import io.lstmc.runtime.kernel.OuterShape;
import io.lstmc.runtime.kernel.vector.piece.VectorBlockRows;
import io.lstmc.runtime.kernel.vector.piece.VectorScratch;

/** Small matrices in whole blocks where they are, all others in chunks that are copied. */
public final class VectorOuter extends FloatOuter {

    private final VectorOuterPlan plan;
    private final VectorOuterChunks chunks;

    /** Null if chunks are faster. */
    private final VectorOuterBlocks blocks;

    /** @param patient whether somebody asks {@link #ready} before each call */
    public VectorOuter(OuterShape shape, boolean patient) {
        plan = new VectorOuterPlan(shape);
        chunks = new VectorOuterChunks(plan, patient);
        blocks = VectorOuterBlocks.suit(plan) ? new VectorOuterBlocks(plan, patient) : null;
    }

    /**
     * Whether all is compiled that a call needs.
     *
     * @param operations how many plain Java is about to compute instead
     */
    public boolean ready(int count, int rows, long operations) {
        return whole(rows) ? blocks.ready(operations) : chunks.ready(count * rows, operations);
    }

    private boolean whole(int rows) {
        return blocks != null && rows == VectorOuterBlocks.ROWS;
    }

    @Override
    public void add(
            int count, int rows, float[][] a, int ai, int aStep, float[][] b, int bi, int bStep, float[] c, int[] at) {
        OuterShape shape = plan.shape;
        VectorScratch scratch = VectorScratch.take();
        VectorBlockRows left = scratch.left.of(a, ai, aStep, rows, shape.aOffset(), shape.aStride());
        VectorBlockRows right = scratch.right.of(b, bi, bStep, rows, shape.bOffset(), shape.bStride());
        VectorBlockRows broadcast = plan.turned ? right : left;
        VectorBlockRows lanes = plan.turned ? left : right;
        float[] sums = c;
        if (plan.apart) {
            sums = plan.sums(scratch);
            plan.move(c, at, sums, true);
        }
        if (whole(rows)) {
            blocks.add(count, broadcast, lanes, scratch, sums, at);
        } else {
            chunks.add(count * rows, broadcast, lanes, scratch, sums, at);
        }
        if (plan.apart) {
            plan.move(c, at, sums, false);
        }
        left.clear();
        right.clear();
        scratch.giveBack();
    }
}
