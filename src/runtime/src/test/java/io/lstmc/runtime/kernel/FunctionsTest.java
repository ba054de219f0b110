package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.runtime.Maths;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every implementation gives the bits of {@link Maths}, of other elements nothing. */
class FunctionsTest {

    private static final int[] SIZES = {0, 1, 7, 8, 9, 16, 33, 1000};

    private interface FloatFunction {
        float of(float x);
    }

    private interface ArrayFunction {
        void of(Kernels kernels, int n, float[] from, float[] to);
    }

    private interface DoubleArrayFunction {
        void of(Kernels kernels, int n, double[] from, double[] to);
    }

    @Test
    void floats() {
        agrees(Maths::sigmoid, Kernels::sigmoid);
        agrees(Maths::tanh, Kernels::tanh);
        agrees(Maths::exp, Kernels::exp);
        agrees(Maths::log, Kernels::log);
        agrees(Maths::sqrt, Kernels::sqrt);
        agrees(Maths::sin, Kernels::sin);
        agrees(Maths::cos, Kernels::cos);
    }

    private static void agrees(FloatFunction one, ArrayFunction all) {
        float[] special = {
            0,
            -0f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.MIN_VALUE,
            -1e-30f,
            1e30f,
            8.12742f,
            8.2f,
            -8.2f,
            89,
            88.7f,
            90,
            -87.5f,
            -100,
            -103.9f,
            -104.1f
        };
        for (int n : SIZES) {
            Random random = new Random(n);
            float[] from = new float[n + 3];
            for (int i = 0; i < from.length; i++) {
                from[i] = i % 5 == 0 ? special[random.nextInt(special.length)] : (float) random.nextGaussian() * 20;
            }
            float[] expected = new float[n + 3];
            float[] inPlace = from.clone();
            for (int i = 0; i < n; i++) {
                expected[i] = one.of(from[i]);
                inPlace[i] = expected[i];
            }
            for (Kernels kernels : Forms.all()) {
                float[] to = new float[n + 3];
                all.of(kernels, n, from, to);
                assertArrayEquals(expected, to, kernels::kind);
                float[] both = from.clone();
                all.of(kernels, n, both, both);
                assertArrayEquals(inPlace, both, kernels::kind);
            }
        }
    }

    @Test
    void doubles() {
        DoubleArrayFunction[] functions = {
            Kernels::sigmoid, Kernels::tanh, Kernels::exp, Kernels::log, Kernels::sqrt, Kernels::sin, Kernels::cos
        };
        double[] expected = {
            Maths.sigmoid(0.7),
            Math.tanh(0.7),
            Math.exp(0.7),
            Math.log(0.7),
            Math.sqrt(0.7),
            Math.sin(0.7),
            Math.cos(0.7)
        };
        for (int f = 0; f < functions.length; f++) {
            double[] to = new double[3];
            functions[f].of(Kernels.get(), 2, new double[] {0.7, 0.7, 0.7}, to);
            assertArrayEquals(new double[] {expected[f], expected[f], 0}, to, 1e-15);
        }
    }

    @Test
    void rowSums() {
        for (int n : new int[] {1, 2, 15, 16, 17, 31, 32, 33, 50, 100}) {
            float[][] a = Forms.slots(new Random(n), 1, 5 * (n + 2));
            double[] precise = Forms.doubles(a)[0];
            for (Kernels kernels : Forms.all()) {
                float[] sums = {1, 2, 3, 4, 5};
                kernels.rowSums(4, n, a[0], n + 2, sums);
                double[] sumsInDouble = {1, 2, 3, 4, 5};
                kernels.rowSums(4, n, precise, n + 2, sumsInDouble);
                assertEquals(5, sums[4]);
                assertEquals(5, sumsInDouble[4]);
                for (int r = 0; r < 4; r++) {
                    assertEquals(tree(n, a[0], r * (n + 2)), sums[r], kernels.kind());
                    assertEquals(sums[r], sumsInDouble[r], 1e-5);
                }
            }
        }
    }

    private static float tree(int n, float[] a, int at) {
        float[] part = new float[16];
        for (int j = 0; j < n; j++) {
            part[j % 16] += a[at + j];
        }
        for (int half = 8; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                part[i] += part[i + half];
            }
        }
        return part[0];
    }
}
