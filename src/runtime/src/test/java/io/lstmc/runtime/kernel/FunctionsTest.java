package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.runtime.math.Maths;
import io.lstmc.runtime.math.TanhFraction;
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
        agrees(Maths::log1p, Kernels::log1p);
        agrees(Maths::expm1, Kernels::expm1);
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
            TanhFraction.BOUND,
            8.2f,
            -8.2f,
            89,
            88.7f,
            89.5f,
            90,
            96,
            103.9f,
            104,
            104.1f,
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
            Kernels::sigmoid,
            Kernels::tanh,
            Kernels::exp,
            Kernels::log,
            Kernels::log1p,
            Kernels::expm1,
            Kernels::sqrt,
            Kernels::sin,
            Kernels::cos
        };
        double[] expected = {
            Maths.sigmoid(0.7),
            Math.tanh(0.7),
            Math.exp(0.7),
            Math.log(0.7),
            Math.log1p(0.7),
            Math.expm1(0.7),
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

    @Test
    void rowSumsOfProducts() {
        for (int n : new int[] {1, 2, 15, 16, 17, 31, 32, 33, 50, 100}) {
            for (int rows : new int[] {1, 4, 31, 32, 33, 70}) {
                float[][] a = Forms.slots(new Random(n), 2, rows * (n + 2));
                double[][] precise = Forms.doubles(a);
                float[] products = new float[rows * n];
                for (int i = 0; i < products.length; i++) {
                    products[i] = a[0][i / n * (n + 2) + i % n] * a[1][i / n * (n + 1) + i % n];
                }
                for (Kernels kernels : Forms.all()) {
                    float[] sums = new float[rows + 1];
                    kernels.rowSums(rows, n, a[0], n + 2, a[1], n + 1, sums);
                    double[] sumsInDouble = new double[rows + 1];
                    kernels.rowSums(rows, n, precise[0], n + 2, precise[1], n + 1, sumsInDouble);
                    assertEquals(0, sums[rows]);
                    assertEquals(0, sumsInDouble[rows]);
                    for (int r = 0; r < rows; r++) {
                        assertEquals(tree(n, products, r * n), sums[r], kernels.kind());
                        assertEquals(sums[r], sumsInDouble[r], 1e-5);
                    }
                }
            }
        }
    }

    @Test
    void columnSums() {
        for (int n : new int[] {1, 2, 7, 8, 9, 31, 32, 33, 50, 100}) {
            float[][] a = Forms.slots(new Random(n), 2, 5 * (n + 2));
            double[][] precise = Forms.doubles(a);
            float[] alone = new float[n + 4];
            float[] products = new float[n + 4];
            for (int j = 0; j < n; j++) {
                alone[3 + j] = j;
                products[3 + j] = j;
                for (int r = 0; r < 5; r++) {
                    alone[3 + j] += a[0][r * (n + 2) + j];
                    products[3 + j] += a[0][r * (n + 2) + j] * a[1][r * (n + 1) + j];
                }
            }
            for (Kernels kernels : Forms.all()) {
                float[] sums = counting(n);
                kernels.columnSums(5, n, a[0], n + 2, sums, 3);
                assertArrayEquals(alone, sums, kernels::kind);
                float[] ofProducts = counting(n);
                kernels.columnSums(5, n, a[0], n + 2, a[1], n + 1, ofProducts, 3);
                assertArrayEquals(products, ofProducts, kernels::kind);

                double[] inDouble = Forms.doubles(new float[][] {counting(n)})[0];
                kernels.columnSums(5, n, precise[0], n + 2, inDouble, 3);
                assertArrayEquals(Forms.doubles(new float[][] {alone})[0], inDouble, 1e-4);
                double[] productsInDouble = Forms.doubles(new float[][] {counting(n)})[0];
                kernels.columnSums(5, n, precise[0], n + 2, precise[1], n + 1, productsInDouble, 3);
                assertArrayEquals(Forms.doubles(new float[][] {products})[0], productsInDouble, 1e-4);
            }
        }
    }

    /** Matrices that begin anywhere in an array, with a distance between their rows, and odd numbers in them. */
    @Test
    void matricesAnywhere() {
        for (int n : new int[] {1, 7, 8, 9, 16, 31, 32, 33, 64, 100}) {
            for (int rows : new int[] {0, 1, 5, 33}) {
                float[][] a = Forms.slots(new Random(n + rows), 4, 3 + Math.max(rows, 1) * (n + 2));
                odd(a[0]);
                float[][] expected = {a[3].clone(), a[3].clone(), a[3].clone(), a[3].clone(), a[3].clone()};
                for (int r = 0; r < rows; r++) {
                    float[] products = new float[n];
                    for (int j = 0; j < n; j++) {
                        products[j] = a[0][3 + r * (n + 2) + j] * a[1][1 + j];
                        expected[1][2 + j] += a[0][3 + r * (n + 2) + j];
                        expected[2][2 + j] += a[0][3 + r * (n + 2) + j] * a[1][2 + r];
                        expected[3][1 + r * (n + 1) + j] = a[2][2 + r] * a[0][1 + j];
                        expected[4][1 + r * (n + 1) + j] += a[2][2 + r] * a[0][1 + j];
                    }
                    expected[0][2 + r] = tree(n, products, 0);
                }
                for (Kernels kernels : Forms.all()) {
                    float[][] to = {a[3].clone(), a[3].clone(), a[3].clone(), a[3].clone(), a[3].clone()};
                    kernels.rowSums(rows, n, a[0], 3, n + 2, a[1], 1, 0, to[0], 2);
                    kernels.columnSums(rows, n, a[0], 3, n + 2, to[1], 2);
                    kernels.weightedSums(rows, n, a[0], 3, n + 2, a[1], 2, to[2], 2);
                    kernels.setOuter(rows, n, a[2], 2, a[0], 1, to[3], 1, n + 1);
                    kernels.addOuter(rows, n, a[2], 2, a[0], 1, to[4], 1, n + 1);
                    double[][] inDouble = Forms.doubles(a);
                    double[][] precise = Forms.doubles(Forms.copy(new float[][] {a[3], a[3], a[3], a[3], a[3]}));
                    kernels.rowSums(rows, n, inDouble[0], 3, n + 2, inDouble[1], 1, 0, precise[0], 2);
                    kernels.columnSums(rows, n, inDouble[0], 3, n + 2, precise[1], 2);
                    kernels.weightedSums(rows, n, inDouble[0], 3, n + 2, inDouble[1], 2, precise[2], 2);
                    kernels.setOuter(rows, n, inDouble[2], 2, inDouble[0], 1, precise[3], 1, n + 1);
                    kernels.addOuter(rows, n, inDouble[2], 2, inDouble[0], 1, precise[4], 1, n + 1);
                    for (int i = 0; i < to.length; i++) {
                        int kernel = i;
                        assertArrayEquals(expected[i], to[i], () -> kernels.kind() + " " + kernel);
                        for (int j = 0; j < to[i].length; j++) {
                            double value = Float.isFinite(to[i][j]) ? precise[i][j] : to[i][j];
                            assertEquals(value, to[i][j], 1e-4);
                        }
                    }
                }
            }
        }
    }

    private static void odd(float[] values) {
        float[] odd = {-0f, 0, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE};
        for (int i = 5; i < values.length; i += 11) {
            values[i] = odd[i / 11 % odd.length];
        }
    }

    @Test
    void rowsWithNumbers() {
        for (int n : new int[] {1, 7, 8, 9, 16, 33}) {
            float[][] a = Forms.slots(new Random(n), 2, 5 * n + 1);
            double[][] precise = Forms.doubles(a);
            for (Kernels kernels : Forms.all()) {
                float[][] to = new float[3][5 * n + 1];
                kernels.rowPlus(5, n, a[0], a[1], to[0]);
                kernels.rowMinus(5, n, a[0], a[1], to[1]);
                kernels.rowTimes(5, n, a[0], a[1], to[2]);
                double[][] inDouble = new double[3][5 * n + 1];
                kernels.rowPlus(5, n, precise[0], precise[1], inDouble[0]);
                kernels.rowMinus(5, n, precise[0], precise[1], inDouble[1]);
                kernels.rowTimes(5, n, precise[0], precise[1], inDouble[2]);
                for (int i = 0; i < 5 * n; i++) {
                    float number = a[1][i / n];
                    assertEquals(a[0][i] + number, to[0][i], kernels.kind());
                    assertEquals(a[0][i] - number, to[1][i], kernels.kind());
                    assertEquals(a[0][i] * number, to[2][i], kernels.kind());
                    for (int k = 0; k < 3; k++) {
                        assertEquals(to[k][i], inDouble[k][i], 1e-6);
                    }
                }
                float[] inPlace = a[0].clone();
                kernels.rowTimes(5, n, inPlace, a[1], inPlace);
                assertEquals(to[2][5 * n - 1], inPlace[5 * n - 1], kernels.kind());
                assertEquals(a[0][5 * n], inPlace[5 * n], kernels.kind());
            }
        }
    }

    /** Room for sums from index 3 on, with a number in each already. */
    private static float[] counting(int n) {
        float[] values = new float[n + 4];
        for (int j = 0; j < n; j++) {
            values[3 + j] = j;
        }
        return values;
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
