package io.lstmc.runtime.kernel;

import io.lstmc.runtime.Maths;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The products in float with the Vector API.
 *
 * <p>The public methods only choose tiles of C. A tile is one method that keeps its part of C in registers, is small
 * enough to be compiled, and passes no vector on, since a vector that crosses a call is boxed. One species only: on JDK
 * 17 a second one stays slow for good. There is no masked memory access, which is slow where the processor has none: the
 * last columns are covered by a whole vector that ends with the row, of which only the new lanes are kept.
 */
final class VectorKernels extends PlainKernels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    private static final int TILE_ROWS = 4;
    private static final int TILE_COLUMNS = 2 * LANES;

    /** How many terms of a long sum are added at a time, so that their operands stay in the cache. */
    private static final int TERMS = 64;

    /** A transposed matrix, one a thread. */
    private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[0]);

    /** Read from index d on, it is a mask of the last d lanes. */
    private static final boolean[] LAST_LANES = new boolean[2 * LANES];

    static {
        Arrays.fill(LAST_LANES, LANES, 2 * LANES, true);
    }

    private static final int SIZE = 1024;
    private static final float[] SAMPLE = new float[SIZE];

    /** About ten multiply-adds an element. */
    private static final Readiness TANH =
            new Readiness(10 * SIZE, () -> VectorFunctions.tanh(SIZE, SAMPLE, new float[SIZE]));

    private static final Readiness SIGMOID =
            new Readiness(10 * SIZE, () -> VectorFunctions.sigmoid(SIZE, SAMPLE, new float[SIZE]));
    private static final Readiness EXP =
            new Readiness(10 * SIZE, () -> VectorFunctions.exp(SIZE, SAMPLE, new float[SIZE]));
    private static final Readiness ROW_SUMS =
            new Readiness(SIZE, () -> VectorRowSums.sum(1, SIZE, SAMPLE, 0, new float[1]));

    private final boolean patient;

    VectorKernels() {
        this(false);
    }

    /** @param patient whether plain Java computes functions until their vector code is compiled */
    VectorKernels(boolean patient) {
        this.patient = patient;
    }

    private boolean waits(Readiness code) {
        return patient && !Patience.over() && !code.ready();
    }

    @Override
    public String kind() {
        return "vector " + SPECIES.vectorBitSize() + " bit";
    }

    @Override
    public void tanh(int n, float[] from, float[] to) {
        if (Maths.isAccurate() || waits(TANH)) {
            super.tanh(n, from, to);
        } else {
            VectorFunctions.tanh(n, from, to);
        }
    }

    @Override
    public void sigmoid(int n, float[] from, float[] to) {
        if (Maths.isAccurate() || waits(SIGMOID)) {
            super.sigmoid(n, from, to);
        } else {
            VectorFunctions.sigmoid(n, from, to);
        }
    }

    @Override
    public void exp(int n, float[] from, float[] to) {
        if (Maths.isAccurate() || waits(EXP)) {
            super.exp(n, from, to);
        } else {
            VectorFunctions.exp(n, from, to);
        }
    }

    @Override
    public void rowSums(int rows, int n, float[] a, int aStride, float[] sums) {
        boolean fits = 2 * LANES == RowSums.PARTS || LANES == RowSums.PARTS;
        if (!fits || waits(ROW_SUMS)) {
            super.rowSums(rows, n, a, aStride, sums);
        } else {
            VectorRowSums.sum(rows, n, a, aStride, sums);
        }
    }

    @Override
    public FloatProduct floatProduct(ProductShape shape) {
        return new VectorProduct(shape);
    }

    @Override
    public FloatEquations floatEquations(String... loops) {
        return Maths.isAccurate() ? super.floatEquations(loops) : new VectorEquations(String.join("; ", loops), false);
    }

    @Override
    public FloatOuter floatOuter(OuterShape shape) {
        return new VectorOuter(shape);
    }

    @Override
    public void times(
            int blocks,
            int rows,
            int n,
            int k,
            float[] a,
            int ao,
            int aStep,
            float[] w,
            int wo,
            float[] c,
            int co,
            int cStep) {
        for (int t = 0; t < blocks; t++) {
            product(rows, n, k, a, ao + t * aStep, k, 1, w, wo, c, co + t * cStep);
        }
    }

    @Override
    public void transposedTimes(
            int blocks,
            int rows,
            int m,
            int n,
            float[] a,
            int ao,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            float[] c,
            int co) {
        if (blocks > 1 && aStep == rows * m && bStep == rows * n) {
            transposedTimes(1, blocks * rows, m, n, a, ao, 0, b, bo, 0, c, co);
            return;
        }
        for (int t = 0; t < blocks; t++) {
            for (int r = 0; r < rows; r += TERMS) {
                int terms = Math.min(TERMS, rows - r);
                product(m, n, terms, a, ao + t * aStep + r * m, 1, m, b, bo + t * bStep + r * n, c, co);
            }
        }
    }

    /**
     * C[i,j] += Σ_s A(i,s)·B[s,j], where A(i,s) lies at ao + i·aRow + s·aTerm. Panels of B outside, so that each stays in
     * the first cache for all rows. Every element is one chain of fused multiply-adds over s, in whatever tile it falls.
     */
    private static void product(
            int rows, int n, int terms, float[] a, int ao, int aRow, int aTerm, float[] b, int bo, float[] c, int co) {
        int j = 0;
        for (; j + TILE_COLUMNS <= n; j += TILE_COLUMNS) {
            int i = 0;
            for (; i + TILE_ROWS <= rows; i += TILE_ROWS) {
                tile4x2(terms, a, ao + i * aRow, aRow, aTerm, b, bo + j, n, c, co + i * n + j);
            }
            for (; i < rows; i++) {
                tile1x2(terms, a, ao + i * aRow, aTerm, b, bo + j, n, c, co + i * n + j);
            }
        }
        while (j < n && n >= LANES) {
            int fresh = Math.min(LANES, n - j);
            int from = j + fresh - LANES;
            int i = 0;
            for (; i + TILE_ROWS <= rows; i += TILE_ROWS) {
                tile4x1(terms, fresh, a, ao + i * aRow, aRow, aTerm, b, bo + from, n, c, co + i * n + from);
            }
            for (; i < rows; i++) {
                tile1x1(terms, fresh, a, ao + i * aRow, aTerm, b, bo + from, n, c, co + i * n + from);
            }
            j += fresh;
        }
        for (; j < n; j++) {
            for (int i = 0; i < rows; i++) {
                float sum = c[co + i * n + j];
                for (int s = 0; s < terms; s++) {
                    sum = Math.fma(a[ao + i * aRow + s * aTerm], b[bo + s * n + j], sum);
                }
                c[co + i * n + j] = sum;
            }
        }
    }

    private static void tile4x2(
            int terms, float[] a, int ao, int aRow, int aTerm, float[] b, int bo, int n, float[] c, int co) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, co);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, co + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, co + n);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, co + n + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, co + 2 * n);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, co + 2 * n + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, co + 3 * n);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, co + 3 * n + LANES);
        int as = ao;
        int bs = bo;
        for (int s = 0; s < terms; s++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bs);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bs + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[as]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[as + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[as + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[as + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            as += aTerm;
            bs += n;
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + LANES);
        c10.intoArray(c, co + n);
        c11.intoArray(c, co + n + LANES);
        c20.intoArray(c, co + 2 * n);
        c21.intoArray(c, co + 2 * n + LANES);
        c30.intoArray(c, co + 3 * n);
        c31.intoArray(c, co + 3 * n + LANES);
    }

    private static void tile1x2(int terms, float[] a, int ao, int aTerm, float[] b, int bo, int n, float[] c, int co) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, co);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, co + LANES);
        int as = ao;
        int bs = bo;
        for (int s = 0; s < terms; s++) {
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[as]);
            c0 = a0.fma(FloatVector.fromArray(SPECIES, b, bs), c0);
            c1 = a0.fma(FloatVector.fromArray(SPECIES, b, bs + LANES), c1);
            as += aTerm;
            bs += n;
        }
        c0.intoArray(c, co);
        c1.intoArray(c, co + LANES);
    }

    /** Changes only the last {@code fresh} columns of the tile. */
    private static void tile4x1(
            int terms, int fresh, float[] a, int ao, int aRow, int aTerm, float[] b, int bo, int n, float[] c, int co) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, co);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, co + n);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, co + 2 * n);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, co + 3 * n);
        int as = ao;
        int bs = bo;
        for (int s = 0; s < terms; s++) {
            FloatVector bv = FloatVector.fromArray(SPECIES, b, bs);
            c0 = FloatVector.broadcast(SPECIES, a[as]).fma(bv, c0);
            c1 = FloatVector.broadcast(SPECIES, a[as + aRow]).fma(bv, c1);
            c2 = FloatVector.broadcast(SPECIES, a[as + 2 * aRow]).fma(bv, c2);
            c3 = FloatVector.broadcast(SPECIES, a[as + 3 * aRow]).fma(bv, c3);
            as += aTerm;
            bs += n;
        }
        VectorMask<Float> kept = VectorMask.fromArray(SPECIES, LAST_LANES, fresh);
        FloatVector.fromArray(SPECIES, c, co).blend(c0, kept).intoArray(c, co);
        FloatVector.fromArray(SPECIES, c, co + n).blend(c1, kept).intoArray(c, co + n);
        FloatVector.fromArray(SPECIES, c, co + 2 * n).blend(c2, kept).intoArray(c, co + 2 * n);
        FloatVector.fromArray(SPECIES, c, co + 3 * n).blend(c3, kept).intoArray(c, co + 3 * n);
    }

    /** Changes only the last {@code fresh} columns of the tile. */
    private static void tile1x1(
            int terms, int fresh, float[] a, int ao, int aTerm, float[] b, int bo, int n, float[] c, int co) {
        FloatVector before = FloatVector.fromArray(SPECIES, c, co);
        FloatVector c0 = before;
        int as = ao;
        int bs = bo;
        for (int s = 0; s < terms; s++) {
            c0 = FloatVector.broadcast(SPECIES, a[as]).fma(FloatVector.fromArray(SPECIES, b, bs), c0);
            as += aTerm;
            bs += n;
        }
        before.blend(c0, VectorMask.fromArray(SPECIES, LAST_LANES, fresh)).intoArray(c, co);
    }

    /** Transposes W once for all rows, because sums across lanes are slow and their order is not promised. */
    @Override
    public void timesTransposed(
            int blocks,
            int rows,
            int n,
            int k,
            float[] a,
            int ao,
            int aStep,
            float[] w,
            int wo,
            float[] c,
            int co,
            int cStep) {
        if (blocks * rows < TILE_ROWS || n < LANES) {
            super.timesTransposed(blocks, rows, n, k, a, ao, aStep, w, wo, c, co, cStep);
            return;
        }
        float[] transposed = SCRATCH.get();
        if (transposed.length < n * k) {
            transposed = new float[n * k];
            SCRATCH.set(transposed);
        }
        transpose(n, k, w, wo, transposed);
        times(blocks, rows, n, k, a, ao, aStep, transposed, 0, c, co, cStep);
    }

    /** In strips of columns, so that the lines that are written stay in the cache. */
    private static void transpose(int n, int k, float[] w, int wo, float[] transposed) {
        for (int first = 0; first < k; first += LANES) {
            int end = Math.min(k, first + LANES);
            for (int j = 0; j < n; j++) {
                for (int i = first; i < end; i++) {
                    transposed[i * n + j] = w[wo + j * k + i];
                }
            }
        }
    }
}
