package io.lstmc.runtime;

/**
 * Elementwise functions for both precisions, small enough to be inlined into the loops of generated code.
 *
 * <p>The float forms of {@code tanh} and {@code sigmoid} have neither branch nor call, so that a plain loop over them
 * becomes vector instructions; their absolute errors are at most 3e-7 and 2e-7. NaN stays NaN everywhere.
 */
public final class Maths {

    private Maths() {}

    /** The rational approximation of degree 13/6 with the coefficients that Eigen published (generic_fast_tanh_float). */
    public static float tanh(float v) {
        float x = Math.max(-9f, Math.min(9f, v));
        float s = x * x;
        float p = Math.fma(s, -2.76076847742355e-16f, 2.00018790482477e-13f);
        p = Math.fma(s, p, -8.60467152213735e-11f);
        p = Math.fma(s, p, 5.12229709037114e-08f);
        p = Math.fma(s, p, 1.48572235717979e-05f);
        p = Math.fma(s, p, 6.37261928875436e-04f);
        p = Math.fma(s, p, 4.89352455891786e-03f);
        float q = Math.fma(s, 1.19825839466702e-06f, 1.18534705686654e-04f);
        q = Math.fma(s, q, 2.26843463243900e-03f);
        q = Math.fma(s, q, 4.89352518554385e-03f);
        // The quotient exceeds 1 by up to 3e-7 above 8.12, which no formula with 1 − tanh² expects.
        return Math.max(-1f, Math.min(1f, x * p / q));
    }

    public static double tanh(double x) {
        return Math.tanh(x);
    }

    /** σ(x) = ½ tanh(x/2) + ½. */
    public static float sigmoid(float x) {
        return Math.fma(0.5f, tanh(0.5f * x), 0.5f);
    }

    public static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    public static float exp(float x) {
        return (float) Math.exp(x);
    }

    public static double exp(double x) {
        return Math.exp(x);
    }

    public static float log(float x) {
        return (float) Math.log(x);
    }

    public static double log(double x) {
        return Math.log(x);
    }

    public static float sqrt(float x) {
        return (float) Math.sqrt(x);
    }

    public static double sqrt(double x) {
        return Math.sqrt(x);
    }

    public static float pow(float x, float y) {
        return (float) Math.pow(x, y);
    }

    public static double pow(double x, double y) {
        return Math.pow(x, y);
    }

    public static float sin(float x) {
        return (float) Math.sin(x);
    }

    public static double sin(double x) {
        return Math.sin(x);
    }

    public static float cos(float x) {
        return (float) Math.cos(x);
    }

    public static double cos(double x) {
        return Math.cos(x);
    }
}
