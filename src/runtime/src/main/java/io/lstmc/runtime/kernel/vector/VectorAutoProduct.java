package io.lstmc.runtime.kernel.vector;

import io.lstmc.runtime.kernel.FloatProduct;
import io.lstmc.runtime.kernel.FloatWeights;
import io.lstmc.runtime.kernel.PlainFloatProduct;
import io.lstmc.runtime.kernel.ProductShape;
import io.lstmc.runtime.kernel.vector.product.VectorProduct;
import io.lstmc.runtime.kernel.warmup.LazyKernel;
import io.lstmc.runtime.kernel.warmup.PaddedClass;
import io.lstmc.runtime.kernel.warmup.WarmUp;

/**
 * A vector product, or the plain one for as long as that is not compiled. The class is a {@link PaddedClass} for the reason
 * that {@link VectorAutoKernels} tells; single rows do without, since a call more is some per cent of a small product.
 */
final class VectorAutoProduct extends FloatProduct {

    private final ProductShape shape;
    private final long operations;
    private final PlainFloatProduct plain;
    private final LazyKernel<VectorProduct> vector;

    VectorAutoProduct(ProductShape shape) {
        this.shape = shape;
        operations = (long) shape.sources() * shape.results() * shape.depth() * shape.columns();
        plain = new PlainFloatProduct(shape);
        vector = new LazyKernel<>() {
            @Override
            protected VectorProduct make() {
                return new VectorProduct(shape, true);
            }
        };
    }

    @Override
    public FloatWeights newWeights() {
        return new VectorAutoWeights(shape);
    }

    /** The vector product if it is made; else counts what plain Java is about to compute. */
    private VectorProduct known(long work) {
        VectorProduct known = vector.get();
        if (known == null) {
            vector.count(work, operations);
        }
        return known;
    }

    @Override
    public void set(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        VectorProduct known = vector.get();
        if (rows == 1 && known != null && known.ready(1, operations)) {
            known.set(1, a, ai, ((VectorAutoWeights) w).vector(known), c, ci);
        } else {
            set(this, rows, a, ai, (VectorAutoWeights) w, c, ci);
        }
    }

    private static void set(
            VectorAutoProduct product, int rows, float[][] a, int ai, VectorAutoWeights w, float[][] c, int ci) {
        long work = product.operations * rows;
        VectorProduct known = product.known(work);
        if (known != null && rows > 1 && known.ready(rows, work)) {
            known.set(rows, a, ai, w.vector(known), c, ci);
        } else {
            long begin = WarmUp.beginPlain();
            product.plain.set(rows, a, ai, w.plain(), c, ci);
            WarmUp.endPlain(begin);
        }
    }

    @Override
    public void add(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        VectorProduct known = vector.get();
        if (rows == 1 && known != null && known.ready(1, operations)) {
            known.add(1, a, ai, ((VectorAutoWeights) w).vector(known), c, ci);
        } else {
            add(this, rows, a, ai, (VectorAutoWeights) w, c, ci);
        }
    }

    private static void add(
            VectorAutoProduct product, int rows, float[][] a, int ai, VectorAutoWeights w, float[][] c, int ci) {
        long work = product.operations * rows;
        VectorProduct known = product.known(work);
        if (known != null && rows > 1 && known.ready(rows, work)) {
            known.add(rows, a, ai, w.vector(known), c, ci);
        } else {
            long begin = WarmUp.beginPlain();
            product.plain.add(rows, a, ai, w.plain(), c, ci);
            WarmUp.endPlain(begin);
        }
    }

    @Override
    public void setAll(
            int steps, int rows, float[][] a, int ai, int aStep, FloatWeights w, float[][] c, int ci, int cStep) {
        long work = operations * steps * rows;
        VectorProduct known = known(work);
        if (known != null && known.readyForAll(rows, work)) {
            known.setAll(steps, rows, a, ai, aStep, ((VectorAutoWeights) w).vector(known), c, ci, cStep);
        } else {
            plain.setAll(steps, rows, a, ai, aStep, ((VectorAutoWeights) w).plain(), c, ci, cStep);
        }
    }
}
