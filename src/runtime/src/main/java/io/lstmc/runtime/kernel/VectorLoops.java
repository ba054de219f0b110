package io.lstmc.runtime.kernel;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The vector code of {@link FloatEquations}: for each text a hidden class, kept for as long as the JVM runs. */
class VectorLoops {

    private static final Map<String, VectorLoops> LOOPS = new ConcurrentHashMap<>();

    private Readiness ready;

    /** The arrays in which the sums of rows go. */
    private int[] sums = {};

    static VectorLoops of(String text) {
        return LOOPS.computeIfAbsent(text, VectorLoops::define);
    }

    private static VectorLoops define(String text) {
        VectorClassWriter writer = VectorClassWriter.of(text);
        if (!writer.isWhole()) {
            return new VectorLoops();
        }
        try {
            VectorLoops loops = (VectorLoops) MethodHandles.lookup()
                    .defineHiddenClass(writer.toBytes(), true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
            loops.sums = writer.sums();
            loops.ready = new Readiness(writer.work(), writer.practice(loops));
            return loops;
        } catch (LinkageError e) {
            // Larger than the writer foresees: plain Java computes it.
            return new VectorLoops();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels do not load; lstmc.kernels=plain avoids them", e);
        }
    }

    boolean ready() {
        return ready != null && ready.ready();
    }

    /** As {@link FloatEquations#run(float[][], float[])}; this class computes nothing. */
    boolean run(float[][] a, float[] parameters) {
        return false;
    }

    /** As {@link FloatEquations#run(int, float[][], int[])}. */
    boolean run(int rows, float[][] a, int[] starts) {
        if (ready == null) {
            return false;
        }
        int distance = sums.length * VectorKernels.LANES;
        float[] vectors = VectorScratch.own().sums(rows * distance);
        sweep(rows, a, starts, vectors);
        for (int i = 0; i < sums.length; i++) {
            VectorRowSums.trees(rows, vectors, i * VectorKernels.LANES, distance, a[sums[i]]);
        }
        return true;
    }

    /** Computes all rows, and leaves a vector for each sum of each row. */
    void sweep(int rows, float[][] a, int[] starts, float[] vectors) {}
}
