package io.lstmc.runtime;

import java.util.Arrays;

/** Turns a matrix into one with orthonormal rows or columns, for the initialisation of recurrent weights. */
public final class Orthonormal {

    /** A vector that loses all but this part of its length to its predecessors depends on them. */
    private static final double DEPENDENT = 1e-10;

    private Orthonormal() {}

    /**
     * Orthonormalises the row-major {@code rows} × {@code columns} matrix at {@code offset} in place: its rows if
     * {@code rows <= columns}, else its columns. Modified Gram-Schmidt, run twice, in double. A vector that is zero or
     * depends on the ones before it is replaced by the unit vector that is farthest from them.
     *
     * @throws IllegalArgumentException if an element is not finite
     */
    public static void columnsOrRows(Storage s, int offset, int rows, int columns) {
        boolean byRow = rows <= columns;
        int count = Math.min(rows, columns);
        int length = Math.max(rows, columns);
        int next = byRow ? columns : 1;
        int along = byRow ? 1 : columns;
        double[][] q = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < length; j++) {
                q[i][j] = s.get(offset + i * next + j * along);
            }
            orthonormalise(q, i);
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < length; j++) {
                s.set(offset + i * next + j * along, q[i][j]);
            }
        }
    }

    private static void orthonormalise(double[][] q, int i) {
        if (!normalise(q[i], 0)) {
            farthestUnit(q, i);
        }
        for (int pass = 0; pass < 2; pass++) {
            removeEarlier(q, i);
            if (!normalise(q[i], DEPENDENT)) {
                farthestUnit(q, i);
                pass = -1;
            }
        }
    }

    private static void removeEarlier(double[][] q, int i) {
        double[] v = q[i];
        for (int p = 0; p < i; p++) {
            double dot = 0;
            for (int j = 0; j < v.length; j++) {
                dot += q[p][j] * v[j];
            }
            for (int j = 0; j < v.length; j++) {
                v[j] -= dot * q[p][j];
            }
        }
    }

    /** Scales to length 1; false if the length is not above {@code least}. The largest element first, against overflow. */
    private static boolean normalise(double[] v, double least) {
        double largest = 0;
        for (double x : v) {
            largest = Math.max(largest, Math.abs(x));
        }
        if (!Double.isFinite(largest)) {
            throw new IllegalArgumentException("a matrix to be orthonormalised has an element that is not finite");
        }
        if (largest <= least) {
            return false;
        }
        double sum = 0;
        for (double x : v) {
            sum += (x / largest) * (x / largest);
        }
        double root = Math.sqrt(sum);
        for (int j = 0; j < v.length; j++) {
            v[j] = v[j] / largest / root;
        }
        return true;
    }

    /** |e_k − projection|² = 1 − Σ_p q[p][k]², which on average over k is (length − i) / length, so the best is never 0. */
    private static void farthestUnit(double[][] q, int i) {
        int best = 0;
        double most = -1;
        for (int k = 0; k < q[i].length; k++) {
            double rest = 1;
            for (int p = 0; p < i; p++) {
                rest -= q[p][k] * q[p][k];
            }
            if (rest > most) {
                most = rest;
                best = k;
            }
        }
        Arrays.fill(q[i], 0);
        q[i][best] = 1;
    }
}
