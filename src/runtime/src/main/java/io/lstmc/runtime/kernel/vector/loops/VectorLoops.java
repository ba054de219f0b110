package io.lstmc.runtime.kernel.vector.loops;

import io.lstmc.runtime.kernel.FloatEquations;
import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.vector.piece.VectorRowSums;
import io.lstmc.runtime.kernel.vector.piece.VectorScratch;
import io.lstmc.runtime.kernel.warmup.CompilationProbe;
import io.lstmc.runtime.kernel.warmup.PieceStatus;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The vector code of {@link FloatEquations}: for each text a hidden class, kept for as long as the JVM runs. */
public class VectorLoops {

    private static final Map<String, VectorLoops> LOOPS = new ConcurrentHashMap<>();

    /** Null if plain Java computes it for good. */
    private CompilationProbe probe;

    /** The arrays in which the sums of rows go. */
    private int[] sums = {};

    public static VectorLoops of(String text) {
        return LOOPS.computeIfAbsent(text, VectorLoops::define);
    }

    private static VectorLoops define(String text) {
        VectorClassWriter writer = VectorClassWriter.of(text);
        if (!writer.isWhole()) {
            PieceStatus.givenUp("equations " + text, "not made of whole vectors");
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
            PieceStatus.givenUp("equations " + text, e.toString());
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
    public boolean ready(long operations) {
        return probe != null && probe.ready(operations);
    }

    /** Whether it is compiled or will be soon, as far as one knows. */
    public boolean isExpected() {
        return probe != null && probe.isExpected();
    }

    /** As {@link FloatEquations#run(float[][], float[])}; this class computes nothing. */
    public boolean run(float[][] a, float[] parameters) {
        return false;
    }

    /** As {@link FloatEquations#run(int, float[][], int[])}. */
    public boolean run(int rows, float[][] a, int[] starts) {
        if (probe == null) {
            return false;
        }
        int distance = sums.length * VectorLanes.LANES;
        VectorScratch scratch = VectorScratch.take();
        float[] vectors = scratch.sums(rows * distance);
        sweep(rows, a, starts, vectors);
        for (int i = 0; i < sums.length; i++) {
            VectorRowSums.trees(rows, vectors, i * VectorLanes.LANES, distance, a[sums[i]]);
        }
        scratch.giveBack();
        return true;
    }

    /** Computes all rows, and leaves a vector for each sum of each row. */
    void sweep(int rows, float[][] a, int[] starts, float[] vectors) {}
}
