package io.lstmc.runtime.kernel;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The vector code of {@link FloatEquations}: for each text a hidden class, kept for as long as the JVM runs. */
class VectorLoops {

    private static final Map<String, VectorLoops> LOOPS = new ConcurrentHashMap<>();

    /** Null if plain Java computes it for good. */
    private CompilationProbe probe;

    /** The arrays in which the sums of rows go. */
    private int[] sums = {};

    static VectorLoops of(String text) {
        return LOOPS.computeIfAbsent(text, VectorLoops::define);
    }

    private static VectorLoops define(String text) {
        VectorClassWriter writer = VectorClassWriter.of(text);
        if (!writer.isWhole()) {
            KernelStatus.givenUp("equations " + text, "not made of whole vectors");
            return new VectorLoops();
        }
        try {
            VectorLoops loops = (VectorLoops) MethodHandles.lookup()
                    .defineHiddenClass(writer.toBytes(), true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
            loops.sums = writer.sums();
            loops.probe = new CompilationProbe("equations " + text, writer.work(), writer.runs(loops));
            return loops;
        } catch (LinkageError e) {
            // Larger than the writer foresees.
            KernelStatus.givenUp("equations " + text, e.toString());
            return new VectorLoops();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels do not load; lstmc.kernels=plain avoids them", e);
        }
    }

    /**
     * Whether it is compiled.
     *
     * @param operations how many plain Java is about to compute instead
     */
    boolean ready(long operations) {
        return probe != null && probe.ready(operations);
    }

    /** As {@link FloatEquations#run(float[][], float[])}; this class computes nothing. */
    boolean run(float[][] a, float[] parameters) {
        return false;
    }

    /** As {@link FloatEquations#run(int, float[][], int[])}. */
    boolean run(int rows, float[][] a, int[] starts) {
        if (probe == null) {
            return false;
        }
        int distance = sums.length * VectorKernels.LANES;
        VectorScratch scratch = VectorScratch.take();
        float[] vectors = scratch.sums(rows * distance);
        sweep(rows, a, starts, vectors);
        for (int i = 0; i < sums.length; i++) {
            VectorRowSums.trees(rows, vectors, i * VectorKernels.LANES, distance, a[sums[i]]);
        }
        scratch.giveBack();
        return true;
    }

    /** Computes all rows, and leaves a vector for each sum of each row. */
    void sweep(int rows, float[][] a, int[] starts, float[] vectors) {}
}
