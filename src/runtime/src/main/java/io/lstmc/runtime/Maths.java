package io.lstmc.runtime;

/**
 * Elementwise functions for both precisions, small enough to be inlined into the loops of generated code.
 *
 * <p>The float forms of {@code tanh} and {@code sigmoid} have neither branch nor call, so that a plain loop over them
 * becomes vector instructions; their absolute errors are at most 3e-7 and 2e-7. NaN stays NaN everywhere.
 *
 * <p>With the system property {@code lstmc.activations} set to {@code accurate}, the float forms of {@code tanh}, {@code
 * sigmoid} and {@code exp} are those of {@code Math} in double, rounded: at most 1 ulp from the true value, also where the
 * sigmoid is close to 0, and many times slower.
 */
public final class Maths {

    /** Whether accuracy comes before speed. */
    private static final boolean ACCURATE = accurate(System.getProperty("lstmc.activations", "fast"));

    /** 1.5 · 2²³. */
    private static final float ROUND = 12582912f;

    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

    /** A multiple of 2⁻¹⁵, so that small integers times it are exact. */
    private static final float LN2_HIGH = 0.693145751953125f;

    private static final float LN2_LOW = 1.428606765330187e-06f;

    private Maths() {}

    private static boolean accurate(String wish) {
        if (!wish.equals("fast") && !wish.equals("accurate")) {
            throw new IllegalStateException("lstmc.activations is fast or accurate, not " + wish);
        }
        return wish.equals("accurate");
    }

    /** Whether the property {@code lstmc.activations} asks for accurate functions. */
    public static boolean isAccurate() {
        return ACCURATE;
    }

    /**
     * The rational approximation of degree 13/6 with the coefficients that Eigen published (generic_fast_tanh_float). At
     * the bound, the last number before the quotient exceeds 1, the quotient is exactly 1.
     */
    public static float tanh(float v) {
        if (ACCURATE) {
            return (float) Math.tanh(v);
        }
        float x = Math.max(-8.12742f, Math.min(8.12742f, v));
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
        return x * p / q;
    }

    public static double tanh(double x) {
        return Math.tanh(x);
    }

    /** σ(x) = ½ tanh(x/2) + ½. */
    public static float sigmoid(float x) {
        if (ACCURATE) {
            return (float) sigmoid((double) x);
        }
        return Math.fma(0.5f, tanh(0.5f * x), 0.5f);
    }

    public static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /**
     * At most 1 ulp from the true value, and exactly 0, ∞ and NaN where those are right. x = k ln 2 + r, and the polynomial
     * in r is that of Cephes (expf); 2ᵏ comes in two factors, since it may be smaller or larger than any float.
     */
    public static float exp(float v) {
        if (ACCURATE) {
            return (float) Math.exp(v);
        }
        // Beyond these bounds the result is 0 or ∞.
        float x = Math.max(-104f, Math.min(89f, v));
        // The sum is so large that its last bits are the nearest integer.
        float shifted = Math.fma(x, 1.44269504f, ROUND);
        float n = shifted - ROUND;
        float r = Math.fma(n, -LN2_HIGH, x);
        r = Math.fma(n, -LN2_LOW, r);
        float p = Math.fma(r, 1.9875691500e-4f, 1.3981999507e-3f);
        p = Math.fma(r, p, 8.3334519073e-3f);
        p = Math.fma(r, p, 4.1665795894e-2f);
        p = Math.fma(r, p, 1.6666665459e-1f);
        p = Math.fma(r, p, 5.0000001201e-1f);
        p = Math.fma(r, p, 1f);
        p = Math.fma(r, p, 1f);
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
