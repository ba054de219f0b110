package io.lstmc.runtime.kernel.vector.piece;

import io.lstmc.runtime.kernel.RowSums;
import io.lstmc.runtime.kernel.warmup.CompilationProbe;
import io.lstmc.runtime.kernel.warmup.LazyKernel;

/**
 * Vector code that is the same for all shapes, and whether it is compiled: for rows that are made of whole vectors, and for
 * others. The JIT compiler leaves out what it has not seen, so the first row of the other kind would have the code compiled
 * again, and be slow until then; but code that has seen both is a little slower for whole vectors.
 *
 * <p>One class for all of it: each more that has to be loaded keeps the first vectors waiting.
 */
public enum VectorPiece {
    TANH(10),
    SIGMOID(10),
    EXP(10),
    // An addition counts as two operations, since memory takes as long.
    ROW_SUMS(2),
    ROW_PRODUCT_SUMS(2),
    COLUMN_SUMS(2),
    COLUMN_PRODUCT_SUMS(2),
    ROW_PLUS(2),
    ROW_MINUS(2),
    ROW_TIMES(2),
    WEIGHTED_SUMS(2),
    SET_OUTER(2),
    ADD_OUTER(2);

    private static final int ROWS = 16;

    /** Seven vectors of sixteen: some code takes four, two or one at a time, and all of it has to be seen. */
    private static final int ROW = 112;

    private static final float[] NONE = {};

    private final int operations;
    private final CompilationProbe whole;
    private final CompilationProbe parts;

    VectorPiece(int operations) {
        this.operations = operations;
        long work = (long) operations * 16 * 112;
        whole = new CompilationProbe(label(), work, new Runs(false));
        parts = new CompilationProbe(label() + ", parts of vectors", 2 * work, new Runs(true));
    }

    private String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /** Calls the code with data of its own. */
    private final class Runs implements CompilationProbe.Code {

        private final boolean alsoParts;
        private float[] from;
        private float[] to;

        Runs(boolean alsoParts) {
            this.alsoParts = alsoParts;
        }

        @Override
        public void full() {
            if (from == null) {
                from = new float[ROWS * ROW];
                to = new float[ROWS * ROW];
            }
            run(ROWS, ROW, from, to);
            if (alsoParts) {
                run(ROWS, ROW - 1, from, to);
            }
        }

        @Override
        public void empty() {
            switch (VectorPiece.this) {
                case ROW_SUMS -> VectorRowSums.emptySum();
                case ROW_PRODUCT_SUMS -> VectorRowSums.emptySumOfProducts();
                default -> run(0, 0, NONE, NONE);
            }
        }
    }

    private void run(int rows, int n, float[] from, float[] to) {
        switch (this) {
            case TANH -> VectorFunctions.tanh(rows * ROW, from, to);
            case SIGMOID -> VectorFunctions.sigmoid(rows * ROW, from, to);
            case EXP -> VectorFunctions.exp(rows * ROW, from, to);
            case ROW_SUMS -> VectorRowSums.sum(rows, n, from, n, to);
            case ROW_PRODUCT_SUMS -> VectorRowSums.sum(rows, n, from, 0, n, from, 0, n, to, 0);
            case COLUMN_SUMS -> VectorColumnSums.add(rows, n, from, 0, n, to, 0);
            case COLUMN_PRODUCT_SUMS -> VectorColumnSums.add(rows, n, from, n, from, n, to, 0);
            case ROW_PLUS -> VectorRowOperations.plus(rows, n, from, from, to);
            case ROW_MINUS -> VectorRowOperations.minus(rows, n, from, from, to);
            case ROW_TIMES -> VectorRowOperations.times(rows, n, from, from, to);
            case WEIGHTED_SUMS -> VectorColumnSums.weighted(rows, n, from, 0, n, from, 0, to, 0);
            case SET_OUTER -> VectorRowOperations.setOuter(rows, n, from, 0, from, 0, to, 0, n);
            case ADD_OUTER -> VectorRowOperations.addOuter(rows, n, from, 0, from, 0, to, 0, n);
        }
    }

    /** Whether the code is compiled for so many rows of n elements, which plain Java computes if not. */
    public boolean ready(int rows, int n) {
        CompilationProbe probe = n % RowSums.PARTS == 0 ? whole : parts;
        return probe.ready(Math.max(operations, LazyKernel.LOOP) * (long) rows * n);
    }
}
