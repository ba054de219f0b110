package io.lstmc.runtime.math;

/**
 * The Q of a QR decomposition by Householder's reflections, of which {@link Reflections#COUNT} at a time are applied as
 * products of matrices (Schreiber and Van Loan, "A storage-efficient WY representation for products of Householder
 * transformations", 1989): then the matrix goes through the cache once for all of them.
 */
final class HouseholderQr {

    /** A rest of a vector of about length 1 that is smaller is rounding; its square would not be a number any more. */
    private static final double NOTHING = 1e-140;

    private HouseholderQr() {}

    /**
     * Replaces the columns of {@code a} by orthonormal ones that span the same, the first j of them what the first j
     * spanned. All operations have one order, so that the bits are the same on every machine.
     *
     * @param a rows of {@code columns} elements, at least as many as there are columns; its largest elements are about 1
     */
    static void replaceByQ(double[][] a, int columns) {
        int blocks = (columns + Reflections.COUNT - 1) / Reflections.COUNT;
        Reflections[] all = new Reflections[blocks];
        boolean[] negative = new boolean[columns];
        for (int b = 0; b < blocks; b++) {
            int first = b * Reflections.COUNT;
            int end = Math.min(columns, first + Reflections.COUNT);
            all[b] = eliminate(a, first, end, negative);
            all[b].apply(a, end, columns, true);
        }
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < columns; j++) {
                a[i][j] = i == j ? 1 : 0;
            }
        }
        for (int b = blocks - 1; b >= 0; b--) {
            all[b].apply(a, b * Reflections.COUNT, columns, false);
        }
        for (int j = 0; j < columns; j++) {
            if (negative[j]) {
                for (double[] row : a) {
                    row[j] = -row[j];
                }
            }
        }
    }

    /** Finds the reflections that make the columns {@code first} … {@code end − 1} triangular. */
    private static Reflections eliminate(double[][] a, int first, int end, boolean[] negative) {
        int length = a.length - first;
        Reflections made = new Reflections(first, length);
        for (int k = 0; k < end - first; k++) {
            double[] v = made.vector(k);
            for (int i = 0; i < length; i++) {
                v[i] = a[first + i][first + k];
            }
            made.reflectByEarlier(k, v);
            Reflection reflection = reflection(v, k);
            negative[first + k] = reflection.diagonal < 0;
            made.add(k, reflection.factor);
        }
        return made;
    }

    /** A reflection I − τ v vᵀ: its {@code factor} τ, and the diagonal element of R that it leaves. */
    private record Reflection(double diagonal, double factor) {}

    /**
     * Makes of {@code v} the vector of the reflection that leaves nothing of it below element {@code k}: 0 before that
     * element and 1 there.
     */
    private static Reflection reflection(double[] v, int k) {
        double largest = 0;
        double sum = 0;
        for (int i = k; i < v.length; i++) {
            largest = Math.max(largest, Math.abs(v[i]));
            sum += v[i] * v[i];
        }
        double head = v[k];
        double diagonal = head > 0 ? -Math.sqrt(sum) : Math.sqrt(sum);
        double scale = head - diagonal;
        boolean nothing = largest < NOTHING;
        for (int i = 0; i < v.length; i++) {
            v[i] = i < k || nothing ? 0 : v[i] / scale;
        }
        v[k] = 1;
        return nothing ? new Reflection(0, 0) : new Reflection(diagonal, -scale / diagonal);
    }
}
