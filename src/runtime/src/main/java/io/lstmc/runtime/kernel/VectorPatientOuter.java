package io.lstmc.runtime.kernel;

/** A vector sum of outer products, or the plain one for as long as that is not compiled. */
final class VectorPatientOuter extends FloatOuter {

    private final VectorOuter vector;
    private final PlainFloatOuter plain;

    VectorPatientOuter(VectorOuter vector, PlainFloatOuter plain) {
        this.vector = vector;
        this.plain = plain;
    }

    @Override
    public void add(
            int blocks, int rows, float[][] a, int ai, int aStep, float[][] b, int bi, int bStep, float[] c, int[] at) {
        if (Patience.over() || vector.ready(blocks, rows)) {
            vector.add(blocks, rows, a, ai, aStep, b, bi, bStep, c, at);
        } else {
            long begin = System.nanoTime();
            plain.add(blocks, rows, a, ai, aStep, b, bi, bStep, c, at);
            Patience.spendSince(begin);
        }
    }
}
