package io.lstmc.runtime.kernel.vector;

import io.lstmc.runtime.kernel.FloatEquations;
import io.lstmc.runtime.kernel.vector.loops.VectorLoops;
import io.lstmc.runtime.kernel.warmup.LazyKernel;
import io.lstmc.runtime.kernel.warmup.PaddedClass;

/**
 * Equations whose vector code is made when it is first wanted. The class is a {@link PaddedClass} for the reason that
 * {@link VectorAutoKernels} tells; the steps of streams do without.
 */
final class VectorEquations extends FloatEquations {

    private final String text;
    private final boolean patient;
    private final LazyKernel<VectorLoops> loops;
    private long operations;

    /** @param patient whether somebody else computes until the vector code is compiled */
    VectorEquations(String text, boolean patient) {
        this.text = text;
        this.patient = patient;
        loops = new LazyKernel<>() {
            @Override
            protected VectorLoops make() {
                return VectorLoops.of(text);
            }
        };
    }

    @Override
    public boolean run(float[][] a, float[] parameters) {
        VectorLoops known = known(1);
        return known != null && known.run(a, parameters);
    }

    @Override
    public boolean run(int rows, float[][] a, int[] starts) {
        return run(this, rows, a, starts);
    }

    private static boolean run(VectorEquations equations, int rows, float[][] a, int[] starts) {
        VectorLoops known = equations.known(rows);
        return known != null && known.run(rows, a, starts);
    }

    /** What is made and compiled, if it is, before so many rows are computed. */
    private VectorLoops known(int rows) {
        if (!patient) {
            return loops.now();
        }
        VectorLoops known = loops.get();
        if (known == null) {
            loops.count(rows * operations(), operations());
            return null;
        }
        return known.ready(rows * operations()) ? known : null;
    }

    /** About how many operations of a plain product take as long as plain Java for all equations, each word of each element. */
    private long operations() {
        if (operations == 0) {
            for (String loop : text.replaceFirst("^rows ", "").split("; ")) {
                String[] words = loop.split(" ");
                operations += Long.parseLong(words[0]) * words.length * LazyKernel.LOOP;
            }
        }
        return operations;
    }
}
