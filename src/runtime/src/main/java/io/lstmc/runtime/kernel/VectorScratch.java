package io.lstmc.runtime.kernel;

/** Arrays of one thread, which hold nothing between two calls and grow to the largest use. */
final class VectorScratch {

    private static final ThreadLocal<VectorScratch> OWN = ThreadLocal.withInitial(VectorScratch::new);

    /** One slot: [k][{@link VectorOuterTiles#GROUP}] */
    final float[][] group = {new float[VectorOuterChunks.MOST_DEPTH * VectorOuterTiles.GROUP]};

    /** The operands of a sum of outer products. */
    final VectorOuterRows left = new VectorOuterRows();

    final VectorOuterRows right = new VectorOuterRows();

    private float[] sums = {};
    private final float[][] lanes = {{}};
    private final float[][] slot = {{}};

    static VectorScratch own() {
        return OWN.get();
    }

    float[] sums(int size) {
        if (sums.length < size) {
            sums = new float[size];
        }
        return sums;
    }

    /** One slot for lanes. */
    float[][] lanes(int size) {
        if (lanes[0].length < size) {
            lanes[0] = new float[size];
        }
        return lanes;
    }

    /** One slot of a buffer. */
    float[][] slot(int size) {
        if (slot[0].length < size) {
            slot[0] = new float[size];
        }
        return slot;
    }
}
