package io.lstmc.runtime.kernel;

import io.lstmc.runtime.math.Maths;

/** The functions of arrays that have vector code too, in plain Java: to[i] = f(from[i]) for i from {@code first} to {@code n}. */
public final class PlainFunctions {

    private PlainFunctions() {}

    public static void tanh(int first, int n, float[] from, float[] to) {
        for (int i = first; i < n; i++) {
            to[i] = Maths.tanh(from[i]);
        }
    }

    public static void sigmoid(int first, int n, float[] from, float[] to) {
        for (int i = first; i < n; i++) {
            to[i] = Maths.sigmoid(from[i]);
        }
    }

    public static void exp(int first, int n, float[] from, float[] to) {
        for (int i = first; i < n; i++) {
            to[i] = Maths.exp(from[i]);
        }
    }
}
