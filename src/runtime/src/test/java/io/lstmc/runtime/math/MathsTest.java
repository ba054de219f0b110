package io.lstmc.runtime.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MathsTest {

    /** What errors are multiplied by where products and sums are rounded apart. */
    private static final double ROUNDING = Fma.fused() ? 1 : 1.5;

    @Test
    void floatActivationsAreAccurate() {
        double tanh = 0;
        double sigmoid = 0;
        int step = 37;
        for (int bits = Float.floatToIntBits(1e-6f); bits < Float.floatToIntBits(20f); bits += step) {
            float x = Float.intBitsToFloat(bits);
            assertTrue(Maths.tanh(x) <= 1 && Maths.tanh(-x) == -Maths.tanh(x));
            tanh = Math.max(tanh, Math.abs(Maths.tanh(x) - Math.tanh(x)));
            sigmoid = Math.max(sigmoid, Math.abs(Maths.sigmoid(x) - 1 / (1 + Math.exp(-x))));
            sigmoid = Math.max(sigmoid, Math.abs(Maths.sigmoid(-x) - 1 / (1 + Math.exp(x))));
        }
        assertTrue(tanh < 3e-7 * ROUNDING, "tanh " + tanh);
        assertTrue(sigmoid < 2e-7 * ROUNDING, "sigmoid " + sigmoid);
    }

    @Test
    void ends() {
        for (float x : new float[] {TanhFraction.BOUND, 9, 1e10f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
            assertEquals(1f, Maths.tanh(x));
            assertEquals(-1f, Maths.tanh(-x));
            assertEquals(1, Maths.sigmoid(2 * x), 1e-7);
            assertEquals(0, Maths.sigmoid(-2 * x), 1e-7);
        }
        assertEquals(0f, Maths.tanh(0f));
        assertEquals(0.5f, Maths.sigmoid(0f));
        assertTrue(Float.isNaN(Maths.tanh(Float.NaN)));
        assertTrue(Float.isNaN(Maths.sigmoid(Float.NaN)));
        assertTrue(Double.isNaN(Maths.sigmoid(Double.NaN)));
        assertEquals(0.0, Maths.sigmoid(-1000.0));
        assertEquals(1.0, Maths.sigmoid(1000.0));
    }

    /** In units in the last place; below the normal numbers, of the smallest. */
    @Test
    void exponentialIsAccurate() {
        double worst = 0;
        for (int bits = 0; bits < Float.floatToIntBits(104.5f); bits += 997) {
            for (float x : new float[] {Float.intBitsToFloat(bits), -Float.intBitsToFloat(bits)}) {
                double expected = Math.exp(x);
                if (expected < Float.MAX_VALUE) {
                    worst = Math.max(worst, Math.abs(Maths.exp(x) - expected) / Math.ulp((float) expected));
                }
            }
        }
        assertTrue(worst < ROUNDING && worst > 0.5, "ulp " + worst);
    }

    @Test
    void exponentialHasExactEnds() {
        assertEquals(1f, Maths.exp(0f));
        assertEquals(1f, Maths.exp(-0f));
        assertEquals(3.4027985e38f, Maths.exp(88.72283f));
        assertEquals(Float.MIN_VALUE, Maths.exp(-103.97f));
        for (float x : new float[] {88.73f, 200, 1e30f, Float.POSITIVE_INFINITY}) {
            assertEquals(Float.POSITIVE_INFINITY, Maths.exp(x));
        }
        for (float x : new float[] {-103.98f, -200, -1e30f, Float.NEGATIVE_INFINITY}) {
            assertEquals(0f, Maths.exp(x));
        }
        assertTrue(Float.isNaN(Maths.exp(Float.NaN)));
    }
}
