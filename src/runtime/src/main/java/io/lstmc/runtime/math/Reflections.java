package io.lstmc.runtime.math;

/**
 * A product of reflections I − τₖ vₖ vₖᵀ as I − V T Vᵀ with a triangular T. There are always {@link #COUNT}; those that are
 * not added are the identity.
 */
final class Reflections {

    /** How many there are: a multiple of eight. */
    static final int COUNT = 32;

    /** Columns that are computed together, so that eight rows of them stay in the cache that is next to the core. */
    private static final int CHUNK = 256;

    private final int first;

    /** V by columns; element i belongs to row {@code first + i}. */
    private final double[][] vectors;

    private final double[][] t = new double[COUNT][COUNT];
    private final int length;

    /** For the rows {@code first} … {@code first + length − 1} of a matrix. */
    Reflections(int first, int length) {
        this.first = first;
        this.length = length;
        this.vectors = new double[COUNT][length];
    }

    double[] vector(int k) {
        return vectors[k];
    }

    /** Adds the reflection of vector {@code k}. */
    void add(int k, double tau) {
        t[k][k] = tau;
        double[] products = new double[k];
        for (int l = 0; l < k; l++) {
            products[l] = dot(vectors[l], vectors[k], k);
        }
        for (int l = 0; l < k; l++) {
            double sum = 0;
            for (int m = l; m < k; m++) {
                sum += t[l][m] * products[m];
            }
            t[l][k] = -tau * sum;
        }
    }

    /** Applies the first {@code count} reflections, each its own inverse, one after the other to {@code x}. */
    void reflectByEarlier(int count, double[] x) {
        for (int k = 0; k < count; k++) {
            double[] v = vectors[k];
            double factor = t[k][k] * dot(v, x, k);
            for (int i = k; i < length; i++) {
                x[i] -= factor * v[i];
            }
        }
    }

    private static double dot(double[] a, double[] b, int from) {
        double sum = 0;
        for (int i = from; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Multiplies the columns {@code from} … {@code end − 1} of {@code a} by I − V T Vᵀ, or by its transpose. */
    void apply(double[][] a, int from, int end, boolean transposed) {
        double[][] products = new double[COUNT][end];
        double[][] factors = new double[COUNT][end];
        for (int start = from; start < end; start += CHUNK) {
            int stop = Math.min(end, start + CHUNK);
            multiplyByVectors(a, products, start, stop);
            for (int k = 0; k < COUNT; k++) {
                for (int l = 0; l < COUNT; l++) {
                    double factor = transposed ? t[l][k] : t[k][l];
                    if (factor != 0) {
                        add(factors[k], start, stop, -factor, products[l]);
                    }
                }
            }
            for (int i = 0; i < length; i++) {
                for (int k = 0; k < COUNT; k += 8) {
                    addEight(a[first + i], start, stop, factors, k, vectors, i, k);
                }
            }
        }
    }

    /** products = Vᵀ · a */
    private void multiplyByVectors(double[][] a, double[][] products, int start, int stop) {
        int eights = length / 8 * 8;
        double[][] rows = new double[8][];
        double[][] column = new double[8][1];
        for (int i = 0; i < eights; i += 8) {
            System.arraycopy(a, first + i, rows, 0, 8);
            for (int k = 0; k < COUNT; k++) {
                for (int r = 0; r < 8; r++) {
                    column[r][0] = vectors[k][i + r];
                }
                addEight(products[k], start, stop, rows, 0, column, 0, 0);
            }
        }
        for (int i = eights; i < length; i++) {
            for (int k = 0; k < COUNT; k++) {
                add(products[k], start, stop, vectors[k][i], a[first + i]);
            }
        }
    }

    private static void add(double[] to, int start, int stop, double factor, double[] from) {
        for (int j = start; j < stop; j++) {
            to[j] += factor * from[j];
        }
    }

    /** Adds rows {@code row} … {@code row + 7} of {@code from}, times the factors at {@code at} of as many arrays. */
    private static void addEight(
            double[] to, int start, int stop, double[][] from, int row, double[][] factors, int at, int factor) {
        double[] r0 = from[row];
        double[] r1 = from[row + 1];
        double[] r2 = from[row + 2];
        double[] r3 = from[row + 3];
        double[] r4 = from[row + 4];
        double[] r5 = from[row + 5];
        double[] r6 = from[row + 6];
        double[] r7 = from[row + 7];
        double f0 = factors[factor][at];
        double f1 = factors[factor + 1][at];
        double f2 = factors[factor + 2][at];
        double f3 = factors[factor + 3][at];
        double f4 = factors[factor + 4][at];
        double f5 = factors[factor + 5][at];
        double f6 = factors[factor + 6][at];
        double f7 = factors[factor + 7][at];
        for (int j = start; j < stop; j++) {
            double a = r0[j] * f0 + r1[j] * f1;
            double b = r2[j] * f2 + r3[j] * f3;
            double c = r4[j] * f4 + r5[j] * f5;
            double d = r6[j] * f6 + r7[j] * f7;
            to[j] += (a + b) + (c + d);
        }
    }
}
