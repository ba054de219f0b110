package io.lstmc.runtime.kernel;

/**
 * Rows of the wider operand in arrays of their own, for as many rows at once as stay in the cache; the results too, so
 * that their rows, or if A is wider their columns, are such arrays.
 */
public final class PlainFloatOuter extends FloatOuter {

    /** How many rows of A and B are taken at once. */
    private static final int TERMS = 64;

    private static final int ROWS = 0;
    private static final int FACTORS = 1;
    private static final int SUMS = 2;

    private final OuterShape shape;

    /** Whether A is the wider operand, all its matrices side by side. */
    private final boolean turned;

    private final int wide;
    private final int narrow;

    /**
     * For each thread the rows of the wider operand, the factors in one row, and the sums. It consists of arrays alone: an object
     * of a class of this library would keep its class loader alive for as long as a thread of an application server lives.
     */
    private final ThreadLocal<float[][][]> scratch = ThreadLocal.withInitial(this::newScratch);

    public PlainFloatOuter(OuterShape shape) {
        this.shape = shape;
        int left = shape.results() * shape.rows();
        turned = left > shape.columns();
        wide = Math.max(left, shape.columns());
        narrow = Math.min(left, shape.columns());
    }

    private float[][][] newScratch() {
        return new float[][][] {new float[TERMS][wide], new float[1][TERMS * narrow], new float[narrow][wide]};
    }

    @Override
    public void add(
            int blocks, int rows, float[][] a, int ai, int aStep, float[][] b, int bi, int bStep, float[] c, int[] at) {
        float[][][] own = scratch.get();
        move(c, at, own[SUMS], true);
        int m = shape.rows();
        int n = shape.columns();
        int terms = 0;
        for (int t = 0; t < blocks; t++) {
            for (int r = 0; r < rows; r++) {
                float[] row = own[ROWS][terms];
                int bo = shape.bOffset() + r * shape.bStride();
                System.arraycopy(b[bi + t * bStep], bo, turned ? own[FACTORS][0] : row, turned ? terms * n : 0, n);
                for (int p = 0; p < shape.results(); p++) {
                    int to = (turned ? 0 : terms * narrow) + p * m;
                    int ao = shape.aOffset() + r * shape.aStride();
                    System.arraycopy(a[ai + t * aStep + p], ao, turned ? row : own[FACTORS][0], to, m);
                }
                terms++;
                if (terms == TERMS) {
                    sum(terms, own);
                    terms = 0;
                }
            }
        }
        sum(terms, own);
        move(c, at, own[SUMS], false);
    }

    private void sum(int terms, float[][][] own) {
        int i = 0;
        for (; i + 1 < narrow; i += 2) {
            PlainFloatSums.addTwo(
                    wide, terms, own[FACTORS][0], i, i + 1, narrow, own[ROWS], 0, own[SUMS][i], own[SUMS][i + 1]);
        }
        if (i < narrow) {
            PlainFloatSums.addOne(wide, terms, own[FACTORS][0], i, narrow, own[ROWS], 0, own[SUMS][i]);
        }
    }

    /** Between the results and the scratch. */
    private void move(float[] c, int[] at, float[][] sums, boolean load) {
        int m = shape.rows();
        for (int p = 0; p < shape.results(); p++) {
            for (int i = 0; i < m; i++) {
                int row = p * m + i;
                int co = at[p] + i * shape.cStride();
                if (turned && load) {
                    for (int j = 0; j < shape.columns(); j++) {
                        sums[j][row] = c[co + j];
                    }
                } else if (turned) {
                    for (int j = 0; j < shape.columns(); j++) {
                        c[co + j] = sums[j][row];
                    }
                } else if (load) {
                    System.arraycopy(c, co, sums[row], 0, shape.columns());
                } else {
                    System.arraycopy(sums[row], 0, c, co, shape.columns());
                }
            }
        }
    }
}
