package io.lstmc.runtime.kernel;

/** A vector product, or the plain one for as long as that is not compiled. */
final class VectorLateProduct extends FloatProduct {

    private final ProductShape shape;
    private final long operations;
    private final PlainFloatProduct plain;
    private final Later<VectorProduct> vector;

    VectorLateProduct(ProductShape shape) {
        this.shape = shape;
        operations = (long) shape.sources() * shape.results() * shape.depth() * shape.columns();
        plain = new PlainFloatProduct(shape);
        vector = new Later<>() {
            @Override
            VectorProduct make() {
                return new VectorProduct(shape);
            }
        };
    }

    @Override
    public FloatWeights newWeights() {
        return new VectorLateWeights(shape);
    }

    @Override
    public void set(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        VectorProduct known = vector.get();
        if (known != null && known.ready(rows)) {
            known.set(rows, a, ai, ((VectorLateWeights) w).vector(known), c, ci);
        } else {
            vector.count(operations * rows);
            plain.set(rows, a, ai, ((VectorLateWeights) w).plain(), c, ci);
        }
    }

    @Override
    public void add(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        VectorProduct known = vector.get();
        if (known != null && known.ready(rows)) {
            known.add(rows, a, ai, ((VectorLateWeights) w).vector(known), c, ci);
        } else {
            vector.count(operations * rows);
            plain.add(rows, a, ai, ((VectorLateWeights) w).plain(), c, ci);
        }
    }

    @Override
    public void setAll(
            int steps, int rows, float[][] a, int ai, int aStep, FloatWeights w, float[][] c, int ci, int cStep) {
        VectorProduct known = vector.get();
        if (known != null && known.readyForAll(rows)) {
            known.setAll(steps, rows, a, ai, aStep, ((VectorLateWeights) w).vector(known), c, ci, cStep);
        } else {
            vector.count(operations * steps * rows);
            plain.setAll(steps, rows, a, ai, aStep, ((VectorLateWeights) w).plain(), c, ci, cStep);
        }
    }
}
