package io.lstmc.runtime.kernel;

/**
 * A vector sum of outer products, or the plain one until plain Java has done much of its work. It does not wait until vector
 * code is compiled: only training needs it, where no single step has to be fast.
 */
final class VectorLateOuter extends FloatOuter {

    private final long operations;
    private final PlainFloatOuter plain;
    private final Later<VectorOuter> vector;

    VectorLateOuter(OuterShape shape) {
        operations = (long) shape.results() * shape.rows() * shape.columns();
        plain = new PlainFloatOuter(shape);
        vector = new Later<>() {
            @Override
            VectorOuter make() {
                return new VectorOuter(shape);
            }
        };
    }

    @Override
    public void add(
            int blocks, int rows, float[][] a, int ai, int aStep, float[][] b, int bi, int bStep, float[] c, int[] at) {
        VectorOuter known = vector.get();
        if (known != null) {
            known.add(blocks, rows, a, ai, aStep, b, bi, bStep, c, at);
        } else {
            vector.count(operations * blocks * rows);
            plain.add(blocks, rows, a, ai, aStep, b, bi, bStep, c, at);
        }
    }
}
