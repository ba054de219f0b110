package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.lstmc.runtime.math.Fma;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every bit of every implementation against the chain of fused multiply-adds that the products promise. */
class ProductTest {

    private static final int[] SIZES = {1, 2, 3, 5, 7, 8, 13, 16, 17, 31, 32, 33, 50, 64, 100, 300};
    private static final int[] ROWS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 32};

    /** @param aGap elements between rows of A that are not its own; cGap the same of C */
    private record Case(int rows, int k, int n, int sources, int results, int offset, int aGap, int cGap) {

        ProductShape shape() {
            return new ProductShape(sources, results, k, n, offset, k + aGap, offset + 1, n + cGap);
        }

        int seed() {
            return hashCode();
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        int i = 0;
        for (int k : SIZES) {
            for (int n : SIZES) {
                for (int repeat = 0; repeat < 3; repeat++, i++) {
                    int rows = ROWS[i % ROWS.length];
                    int sources = 1 + i % 4;
                    int results = 1 + i / 4 % 4;
                    // A third has neither offset nor gap.
                    if ((long) rows * k * n * sources * results <= 3_000_000) {
                        cases.add(new Case(rows, k, n, sources, results, i % 3 * 5, i % 3 * 3, i % 3 * 2));
                    }
                }
            }
        }
        for (int rows : ROWS) {
            cases.add(new Case(rows, 16, 24, 1, 3, 0, 0, 0));
            cases.add(new Case(rows, 13, 50, 2, 4, 3, 1, 5));
            cases.add(new Case(rows, 600, 9, 1, 1, 3, 1, 5));
        }
        return cases;
    }

    @Test
    void everyBitIsThatOfTheChain() {
        for (Case test : cases()) {
            Operands operands = new Operands(test);
            for (boolean set : new boolean[] {true, false}) {
                float[][] expected = operands.chain(set);
                for (Kernels kernels : Forms.all()) {
                    float[][] c = operands.run(kernels, set);
                    for (int p = 0; p < c.length; p++) {
                        assertArrayEquals(expected[p], c[p], () -> kernels.kind() + " " + test);
                    }
                }
            }
        }
    }

    @Test
    void manyBlocksGiveTheBitsOfOneAfterTheOther() {
        int i = 0;
        for (int steps : new int[] {1, 2, 3, 4, 5, 23, 24, 25, 48, 51}) {
            for (int k : new int[] {1, 7, 64, 300}) {
                for (int n : new int[] {1, 13, 16, 40}) {
                    int offset = i++ % 2 * 3;
                    int rows = 1 + i % 2;
                    ProductShape shape = new ProductShape(1 + i / 4 % 2, 1 + i % 4, k, n, offset, k, offset, n);
                    for (Kernels kernels : Forms.all()) {
                        assertSetAll(kernels, shape, steps, rows);
                    }
                }
            }
        }
    }

    /** The slots of A lie one apart, those of C two. */
    private static void assertSetAll(Kernels kernels, ProductShape shape, int steps, int rows) {
        Random random = new Random(shape.hashCode());
        int aStep = shape.sources() + 1;
        int cStep = shape.results() + 2;
        float[][] a = Forms.slots(random, 1 + steps * aStep, shape.aOffset() + rows * shape.depth());
        float[][] c = Forms.slots(random, 1 + steps * cStep, shape.cOffset() + rows * shape.columns() + 1);
        FloatProduct product = kernels.floatProduct(shape);
        FloatWeights w = product.newWeights();
        for (int p = 0; p < shape.results(); p++) {
            for (int q = 0; q < shape.sources(); q++) {
                w.pack(q, p, Forms.slots(random, 1, shape.depth() * shape.columns())[0], 0, shape.columns(), 1);
            }
            w.start(p, Forms.slots(random, 1, shape.columns())[0], 0);
        }
        float[][] expected = Forms.copy(c);
        for (int t = 0; t < steps; t++) {
            product.set(rows, a, 1 + t * aStep, w, expected, 1 + t * cStep);
        }
        product.setAll(steps, rows, a, 1, aStep, w, c, 1, cStep);
        for (int slot = 0; slot < c.length; slot++) {
            assertArrayEquals(expected[slot], c[slot], () -> kernels.kind() + " " + shape + ", " + steps + " steps");
        }
    }

    @Test
    void infinityAndNaNReachTheirRowOnly() {
        for (int n : new int[] {1, 8, 13, 40}) {
            Operands operands = new Operands(new Case(9, 17, n, 2, 3, 1, 2, 3));
            operands.a[1][1 + 2 * 19 + 4] = Float.NaN;
            operands.a[2][1 + 5 * 19 + 3] = Float.POSITIVE_INFINITY;
            float[][] expected = operands.chain(true);
            for (Kernels kernels : Forms.all()) {
                float[][] c = operands.run(kernels, true);
                for (int p = 0; p < c.length; p++) {
                    assertArrayEquals(expected[p], c[p], kernels::kind);
                }
            }
        }
    }

    @Test
    void doubles() {
        for (Case test : cases()) {
            Operands operands = new Operands(test);
            for (boolean set : new boolean[] {true, false}) {
                double[][] expected = operands.chainInDouble(set);
                double[][] c = operands.runInDouble(set);
                for (int p = 0; p < c.length; p++) {
                    assertArrayEquals(expected[p], c[p], test::toString);
                }
            }
        }
    }

    /** The slots begin one before those that are used; weights are read transposed in every other case. */
    private static final class Operands {

        private final Case test;
        private final ProductShape shape;
        private final float[][] a;
        private final float[][] c;
        private final float[][] weights;
        private final float[] starts;
        private final int kStride;
        private final int jStride;

        Operands(Case test) {
            this.test = test;
            shape = test.shape();
            Random random = new Random(test.seed());
            // No element after the last of A: reading further fails.
            a = Forms.slots(random, test.sources + 1, shape.aOffset() + (test.rows - 1) * shape.aStride() + test.k);
            c = Forms.slots(random, test.results + 2, shape.cOffset() + (test.rows + 1) * shape.cStride());
            weights = Forms.slots(random, test.sources * test.results, 3 + test.k * test.n);
            starts = Forms.slots(random, 1, 2 + test.results * test.n)[0];
            boolean transposed = (test.k + test.n) % 2 == 0;
            kStride = transposed ? 1 : test.n;
            jStride = transposed ? test.k : 1;
        }

        private float weight(int q, int p, int k, int j) {
            return weights[q * test.results + p][3 + k * kStride + j * jStride];
        }

        private float start(int p, int j) {
            return p == 1 ? 0 : starts[2 + p * test.n + j];
        }

        float[][] chain(boolean set) {
            float[][] expected = Forms.copy(c);
            for (int p = 0; p < test.results; p++) {
                for (int r = 0; r < test.rows; r++) {
                    for (int j = 0; j < test.n; j++) {
                        int at = shape.cOffset() + r * shape.cStride() + j;
                        float sum = set ? start(p, j) : c[1 + p][at];
                        for (int q = 0; q < test.sources; q++) {
                            for (int k = 0; k < test.k; k++) {
                                float x = a[1 + q][shape.aOffset() + r * shape.aStride() + k];
                                sum = Fma.fma(x, weight(q, p, k, j), sum);
                            }
                        }
                        expected[1 + p][at] = sum;
                    }
                }
            }
            return expected;
        }

        double[][] chainInDouble(boolean set) {
            double[][] expected = Forms.doubles(c);
            for (int p = 0; p < test.results; p++) {
                for (int r = 0; r < test.rows; r++) {
                    for (int j = 0; j < test.n; j++) {
                        int at = shape.cOffset() + r * shape.cStride() + j;
                        double sum = set ? start(p, j) : c[1 + p][at];
                        for (int q = 0; q < test.sources; q++) {
                            for (int k = 0; k < test.k; k++) {
                                double x = a[1 + q][shape.aOffset() + r * shape.aStride() + k];
                                sum = Fma.fma(x, weight(q, p, k, j), sum);
                            }
                        }
                        expected[1 + p][at] = sum;
                    }
                }
            }
            return expected;
        }

        float[][] run(Kernels kernels, boolean set) {
            FloatProduct product = kernels.floatProduct(shape);
            FloatWeights w = product.newWeights();
            for (int p = 0; p < test.results; p++) {
                for (int q = 0; q < test.sources; q++) {
                    w.pack(q, p, weights[q * test.results + p], 3, kStride, jStride);
                }
                if (p != 1) {
                    w.start(p, starts, 2 + p * test.n);
                }
            }
            float[][] result = Forms.copy(c);
            if (set) {
                product.set(test.rows, a, 1, w, result, 1);
            } else {
                product.add(test.rows, a, 1, w, result, 1);
            }
            return result;
        }

        double[][] runInDouble(boolean set) {
            DoubleProduct product = Kernels.get().doubleProduct(shape);
            DoubleWeights w = product.newWeights();
            for (int p = 0; p < test.results; p++) {
                for (int q = 0; q < test.sources; q++) {
                    w.pack(q, p, Forms.doubles(weights[q * test.results + p]), 3, kStride, jStride);
                }
                if (p != 1) {
                    w.start(p, Forms.doubles(starts), 2 + p * test.n);
                }
            }
            double[][] result = Forms.doubles(c);
            if (set) {
                product.set(test.rows, Forms.doubles(a), 1, w, result, 1);
            } else {
                product.add(test.rows, Forms.doubles(a), 1, w, result, 1);
            }
            return result;
        }
    }
}
