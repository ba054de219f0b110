package io.lstmc.runtime.kernel;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The vector code of {@link FloatEquations}: for each text a hidden class, kept for as long as the JVM runs. */
class VectorLoops {

    private static final Map<String, VectorLoops> LOOPS = new ConcurrentHashMap<>();

    private Readiness ready;

    static VectorLoops of(String text) {
        return LOOPS.computeIfAbsent(text, VectorLoops::define);
    }

    private static VectorLoops define(String text) {
        VectorLoopsWriter writer = new VectorLoopsWriter(text);
        if (!writer.isWhole()) {
            return new VectorLoops();
        }
        try {
            VectorLoops loops = (VectorLoops) MethodHandles.lookup()
                    .defineHiddenClass(writer.toBytes(), true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
            float[][] a = writer.arrays();
            float[] parameters = writer.parameters();
            loops.ready = new Readiness(writer.work(), () -> loops.run(a, parameters));
            return loops;
        } catch (VerifyError e) {
            // Larger than the writer foresees: plain Java computes it.
            return new VectorLoops();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels do not load; lstmc.kernels=plain avoids them", e);
        }
    }

    boolean ready() {
        return ready != null && ready.ready();
    }

    /** As {@link FloatEquations#run}; this class computes nothing. */
    boolean run(float[][] a, float[] parameters) {
        return false;
    }
}
