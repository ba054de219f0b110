package io.lstmc.runtime.kernel;

/**
 * Equations between matrices that have a row for each sample, computed row by row, made once and shared by all threads. They
 * are a text with the number of columns, a multiple of sixteen, and then words, which take their operands from a stack:
 *
 * <pre>
 * m2      the elements of a row of array 2, of which the rows follow each other
 * n2      element r of array 2 for all of row r
 * s2      the elements of one row for all rows, in array 2 from its start on
 * #0.5    a number for all
 * + - * / neg sqrt tanh sigmoid
 * =t      takes the last value and calls it t; $t is it again
 * &gt;m2     takes the last value and stores it
 * Σn2     takes the last value; its sum over a row becomes the row's element of array 2
 * Σs2     takes the last value and adds it to what s2 is
 * </pre>
 *
 * <p>Sums have the order of {@link Kernels#rowSums} and {@link Kernels#columnSums}. No equation reads a sum of the same sweep.
 * This class computes none: generated code then does it in plain Java.
 */
public class FloatSweep {

    FloatSweep() {}

    /**
     * Computes all equations or nothing, for there may be no vector code for them yet, or none at all.
     *
     * @param starts for each array that has a shared row, where it starts
     * @return whether it did
     */
    public boolean run(int rows, float[][] a, int[] starts) {
        return false;
    }
}
