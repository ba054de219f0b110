package io.lstmc.runtime.kernel;

/** Weights for plain Java, and for vector code from the first time that this wants them. */
final class VectorLateWeights extends FloatWeights {

    final PlainFloatWeights plain;
    private final ProductShape shape;
    private volatile VectorWeights vector;

    VectorLateWeights(ProductShape shape) {
        this.shape = shape;
        this.plain = new PlainFloatWeights(shape);
    }

    @Override
    public synchronized void rows(
            int first, int count, int result, float[] from, int offset, int kStride, int jStride) {
        if (isPlainWanted()) {
            plain.rows(first, count, result, from, offset, kStride, jStride);
        }
        if (vector != null) {
            vector.rows(first, count, result, from, offset, kStride, jStride);
        }
    }

    @Override
    public synchronized void start(int result, float[] from, int offset) {
        if (isPlainWanted()) {
            plain.start(result, from, offset);
        }
        if (vector != null) {
            vector.start(result, from, offset);
        }
    }

    @Override
    int depth() {
        return shape.depth();
    }

    private boolean isPlainWanted() {
        return vector == null || !Patience.over();
    }

    VectorWeights vector(VectorProduct product) {
        VectorWeights known = vector;
        return known != null ? known : made(product);
    }

    private synchronized VectorWeights made(VectorProduct product) {
        if (vector != null) {
            return vector;
        }
        VectorWeights made = (VectorWeights) product.newWeights();
        int n = shape.columns();
        float[] matrix = new float[shape.depth() * n];
        for (int p = 0; p < shape.results(); p++) {
            for (int q = 0; q < shape.sources(); q++) {
                for (int k = 0; k < shape.depth(); k++) {
                    System.arraycopy(plain.rows[q * shape.depth() + k], p * n, matrix, k * n, n);
                }
                made.pack(q, p, matrix, 0, n, 1);
            }
            made.start(p, plain.start, p * n);
        }
        vector = made;
        return made;
    }
}
