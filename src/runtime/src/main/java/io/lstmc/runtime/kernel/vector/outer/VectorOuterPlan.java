package io.lstmc.runtime.kernel.vector.outer;

import io.lstmc.runtime.kernel.OuterShape;
import io.lstmc.runtime.kernel.vector.piece.VectorBlockRows;
import io.lstmc.runtime.kernel.vector.piece.VectorCopies;
import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.vector.piece.VectorScratch;
import java.util.Arrays;

/** How a sum of outer products uses vectors: the columns of one operand are the lanes, those of the other are broadcast. */
final class VectorOuterPlan {

    private static final int PAIR = 2 * VectorLanes.LANES;

    final OuterShape shape;

    /** Whether A gives the lanes, all its matrices side by side, and sums are those of the transposed results. */
    final boolean turned;

    /** Whether sums are kept in the scratch, because the rows of the results are not made of whole pairs. */
    final boolean apart;

    /** Pairs of vector columns. */
    final int pairs;

    /** Whichever operand fills vectors better gives the lanes. */
    VectorOuterPlan(OuterShape shape) {
        this.shape = shape;
        int wide = shape.results() * shape.rows();
        turned = filled(wide) > 1.05 * filled(shape.columns());
        apart = turned || shape.columns() % PAIR != 0;
        pairs = pairs(turned ? wide : shape.columns());
    }

    private static int pairs(int columns) {
        return (columns + PAIR - 1) / PAIR;
    }

    /** Which part of the lanes would be used. */
    private static double filled(int columns) {
        return columns / (double) (pairs(columns) * PAIR);
    }

    /** Columns of a matrix that gives lanes. */
    int laneColumns() {
        return turned ? shape.rows() : shape.columns();
    }

    int laneStride() {
        return turned ? shape.aStride() : shape.bStride();
    }

    /** How many matrices give the lanes of one block. */
    int laneMatrices() {
        return turned ? shape.results() : 1;
    }

    /** Columns of a matrix that is broadcast. */
    int otherColumns() {
        return turned ? shape.columns() : shape.rows();
    }

    int otherStride() {
        return turned ? shape.bStride() : shape.aStride();
    }

    /** How many matrices of one block are broadcast. */
    int otherMatrices() {
        return turned ? 1 : shape.results();
    }

    /** Distance of the rows of sums. */
    int sumStride() {
        return apart ? pairs * PAIR : shape.cStride();
    }

    /** Where the sums for a matrix that is broadcast begin. */
    int sumOffset(int matrix, int[] at) {
        return apart ? matrix * otherColumns() * sumStride() : at[matrix];
    }

    /**
     * Copies rows of the lanes to [pair][k][stride], of which two vectors are used; what follows the last row and the last
     * column is zero.
     */
    void packLanes(VectorBlockRows y, int from, int live, int depth, VectorCopies copies, int stride, float[] lanes) {
        int columns = laneColumns();
        if (laneMatrices() * columns % PAIR != 0) {
            Arrays.fill(lanes, (pairs - 1) * depth * stride, pairs * depth * stride, 0);
        }
        if (live < depth) {
            for (int pair = 0; pair < pairs; pair++) {
                Arrays.fill(lanes, (pair * depth + live) * stride, (pair + 1) * depth * stride, 0);
            }
        }
        for (int p = 0; p < laneMatrices(); p++) {
            int width;
            for (int j = 0; j < columns; j += width) {
                int pair = (p * columns + j) / PAIR;
                int lane = (p * columns + j) % PAIR;
                width = Math.min(PAIR - lane, columns - j);
                y.copy(copies, p, from, live, j, width, lanes, pair * depth * stride + lane, stride);
            }
        }
    }

    float[] sums(VectorScratch scratch) {
        return scratch.sums(sumStride() * otherMatrices() * otherColumns());
    }

    /** Between the results and the scratch. */
    void move(float[] c, int[] at, float[] sums, boolean load) {
        int width = pairs * PAIR;
        int m = shape.rows();
        for (int p = 0; p < shape.results(); p++) {
            for (int i = 0; i < m; i++) {
                int co = at[p] + i * shape.cStride();
                int row = p * m + i;
                if (turned && load) {
                    for (int j = 0; j < shape.columns(); j++) {
                        sums[j * width + row] = c[co + j];
                    }
                } else if (turned) {
                    for (int j = 0; j < shape.columns(); j++) {
                        c[co + j] = sums[j * width + row];
                    }
                } else if (load) {
                    System.arraycopy(c, co, sums, row * width, shape.columns());
                } else {
                    System.arraycopy(sums, row * width, c, co, shape.columns());
                }
            }
        }
    }
}
