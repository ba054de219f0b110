package io.lstmc.runtime.kernel.vector;

import io.lstmc.runtime.kernel.FloatOuter;
import io.lstmc.runtime.kernel.OuterShape;
import io.lstmc.runtime.kernel.PlainFloatOuter;
import io.lstmc.runtime.kernel.vector.outer.VectorOuter;
import io.lstmc.runtime.kernel.warmup.LazyKernel;
import io.lstmc.runtime.kernel.warmup.PaddedClass;
import io.lstmc.runtime.kernel.warmup.WarmUp;

/**
 * A vector sum of outer products, or the plain one for as long as that is not compiled. The class is a {@link PaddedClass}
 * for the reason that {@link VectorAutoKernels} tells.
 */
final class VectorAutoOuter extends FloatOuter {

    private final long operations;
    private final PlainFloatOuter plain;
    private final LazyKernel<VectorOuter> vector;

    VectorAutoOuter(OuterShape shape) {
        operations = (long) shape.results() * shape.rows() * shape.columns();
        plain = new PlainFloatOuter(shape);
        vector = new LazyKernel<>() {
            @Override
            protected VectorOuter make() {
                return new VectorOuter(shape, true);
            }
        };
    }

    /** Whether a call would be in vector code. */
    boolean isVector(int blocks, int rows) {
        VectorOuter known = vector.get();
        return known != null && known.ready(blocks, rows, 1);
    }

    @Override
    public void add(
            int blocks, int rows, float[][] a, int ai, int aStep, float[][] b, int bi, int bStep, float[] c, int[] at) {
        add(this, blocks, rows, a, ai, aStep, b, bi, bStep, c, at);
    }

    private static void add(
            VectorAutoOuter outer,
            int blocks,
            int rows,
            float[][] a,
            int ai,
            int aStep,
            float[][] b,
            int bi,
            int bStep,
            float[] c,
            int[] at) {
        long work = outer.operations * blocks * rows;
        VectorOuter known = outer.vector.get();
        if (known != null && known.ready(blocks, rows, work)) {
            known.add(blocks, rows, a, ai, aStep, b, bi, bStep, c, at);
        } else {
            if (known == null) {
                outer.vector.count(work, outer.operations);
            }
            long begin = WarmUp.beginPlain();
            outer.plain.add(blocks, rows, a, ai, aStep, b, bi, bStep, c, at);
            WarmUp.endPlain(begin);
        }
    }
}
