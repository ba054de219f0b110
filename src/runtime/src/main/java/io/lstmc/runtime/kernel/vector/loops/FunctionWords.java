package io.lstmc.runtime.kernel.vector.loops;

import static io.lstmc.runtime.math.TanhFraction.*;

import io.lstmc.runtime.kernel.FloatEquations;

/** Functions of {@link io.lstmc.runtime.math.Maths}, operation for operation, in the words of {@link FloatEquations}. */
final class FunctionWords {

    static final String TANH = fraction(BOUND, new float[] {P4, P3, P2, P1, P0}, new float[] {Q3, Q2, Q1, Q0});

    static final String SIGMOID =
            fraction(HALF_BOUND, new float[] {HALF_P4, HALF_P3, HALF_P2, HALF_P1, HALF_P0}, new float[] {
                        HALF_Q3, HALF_Q2, HALF_Q1, HALF_Q0
                    })
                    + " #0.5 +";

    private FunctionWords() {}

    /** x·P(x²)/Q(x²) of the value on the stack; the highest coefficient first, and that of Q, which is 1, left out. */
    private static String fraction(float bound, float[] p, float[] q) {
        return "within" + bound + " =x $x $x * =s $s $s * =t"
                + " $x $t $t #" + p[0] + " $s #" + p[1] + " #" + p[2] + " fma fma $s #" + p[3] + " #" + p[4]
                + " fma fma *"
                + " $t $s $s #" + q[0] + " + #" + q[1] + " fma $s #" + q[2] + " #" + q[3] + " fma fma /";
    }
}
