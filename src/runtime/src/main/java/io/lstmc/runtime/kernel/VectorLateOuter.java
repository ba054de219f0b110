package io.lstmc.runtime.kernel;

/** A vector sum of outer products, or the plain one for as long as that is not compiled. */
final class VectorLateOuter extends FloatOuter {

    private final OuterShape shape;
    private final PlainFloatOuter plain;
    private volatile VectorOuter vector;

    VectorLateOuter(OuterShape shape) {
        this.shape = shape;
        this.plain = new PlainFloatOuter(shape);
    }

    private VectorOuter vector() {
        VectorOuter known = vector;
        return known != null ? known : made();
    }

    private synchronized VectorOuter made() {
        if (vector == null) {
            vector = new VectorOuter(shape);
        }
        return vector;
    }

    @Override
    public void add(
            int blocks, int rows, float[][] a, int ai, int aStep, float[][] b, int bi, int bStep, float[] c, int[] at) {
        if (Patience.over() || Patience.begun() && vector().ready(blocks, rows)) {
            vector().add(blocks, rows, a, ai, aStep, b, bi, bStep, c, at);
        } else {
            long begin = System.nanoTime();
            plain.add(blocks, rows, a, ai, aStep, b, bi, bStep, c, at);
            Patience.spendSince(begin);
        }
    }
}
