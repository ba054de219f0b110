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
        if (vector.ready(blocks * rows)) {
            vector.add(blocks, rows, a, ai, aStep, b, bi, bStep, c, at);
        } else {
            plain.add(blocks, rows, a, ai, aStep, b, bi, bStep, c, at);
        }
    }
}
