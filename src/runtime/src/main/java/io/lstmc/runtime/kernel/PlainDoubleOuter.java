package io.lstmc.runtime.kernel;

/**
 * Rows of the wider operand in arrays of their own, for as many rows at once as stay in the cache; the results too, so
 * that their rows, or if A is wider their columns, are such arrays.
 */
final class PlainDoubleOuter extends DoubleOuter {

    /** How many rows of A and B are taken at once. */
    private static final int TERMS = 64;

    private final OuterShape shape;

    /** Whether A is the wider operand, all its matrices side by side. */
    private final boolean turned;

    private final int wide;
    private final int narrow;
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(() -> new Scratch(this));

    PlainDoubleOuter(OuterShape shape) {
        this.shape = shape;
        int left = shape.results() * shape.rows();
        turned = left > shape.columns();
        wide = Math.max(left, shape.columns());
        narrow = Math.min(left, shape.columns());
    }

    private static final class Scratch {
        final double[][] rows;
        final double[] factors;
        final double[][] sums;

        Scratch(PlainDoubleOuter outer) {
            rows = new double[TERMS][outer.wide];
            factors = new double[TERMS * outer.narrow];
            sums = new double[outer.narrow][outer.wide];
        }
    }

    @Override
    public void add(
            int blocks,
            int rows,
            double[][] a,
            int ai,
            int aStep,
            double[][] b,
            int bi,
            int bStep,
            double[] c,
            int[] at) {
        Scratch own = scratch.get();
        move(c, at, own.sums, true);
        int m = shape.rows();
        int n = shape.columns();
        int terms = 0;
        for (int t = 0; t < blocks; t++) {
            for (int r = 0; r < rows; r++) {
                double[] row = own.rows[terms];
                int bo = shape.bOffset() + r * shape.bStride();
                System.arraycopy(b[bi + t * bStep], bo, turned ? own.factors : row, turned ? terms * n : 0, n);
                for (int p = 0; p < shape.results(); p++) {
                    int to = (turned ? 0 : terms * narrow) + p * m;
                    int ao = shape.aOffset() + r * shape.aStride();
                    System.arraycopy(a[ai + t * aStep + p], ao, turned ? row : own.factors, to, m);
                }
                terms++;
                if (terms == TERMS) {
                    sum(terms, own);
                    terms = 0;
                }
            }
        }
        sum(terms, own);
        move(c, at, own.sums, false);
    }

    private void sum(int terms, Scratch own) {
        int i = 0;
        for (; i + 1 < narrow; i += 2) {
            PlainDoubleSums.addTwo(
                    wide, terms, own.factors, i, i + 1, narrow, own.rows, 0, own.sums[i], own.sums[i + 1]);
        }
        if (i < narrow) {
            PlainDoubleSums.addOne(wide, terms, own.factors, i, narrow, own.rows, 0, own.sums[i]);
        }
    }

    /** Between the results and the scratch. */
    private void move(double[] c, int[] at, double[][] sums, boolean load) {
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
