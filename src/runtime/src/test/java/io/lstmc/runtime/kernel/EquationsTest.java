package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lstmc.runtime.math.Fma;
import io.lstmc.runtime.math.Maths;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every bit of the vector code against plain Java. */
class EquationsTest {

    private static Kernels vector() {
        assumeTrue(KernelChoice.missing().isEmpty(), "no vectors");
        return KernelChoice.of("vector").kernels;
    }

    @Test
    void everyBitIsThatOfPlainJava() {
        Kernels kernels = vector();
        for (int n : new int[] {16, 48, 160}) {
            String text = n + " a0+3 a1+0 * p+2 - sp+1 #-0.75 neg / + =1 $1 >a2+0 $1 sigmoid >a3+0; " + n
                    + " a3+0 sa0+1 tanh * a1+0 a1+0 * sqrt a0+3 a1+0 fma + >a1+0";
            Random random = new Random(n);
            float[][] a = Forms.slots(random, 4, n + 3);
            float[] p = Forms.slots(random, 1, n + 2)[0];
            a[0][5] = Float.NaN;
            a[0][6] = Float.NEGATIVE_INFINITY;
            a[0][7] = -0f;
            a[0][1] = 0.3f;
            float[][] expected = Forms.copy(a);
            for (int i = 0; i < n; i++) {
                float z = expected[0][3 + i] * expected[1][i] - p[2 + i] + p[1] / 0.75f;
                expected[2][i] = z;
                expected[3][i] = Maths.sigmoid(z);
            }
            for (int i = 0; i < n; i++) {
                float y = expected[3][i] * Maths.tanh(expected[0][1]);
                float x = expected[1][i];
                expected[1][i] = y + Fma.fma(Maths.sqrt(x * x), expected[0][3 + i], x);
            }
            assertTrue(kernels.floatEquations(text).run(a, p));
            for (int i = 0; i < a.length; i++) {
                assertArrayEquals(expected[i], a[i], "array " + i + " of " + n);
            }
        }
    }

    @Test
    void partsOfVectorsAreLeftToOthers() {
        float[][] a = {{1, 2, 3}};
        assertFalse(vector().floatEquations("3 a0+0 a0+0 + >a0+0").run(a, new float[0]));
        assertArrayEquals(new float[] {1, 2, 3}, a[0]);
    }

    @Test
    void plainJavaHasNone() {
        assertFalse(
                KernelChoice.of("plain").kernels.floatEquations("16 a0+0 >a1+0").run(new float[2][16], new float[0]));
    }
}
