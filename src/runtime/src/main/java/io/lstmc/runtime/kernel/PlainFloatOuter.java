package io.lstmc.runtime.kernel;

/**
 * Rows of the wider operand in arrays of their own, for as many rows at once as stay in the cache; the results too, so
 * that their rows, or if A is wider their columns, are such arrays.
 */
final class PlainFloatOuter extends FloatOuter {

    /** How many rows of A and B are taken at once. */
    private static final int TERMS = 64;

    private final OuterShape shape;

    /** Whether A is the wider operand, all its matrices side by side. */
    private final boolean turned;

    private final int wide;
    private final int narrow;
    /**
     * Of each thread: {@link #TERMS} rows of the wider operand, as many sums as the narrow one has columns, and the rows of
     * the narrow one in one array. Nothing but arrays, since a thread of an application server outlives this class.
     */
    private final ThreadLocal<float[][]> scratch = ThreadLocal.withInitial(this::newScratch);

    PlainFloatOuter(OuterShape shape) {
        this.shape = shape;
        int left = shape.results() * shape.rows();
        turned = left > shape.columns();
        wide = Math.max(left, shape.columns());
        narrow = Math.min(left, shape.columns());
    }

    private float[][] newScratch() {
        float[][] made = new float[TERMS + narrow + 1][wide];
        made[TERMS + narrow] = new float[TERMS * narrow];
        return made;
    }

    @Override
    public void add(
            int blocks, int rows, float[][] a, int ai, int aStep, float[][] b, int bi, int bStep, float[] c, int[] at) {
        float[][] own = scratch.get();
        float[] factors = own[TERMS + narrow];
        move(c, at, own, true);
        int m = shape.rows();
        int n = shape.columns();
        int terms = 0;
        for (int t = 0; t < blocks; t++) {
            for (int r = 0; r < rows; r++) {
                float[] row = own[terms];
                int bo = shape.bOffset() + r * shape.bStride();
                System.arraycopy(b[bi + t * bStep], bo, turned ? factors : row, turned ? terms * n : 0, n);
                for (int p = 0; p < shape.results(); p++) {
                    int to = (turned ? 0 : terms * narrow) + p * m;
                    int ao = shape.aOffset() + r * shape.aStride();
                    System.arraycopy(a[ai + t * aStep + p], ao, turned ? row : factors, to, m);
                }
                terms++;
                if (terms == TERMS) {
                    sum(terms, own);
                    terms = 0;
                }
            }
        }
        sum(terms, own);
        move(c, at, own, false);
    }

    private void sum(int terms, float[][] own) {
        float[] factors = own[TERMS + narrow];
        int i = 0;
        for (; i + 1 < narrow; i += 2) {
            PlainFloatSums.addTwo(wide, terms, factors, i, i + 1, narrow, own, 0, own[TERMS + i], own[TERMS + i + 1]);
        }
        if (i < narrow) {
            PlainFloatSums.addOne(wide, terms, factors, i, narrow, own, 0, own[TERMS + i]);
        }
    }

    /** Between the results and the scratch. */
    private void move(float[] c, int[] at, float[][] own, boolean load) {
        int m = shape.rows();
        for (int p = 0; p < shape.results(); p++) {
            for (int i = 0; i < m; i++) {
                int row = p * m + i;
                int co = at[p] + i * shape.cStride();
                if (turned && load) {
                    for (int j = 0; j < shape.columns(); j++) {
                        own[TERMS + j][row] = c[co + j];
                    }
                } else if (turned) {
                    for (int j = 0; j < shape.columns(); j++) {
                        c[co + j] = own[TERMS + j][row];
                    }
                } else if (load) {
                    System.arraycopy(c, co, own[TERMS + row], 0, shape.columns());
                } else {
                    System.arraycopy(own[TERMS + row], 0, c, co, shape.columns());
                }
            }
        }
    }
}
