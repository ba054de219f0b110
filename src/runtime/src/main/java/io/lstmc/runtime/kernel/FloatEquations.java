package io.lstmc.runtime.kernel;

/**
 * Equations between the elements of arrays, made once and shared by all threads: loops, each of them a text with its number
 * of elements and then words, which take their operands from a stack:
 *
 * <pre>
 * a2+5     the elements of array 2 from index 5 on; p+5 those of the parameters
 * sa2+5    element 5 of array 2 for all; sp+5 that of the parameters
 * #0.5     a number for all
 * + - * / fma neg sqrt tanh sigmoid
 * within9  the last value, or where it is further from 0 than 9 that with its sign; NaN stays
 * =t       takes the last value and calls it t; $t is it again
 * &gt;a2+5    takes the last value and stores it
 * </pre>
 *
 * <p>A text that begins with {@code rows} is one sweep over the rows of matrices, with their number of columns, a multiple of
 * sixteen, and words of which some differ:
 *
 * <pre>
 * m2      the elements of a row of array 2, in which the rows follow each other; &gt;m2 stores them
 * n2      element r of array 2 for all of row r
 * s2      the elements of one row for all rows, in array 2 from its start on
 * g2/40   the elements of row r/40 of array 2: one row for 40 rows
 * Σn2     takes the last value; its sum over a row becomes the row's element of array 2
 * Σs2     takes the last value and adds it to what s2 is
 * Σg2/40  takes the last value; its sum over 40 rows becomes row r/40 of array 2
 * </pre>
 *
 * <p>Its sums have the order of {@link Kernels#rowSums} and {@link Kernels#columnSums}, and no equation of it reads one.
 *
 * <p>A loop or sweep should have at most some 60 operations, a function counting as 20: what the JIT compiler (C2) does to longer
 * ones has not been seen.
 *
 * <p>This class computes none: generated code then does it in plain Java.
 */
public class FloatEquations {

    protected FloatEquations() {}

    /**
     * Computes all equations or nothing, for there may be no vector code for them yet, or none at all.
     *
     * @return whether it did
     */
    public boolean run(float[][] a, float[] parameters) {
        return false;
    }

    /**
     * Computes a sweep or nothing, as {@link #run(float[][], float[])} does.
     *
     * @param starts for each array that has a row for all rows, where that starts
     * @return whether it did
     */
    public boolean run(int rows, float[][] a, int[] starts) {
        return false;
    }
}
