package io.lstmc.runtime.kernel;

/** A vector product, or the plain one for as long as that is not compiled. */
final class VectorPatientProduct extends FloatProduct {

    private final VectorProduct vector;
    private final PlainFloatProduct plain;

    VectorPatientProduct(VectorProduct vector, PlainFloatProduct plain) {
        this.vector = vector;
        this.plain = plain;
    }

    @Override
    public FloatWeights newWeights() {
        return vector.newWeights();
    }

    @Override
    public void set(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        if (Patience.over() || vector.ready(rows, true)) {
            vector.set(rows, a, ai, w, c, ci);
        } else {
            long begin = System.nanoTime();
            plain.set(rows, a, ai, ((VectorWeights) w).plain(), c, ci);
            Patience.spendSince(begin);
        }
    }

    @Override
    public void add(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci) {
        if (Patience.over() || vector.ready(rows, false)) {
            vector.add(rows, a, ai, w, c, ci);
        } else {
            long begin = System.nanoTime();
            plain.add(rows, a, ai, ((VectorWeights) w).plain(), c, ci);
            Patience.spendSince(begin);
        }
    }
}
