package io.lstmc.runtime.kernel;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Arrays of one thread, which hold nothing between two calls and grow to the largest use. */
final class VectorScratch {

    /**
     * That of each thread. A thread of an application server outlives the application, so it does not keep its scratch
     * alive, and with it the application's classes; {@link #ALIVE} does for as long as these and the thread live.
     */
    private static final ThreadLocal<WeakReference<VectorScratch>> OWN = new ThreadLocal<>();

    private static final Map<Thread, VectorScratch> ALIVE = Collections.synchronizedMap(new WeakHashMap<>());

    /** One slot: [k][{@link VectorOuterTiles#GROUP}] */
    final float[][] group = {new float[VectorOuterChunks.MOST_DEPTH * VectorOuterTiles.GROUP]};

    /** The operands of a sum of outer products. */
    final VectorOuterRows left = new VectorOuterRows();

    final VectorOuterRows right = new VectorOuterRows();

    private float[] sums = {};
    private final float[][] lanes = {{}};
    private final float[][] slot = {{}};

    static VectorScratch own() {
        WeakReference<VectorScratch> own = OWN.get();
        return own != null ? own.get() : make();
    }

    private static VectorScratch make() {
        VectorScratch made = new VectorScratch();
        ALIVE.put(Thread.currentThread(), made);
        OWN.set(new WeakReference<>(made));
        return made;
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
