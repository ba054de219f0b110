package io.lstmc.runtime.kernel.vector;

import io.lstmc.runtime.kernel.FloatEquations;
import io.lstmc.runtime.kernel.vector.loops.VectorLoops;
import io.lstmc.runtime.kernel.warmup.LazyKernel;
import io.lstmc.runtime.kernel.warmup.PaddedClass;
import io.lstmc.runtime.kernel.warmup.WarmUp;

/**
 * Equations whose vector code is made when it is first wanted. The class is a {@link PaddedClass} for the reason that
 * {@link VectorAutoKernels} tells; the steps of streams do without.
 */
final class VectorEquations extends FloatEquations {

    private final String text;
    private final boolean patient;
    private final LazyKernel<VectorLoops> loops;

    /** What computes until the vector code is compiled; null if that is left to generated code. */
    private final PlainSweep plain;

    private long operations;

    /** @param patient whether somebody else computes until the vector code is compiled */
    VectorEquations(String text, boolean patient) {
        this.text = text;
        this.patient = patient;
        plain = patient ? PlainSweep.of(text) : null;
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
        if (known != null) {
            return known.run(rows, a, starts);
        }
        if (equations.plain == null || !equations.isExpected()) {
            return false;
        }
        long begin = WarmUp.beginPlain();
        equations.plain.run(rows, a, starts);
        WarmUp.endPlain(begin);
        return true;
    }

    /** Whether vector code will be there soon. If not, loops that are made for these equations are worth their compilation. */
    private boolean isExpected() {
        VectorLoops made = loops.get();
        return made == null ? !loops.isGivenUp() : made.isExpected();
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
            for (String loop : (text.startsWith("rows ") ? text.substring(5) : text).split("; ")) {
                String[] words = loop.split(" ");
                operations += Long.parseLong(words[0]) * words.length * LazyKernel.LOOP;
            }
        }
        return operations;
    }
}
