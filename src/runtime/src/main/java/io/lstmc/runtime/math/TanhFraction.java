package io.lstmc.runtime.math;

/**
 * tanh x ≈ x·P(x²)/Q(x²), where P = P0 + P1·s + … + P4·s⁴ and Q = Q0 + … + Q3·s³ + s⁴, which all float forms of tanh and
 * sigmoid evaluate.
 *
 * <p>The polynomials are those with the least relative error on [0, 9] (Remez exchange; 2.1e-8), with coefficients moved
 * by a few units in the last place so that rounding in float adds little: the quotient is within 3e-7. Both are evaluated
 * with s² as p = (P4·s² + (P3·s + P2))·s² + (P1·s + P0) and q = ((s + Q3)·s + Q2)·s² + (Q1·s + Q0), which is a shorter chain than
 * Horner's and rounds less. At the bound, the last number before the quotient exceeds 1, the quotient is exactly 1.
 */
public final class TanhFraction {

    public static final float BOUND = 8.2091465f;

    public static final float P0 = 1285916.9f;
    public static final float P1 = 172068.86f;
    public static final float P2 = 4495.034f;
    public static final float P3 = 26.50156f;
    public static final float P4 = 0.017172834f;
    public static final float Q0 = 1285916.9f;
    public static final float Q1 = 600707.6f;
    public static final float Q2 = 33275.64f;
    public static final float Q3 = 422.50516f;

    /** From here on those of ½ tanh(x/2) = σ(x) - ½: the same numbers times powers of two, so that rounding is the same. */
    public static final float HALF_BOUND = 2 * BOUND;

    public static final float HALF_P0 = 64 * P0;
    public static final float HALF_P1 = 16 * P1;
    public static final float HALF_P2 = 4 * P2;
    public static final float HALF_P3 = P3;
    public static final float HALF_P4 = P4 / 4;
    public static final float HALF_Q0 = 256 * Q0;
    public static final float HALF_Q1 = 64 * Q1;
    public static final float HALF_Q2 = 16 * Q2;
    public static final float HALF_Q3 = 4 * Q3;

    private TanhFraction() {}
}
