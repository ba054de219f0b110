package io.lstmc.runtime.math;

import io.lstmc.runtime.tensor.Storage;

/** Turns a matrix into one with orthonormal rows or columns, for the initialisation of recurrent weights. */
public final class Orthonormal {

    private Orthonormal() {}

    /**
     * Orthonormalises the row-major {@code rows} × {@code columns} matrix at {@code offset} in place: its rows if
     * {@code rows <= columns}, else its columns. The result is the Q of the QR decomposition whose R has a diagonal that is
     * not negative, so what Gram and Schmidt's method gives; for normal random elements it is distributed uniformly among
     * all orthonormal matrices (Mezzadri, "How to generate random matrices from the classical compact groups", 2007). It is
     * computed by Householder's method in double, and is orthonormal also where vectors are zero or depend on each other.
     *
     * @throws IllegalArgumentException if an element is not finite
     */
    public static void columnsOrRows(Storage s, int offset, int rows, int columns) {
        boolean byRow = rows <= columns;
        int count = Math.min(rows, columns);
        int length = Math.max(rows, columns);
        int next = byRow ? columns : 1;
        int along = byRow ? 1 : columns;
        double[][] a = new double[length][count];
        for (int j = 0; j < count; j++) {
            int start = offset + j * next;
            int exponent = exponent(s, start, length, along);
            for (int i = 0; i < length; i++) {
                a[i][j] = Math.scalb(s.get(start + i * along), -exponent);
            }
        }
        HouseholderQr.replaceByQ(a, count);
        for (int j = 0; j < count; j++) {
            int start = offset + j * next;
            for (int i = 0; i < length; i++) {
                s.set(start + i * along, a[i][j]);
            }
        }
    }

    /** By which power of two a vector is divided, which changes no result but keeps squares in range. */
    private static int exponent(Storage s, int start, int length, int along) {
        double largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(s.get(start + i * along)));
        }
        if (!Double.isFinite(largest)) {
            throw new IllegalArgumentException("a matrix to be orthonormalised has an element that is not finite");
        }
        return largest == 0 ? 0 : Math.getExponent(largest);
    }
}
