package io.lstmc.runtime.generated;

import java.util.StringTokenizer;

/**
 * Arrays whose numbers a generated class has as text, with white space between them: as code thousands of numbers would not
 * fit into a class.
 */
public final class Numbers {

    private Numbers() {}

    /** The {@code size} numbers of some texts behind one another, each as {@link Float#parseFloat} reads it. */
    public static float[] floats(int size, String... texts) {
        float[] values = new float[size];
        int at = 0;
        for (String text : texts) {
            for (StringTokenizer words = new StringTokenizer(text); words.hasMoreTokens(); at++) {
                values[at] = Float.parseFloat(words.nextToken());
            }
        }
        return values;
    }

    /** The {@code size} numbers of some texts behind one another, each as {@link Double#parseDouble} reads it. */
    public static double[] doubles(int size, String... texts) {
        double[] values = new double[size];
        int at = 0;
        for (String text : texts) {
            for (StringTokenizer words = new StringTokenizer(text); words.hasMoreTokens(); at++) {
                values[at] = Double.parseDouble(words.nextToken());
            }
        }
        return values;
    }
}
