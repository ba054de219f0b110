package io.lstmc.runtime.kernel;

/** Small matrices in whole blocks where they are, all others in chunks that are copied. */
final class VectorOuter extends FloatOuter {

    private final VectorOuterPlan plan;
    private final VectorOuterChunks chunks;

    /** Null if chunks are faster. */
    private final VectorOuterBlocks blocks;

    VectorOuter(OuterShape shape) {
        plan = new VectorOuterPlan(shape);
        chunks = new VectorOuterChunks(plan);
        blocks = VectorOuterBlocks.suit(plan) ? new VectorOuterBlocks(plan) : null;
    }

    private boolean whole(int rows) {
        return blocks != null && rows == VectorOuterBlocks.ROWS;
    }

    @Override
    public void add(
            int count, int rows, float[][] a, int ai, int aStep, float[][] b, int bi, int bStep, float[] c, int[] at) {
        OuterShape shape = plan.shape;
        VectorScratch scratch = VectorScratch.own();
        VectorOuterRows left = scratch.left.of(a, ai, aStep, rows, shape.aOffset(), shape.aStride());
        VectorOuterRows right = scratch.right.of(b, bi, bStep, rows, shape.bOffset(), shape.bStride());
        VectorOuterRows broadcast = plan.turned ? right : left;
        VectorOuterRows lanes = plan.turned ? left : right;
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
    }
}
