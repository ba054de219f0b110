package io.lstmc.runtime.kernel.vector;

import io.lstmc.runtime.kernel.FloatEquations;
import io.lstmc.runtime.kernel.FloatOuter;
import io.lstmc.runtime.kernel.FloatProduct;
import io.lstmc.runtime.kernel.OuterShape;
import io.lstmc.runtime.kernel.PlainFunctions;
import io.lstmc.runtime.kernel.PlainKernels;
import io.lstmc.runtime.kernel.ProductShape;
import io.lstmc.runtime.kernel.RowSums;
import io.lstmc.runtime.kernel.vector.outer.VectorOuter;
import io.lstmc.runtime.kernel.vector.piece.VectorColumnSums;
import io.lstmc.runtime.kernel.vector.piece.VectorFunctions;
import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.vector.piece.VectorPiece;
import io.lstmc.runtime.kernel.vector.piece.VectorRowOperations;
import io.lstmc.runtime.kernel.vector.piece.VectorRowSums;
import io.lstmc.runtime.kernel.vector.product.VectorProduct;
import io.lstmc.runtime.math.Maths;

/**
 * The Vector API for what is in float. No vector is passed on to a method of its own, since a vector that crosses a call is
 * boxed. One species only: on JDK 17 a second one stays slow for good. There is no masked memory access, which is slow where
 * the processor has none.
 */
final class VectorKernels extends PlainKernels {

    private static final int LANES = VectorLanes.LANES;

    private final boolean patient;

    VectorKernels() {
        this(false);
    }

    /** @param patient whether plain Java computes until their vector code is compiled */
    VectorKernels(boolean patient) {
        this.patient = patient;
    }

    /** Whether plain Java computes so many rows of n elements, since their code is not compiled. */
    private boolean waits(VectorPiece code, int rows, int n) {
        return patient && !code.ready(rows, n);
    }

    @Override
    public String kind() {
        return "vector " + VectorLanes.SPECIES.vectorBitSize() + " bit";
    }

    @Override
    public void tanh(int n, float[] from, float[] to) {
        if (Maths.isAccurate() || waits(VectorPiece.TANH, 1, n / RowSums.PARTS * RowSums.PARTS)) {
            super.tanh(n, from, to);
        } else {
            int whole = n / LANES * LANES;
            VectorFunctions.tanh(whole, from, to);
            PlainFunctions.tanh(whole, n, from, to);
        }
    }

    @Override
    public void sigmoid(int n, float[] from, float[] to) {
        if (Maths.isAccurate() || waits(VectorPiece.SIGMOID, 1, n / RowSums.PARTS * RowSums.PARTS)) {
            super.sigmoid(n, from, to);
        } else {
            int whole = n / LANES * LANES;
            VectorFunctions.sigmoid(whole, from, to);
            PlainFunctions.sigmoid(whole, n, from, to);
        }
    }

    @Override
    public void exp(int n, float[] from, float[] to) {
        if (Maths.isAccurate() || waits(VectorPiece.EXP, 1, n / RowSums.PARTS * RowSums.PARTS)) {
            super.exp(n, from, to);
        } else {
            int whole = n / LANES * LANES;
            VectorFunctions.exp(whole, from, to);
            PlainFunctions.exp(whole, n, from, to);
        }
    }

    @Override
    public void rowSums(int rows, int n, float[] a, int aStride, float[] sums) {
        if (!VectorRowSums.fits() || waits(VectorPiece.ROW_SUMS, rows, n)) {
            super.rowSums(rows, n, a, aStride, sums);
        } else {
            VectorRowSums.sum(rows, n, a, aStride, sums);
        }
    }

    @Override
    public void rowSums(
            int rows, int n, float[] a, int aAt, int aStride, float[] b, int bAt, int bStride, float[] sums, int at) {
        if (!VectorRowSums.fits() || waits(VectorPiece.ROW_PRODUCT_SUMS, rows, n)) {
            super.rowSums(rows, n, a, aAt, aStride, b, bAt, bStride, sums, at);
        } else {
            VectorRowSums.sum(rows, n, a, aAt, aStride, b, bAt, bStride, sums, at);
        }
    }

    @Override
    public void columnSums(int rows, int n, float[] a, int aAt, int aStride, float[] sums, int at) {
        if (waits(VectorPiece.COLUMN_SUMS, rows, n)) {
            super.columnSums(rows, n, a, aAt, aStride, sums, at);
        } else {
            VectorColumnSums.add(rows, n, a, aAt, aStride, sums, at);
        }
    }

    @Override
    public void weightedSums(
            int rows, int n, float[] a, int aAt, int aStride, float[] w, int wAt, float[] sums, int at) {
        if (waits(VectorPiece.WEIGHTED_SUMS, rows, n)) {
            super.weightedSums(rows, n, a, aAt, aStride, w, wAt, sums, at);
        } else {
            VectorColumnSums.weighted(rows, n, a, aAt, aStride, w, wAt, sums, at);
        }
    }

    @Override
    public void setOuter(int rows, int n, float[] w, int wAt, float[] b, int bAt, float[] to, int at, int stride) {
        if (waits(VectorPiece.SET_OUTER, rows, n)) {
            super.setOuter(rows, n, w, wAt, b, bAt, to, at, stride);
        } else {
            VectorRowOperations.setOuter(rows, n, w, wAt, b, bAt, to, at, stride);
        }
    }

    @Override
    public void addOuter(int rows, int n, float[] w, int wAt, float[] b, int bAt, float[] to, int at, int stride) {
        if (waits(VectorPiece.ADD_OUTER, rows, n)) {
            super.addOuter(rows, n, w, wAt, b, bAt, to, at, stride);
        } else {
            VectorRowOperations.addOuter(rows, n, w, wAt, b, bAt, to, at, stride);
        }
    }

    @Override
    public void columnSums(int rows, int n, float[] a, int aStride, float[] b, int bStride, float[] sums, int at) {
        if (waits(VectorPiece.COLUMN_PRODUCT_SUMS, rows, n)) {
            super.columnSums(rows, n, a, aStride, b, bStride, sums, at);
        } else {
            VectorColumnSums.add(rows, n, a, aStride, b, bStride, sums, at);
        }
    }

    @Override
    public void rowPlus(int rows, int n, float[] a, float[] s, float[] to) {
        if (waits(VectorPiece.ROW_PLUS, rows, n)) {
            super.rowPlus(rows, n, a, s, to);
        } else {
            VectorRowOperations.plus(rows, n, a, s, to);
        }
    }

    @Override
    public void rowMinus(int rows, int n, float[] a, float[] s, float[] to) {
        if (waits(VectorPiece.ROW_MINUS, rows, n)) {
            super.rowMinus(rows, n, a, s, to);
        } else {
            VectorRowOperations.minus(rows, n, a, s, to);
        }
    }

    @Override
    public void rowTimes(int rows, int n, float[] a, float[] s, float[] to) {
        if (waits(VectorPiece.ROW_TIMES, rows, n)) {
            super.rowTimes(rows, n, a, s, to);
        } else {
            VectorRowOperations.times(rows, n, a, s, to);
        }
    }

    @Override
    public FloatProduct floatProduct(ProductShape shape) {
        return new VectorProduct(shape, patient);
    }

    @Override
    public FloatEquations floatEquations(String... loops) {
        return Maths.isAccurate()
                ? super.floatEquations(loops)
                : new VectorEquations(String.join("; ", loops), patient);
    }

    @Override
    public FloatOuter floatOuter(OuterShape shape) {
        return new VectorOuter(shape, patient);
    }
}
