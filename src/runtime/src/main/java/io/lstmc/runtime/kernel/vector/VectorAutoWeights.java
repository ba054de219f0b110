package io.lstmc.runtime.kernel.vector;

import io.lstmc.runtime.kernel.FloatWeights;
import io.lstmc.runtime.kernel.PlainFloatWeights;
import io.lstmc.runtime.kernel.ProductShape;
import io.lstmc.runtime.kernel.vector.product.VectorProduct;
import io.lstmc.runtime.kernel.vector.product.VectorWeights;

/**
 * Weights for plain Java at first, then for vector code. Plain Java may still want them then, for as long as other calls wait
 * until their code is compiled; so it gets them from the others.
 */
final class VectorAutoWeights extends FloatWeights {

    private final ProductShape shape;
    private final PlainFloatWeights plain;
    private volatile VectorWeights vector;

    /** Whether only the weights for vector code are those that were written last. */
    private volatile boolean behind;

    VectorAutoWeights(ProductShape shape) {
        this.shape = shape;
        this.plain = new PlainFloatWeights(shape);
    }

    @Override
    public synchronized void rows(
            int first, int count, int result, float[] from, int offset, int kStride, int jStride) {
        behind = vector != null;
        (behind ? vector : plain).rows(first, count, result, from, offset, kStride, jStride);
    }

    @Override
    public synchronized void start(int result, float[] from, int offset) {
        behind = vector != null;
        (behind ? vector : plain).start(result, from, offset);
    }

    @Override
    public int depth() {
        return shape.depth();
    }

    PlainFloatWeights plain() {
        if (behind) {
            follow();
        }
        return plain;
    }

    /** Whether plain Java has not wanted what was written last. */
    boolean isOnlyForVectors() {
        return behind;
    }

    private synchronized void follow() {
        if (behind) {
            vector.copyTo(plain);
            behind = false;
        }
    }

    VectorWeights vector(VectorProduct product) {
        VectorWeights known = vector;
        return known != null ? known : made(product);
    }

    private synchronized VectorWeights made(VectorProduct product) {
        if (vector == null) {
            VectorWeights made = (VectorWeights) product.newWeights();
            for (int p = 0; p < shape.results(); p++) {
                for (int k = 0; k < plain.rows.length; k++) {
                    made.rows(k, 1, p, plain.rows[k], p * shape.columns(), 0, 1);
                }
                made.start(p, plain.start, p * shape.columns());
            }
            vector = made;
        }
        return vector;
    }
}
