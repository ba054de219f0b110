package io.lstmc.runtime.math;

/**
 * Elementwise functions for both precisions, small enough to be inlined into the loops of generated code.
 *
 * <p>The float forms of {@code tanh} and {@code sigmoid} have neither branch nor call, so that a plain loop over them
 * becomes vector instructions; their absolute errors are at most 3e-7 and 2e-7, a half more where {@link Fma} rounds twice. NaN
 * stays NaN everywhere.
 *
 * <p>With the system property {@code lstmc.activations} set to {@code accurate}, the float forms of {@code tanh}, {@code
 * sigmoid} and {@code exp} are those of {@code Math} in double, rounded: at most 1 ulp from the true value, also where the
 * sigmoid is close to 0, and many times slower.
 */
public final class Maths {

    /** Whether accuracy comes before speed. */
    private static final boolean ACCURATE = "accurate".equals(System.getProperty("lstmc.activations"));

    /** 1.5 · 2²³. */
    private static final float ROUND = 12582912f;

    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

    /** A multiple of 2⁻¹⁵, so that small integers times it are exact. */
    private static final float LN2_HIGH = 0.693145751953125f;

    private static final float LN2_LOW = 1.428606765330187e-06f;

    private Maths() {}

    /** Whether the property {@code lstmc.activations} asks for accurate functions. */
    public static boolean isAccurate() {
        return ACCURATE;
    }

    /** A {@link TanhFraction}. */
    public static float tanh(float v) {
        if (ACCURATE) {
            return (float) Math.tanh(v);
        }
        float x = Math.max(-TanhFraction.BOUND, Math.min(TanhFraction.BOUND, v));
        float s = x * x;
        float t = s * s;
        float p = Fma.fma(
                t,
                Fma.fma(t, TanhFraction.P4, Fma.fma(s, TanhFraction.P3, TanhFraction.P2)),
                Fma.fma(s, TanhFraction.P1, TanhFraction.P0));
        float q = Fma.fma(
                t, Fma.fma(s, s + TanhFraction.Q3, TanhFraction.Q2), Fma.fma(s, TanhFraction.Q1, TanhFraction.Q0));
        return bounded(x * p / q, 1);
    }

    public static double tanh(double x) {
        return Math.tanh(x);
    }

    /** σ(x) = ½ tanh(x/2) + ½. */
    public static float sigmoid(float v) {
        if (ACCURATE) {
            return (float) sigmoid((double) v);
        }
        float x = Math.max(-TanhFraction.HALF_BOUND, Math.min(TanhFraction.HALF_BOUND, v));
        float s = x * x;
        float t = s * s;
        float p = Fma.fma(
                t,
                Fma.fma(t, TanhFraction.HALF_P4, Fma.fma(s, TanhFraction.HALF_P3, TanhFraction.HALF_P2)),
                Fma.fma(s, TanhFraction.HALF_P1, TanhFraction.HALF_P0));
        float q = Fma.fma(
                t,
                Fma.fma(s, s + TanhFraction.HALF_Q3, TanhFraction.HALF_Q2),
                Fma.fma(s, TanhFraction.HALF_Q1, TanhFraction.HALF_Q0));
        return bounded(x * p / q, 0.5f) + 0.5f;
    }

    /** Where products and sums are rounded apart, a fraction may end an ulp beyond its bound. */
    private static float bounded(float value, float bound) {
        return Fma.fused() ? value : Math.max(-bound, Math.min(bound, value));
    }

    public static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /**
     * At most 1 ulp from the true value (1.5 where {@link Fma} rounds twice), and exactly 0, ∞ and NaN where those are right. x = k ln 2 + r, and the polynomial
     * in r is that of Cephes (expf); 2ᵏ comes in two factors, since it may be smaller or larger than any float.
     */
    public static float exp(float v) {
        if (ACCURATE) {
            return (float) Math.exp(v);
        }
        // Beyond these bounds the result is 0 or ∞.
        float x = Math.max(-104f, Math.min(89f, v));
        // The sum is so large that its last bits are the nearest integer.
        float shifted = Fma.fma(x, 1.44269504f, ROUND);
        float n = shifted - ROUND;
        float r = Fma.fma(n, -LN2_HIGH, x);
        r = Fma.fma(n, -LN2_LOW, r);
        float p = Fma.fma(r, 1.9875691500e-4f, 1.3981999507e-3f);
        p = Fma.fma(r, p, 8.3334519073e-3f);
        p = Fma.fma(r, p, 4.1665795894e-2f);
        p = Fma.fma(r, p, 1.6666665459e-1f);
        p = Fma.fma(r, p, 5.0000001201e-1f);
        p = Fma.fma(r, p, 1f);
        p = Fma.fma(r, p, 1f);
        int k = Float.floatToRawIntBits(shifted) - ROUND_BITS;
        int half = k >> 1;
        return p * powerOfTwo(half) * powerOfTwo(k - half);
    }

    private static float powerOfTwo(int exponent) {
        return Float.intBitsToFloat((exponent + 127) << 23);
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

    /** log(1 + x), also where x is so small that 1 + x is 1; at most 1 ulp from the true value. */
    public static float log1p(float x) {
        return (float) Math.log1p(x);
    }

    /** log(1 + x), also where x is so small that 1 + x is 1. */
    public static double log1p(double x) {
        return Math.log1p(x);
    }

    /** exp(x) - 1, also where x is so small that exp(x) is 1; at most 1 ulp from the true value. */
    public static float expm1(float x) {
        return (float) Math.expm1(x);
    }

    /** exp(x) - 1, also where x is so small that exp(x) is 1. */
    public static double expm1(double x) {
        return Math.expm1(x);
    }

    public static float sqrt(float x) {
        return (float) Math.sqrt(x);
    }

    public static double sqrt(double x) {
        return Math.sqrt(x);
    }

    public static float floor(float x) {
        return (float) Math.floor(x);
    }

    public static double floor(double x) {
        return Math.floor(x);
    }

    public static float pow(float x, float y) {
        return (float) Math.pow(x, y);
    }

    public static double pow(double x, double y) {
        return y == 2 ? x * x : Math.pow(x, y);
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
