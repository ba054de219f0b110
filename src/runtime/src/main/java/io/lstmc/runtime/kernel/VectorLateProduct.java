package io.lstmc.runtime.kernel;

/** A vector product, or the plain one for as long as that is not compiled. */
final class VectorLateProduct extends FloatProduct {

    private final ProductShape shape;
    private final PlainFloatProduct plain;
    private volatile VectorProduct vector;

    VectorLateProduct(ProductShape shape) {
        this.shape = shape;
        this.plain = new PlainFloatProduct(shape);
    }

    private VectorProduct vector() {
        VectorProduct known = vector;
        return known != null ? known : made();
    }

    private synchronized VectorProduct made() {
        if (vector == null) {
            vector = new VectorProduct(shape);
        }
        return vector;
    }

    private boolean isVector(int rows, boolean set) {
        return Patience.over() || Patience.begun() && vector().ready(rows, set);
    }

    @Override
    public FloatWeights newWeights() {
        return new VectorLateWeights(shape);
    }

    @Override
    public void set(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        if (isVector(rows, true)) {
            vector().set(rows, a, ai, ((VectorLateWeights) w).vector(vector()), c, ci);
        } else {
            long begin = System.nanoTime();
            plain.set(rows, a, ai, ((VectorLateWeights) w).plain, c, ci);
            Patience.spendSince(begin);
        }
    }

    @Override
    public void add(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        if (isVector(rows, false)) {
            vector().add(rows, a, ai, ((VectorLateWeights) w).vector(vector()), c, ci);
        } else {
            long begin = System.nanoTime();
            plain.add(rows, a, ai, ((VectorLateWeights) w).plain, c, ci);
            Patience.spendSince(begin);
        }
    }

    @Override
    public void setAll(
            int steps, int rows, float[][] a, int ai, int aStep, FloatWeights w, float[][] c, int ci, int cStep) {
        if (Patience.over() || Patience.begun() && vector().readyForAll(rows)) {
            vector().setAll(steps, rows, a, ai, aStep, ((VectorLateWeights) w).vector(vector()), c, ci, cStep);
        } else {
            super.setAll(steps, rows, a, ai, aStep, w, c, ci, cStep);
        }
    }
}
