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
 * cap9     the last value, or 9 where it is more; floor-9 likewise -9 where it is less; NaN stays
 * =t       takes the last value and calls it t; $t is it again
 * &gt;a2+5    takes the last value and stores it
 * </pre>
 *
 * <p>This class computes none: generated code then does it in plain Java.
 */
public class FloatEquations {

    FloatEquations() {}

    /**
     * Computes all equations or nothing, for there may be no vector code for them yet, or none at all.
     *
     * @return whether it did
     */
    public boolean run(float[][] a, float[] parameters) {
        return false;
    }
}
