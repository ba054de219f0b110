package io.lstmc.benchmarks.model;

/** Arrays as either type; the adapter of a generated class names what it needs. */
public final class Numbers {

    private Numbers() {}

    public static float[] floats(float[] values) {
        return values;
    }

    public static double[] doubles(float... values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    public static double[] doubles(double... values) {
        return values.clone();
    }

    /** Rows of one length behind one another. */
    public static double[] doubles(float[][] rows) {
        double[][] wide = new double[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            wide[row] = doubles(rows[row]);
        }
        return doubles(wide);
    }

    /** Rows of one length behind one another. */
    public static double[] doubles(double[][] rows) {
        double[] all = new double[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, all, row * rows[row].length, rows[row].length);
        }
        return all;
    }
}
