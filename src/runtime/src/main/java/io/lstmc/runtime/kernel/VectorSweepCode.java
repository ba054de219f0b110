package io.lstmc.runtime.kernel;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The vector code of a {@link FloatSweep}: for each text a hidden class, kept for as long as the JVM runs. */
abstract class VectorSweepCode {

    /** Rows on which the code is practised. */
    static final int ROWS = 32;

    private static final VectorSweepCode NONE = new VectorSweepCode() {
        @Override
        void rows(int rows, float[][] a, int[] starts, float[] vectors) {
            throw new IllegalStateException("there is no such vector code");
        }
    };

    private static final Map<String, VectorSweepCode> CODES = new ConcurrentHashMap<>();

    private Readiness ready;
    private int[] sums;
    private ThreadLocal<float[]> parts;

    static VectorSweepCode of(String text) {
        return CODES.computeIfAbsent(text, VectorSweepCode::define);
    }

    private static VectorSweepCode define(String text) {
        VectorSweepWriter writer = new VectorSweepWriter(text);
        if (!writer.isWhole()) {
            return NONE;
        }
        try {
            VectorSweepCode code = (VectorSweepCode) MethodHandles.lookup()
                    .defineHiddenClass(writer.toBytes(), true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
            code.sums = writer.sums();
            code.parts = ThreadLocal.withInitial(() -> new float[code.sums.length * ROWS * VectorKernels.LANES]);
            float[][] a = new float[writer.arrays()][ROWS * writer.columns()];
            int[] starts = new int[a.length];
            code.ready = new Readiness(writer.work(), () -> code.run(ROWS, a, starts));
            return code;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels do not load; lstmc.kernels=plain avoids them", e);
        }
    }

    boolean ready() {
        return ready != null && ready.ready();
    }

    /** As {@link FloatSweep#run}. */
    boolean run(int rows, float[][] a, int[] starts) {
        if (this == NONE) {
            return false;
        }
        float[] vectors = parts.get();
        int distance = sums.length * VectorKernels.LANES;
        if (vectors.length < rows * distance) {
            vectors = new float[rows * distance];
            parts.set(vectors);
        }
        rows(rows, a, starts, vectors);
        for (int i = 0; i < sums.length; i++) {
            VectorRowSums.trees(rows, vectors, i * VectorKernels.LANES, distance, a[sums[i]]);
        }
        return true;
    }

    /** Computes all rows, and leaves a vector for each of their sums. */
    abstract void rows(int rows, float[][] a, int[] starts, float[] vectors);
}
