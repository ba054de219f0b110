package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.runtime.math.Fma;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every bit of every implementation against the chain of fused multiply-adds that the sums promise. */
class OuterTest {

    private static final int[] SIZES = {1, 2, 3, 5, 7, 8, 13, 16, 17, 24, 31, 33, 50, 64, 100, 300};
    private static final int[] ROWS = {1, 2, 3, 5, 7, 8, 13, 32, 150};
    private static final int[] BLOCKS = {1, 2, 3, 5, 20};

    private record Case(int blocks, int rows, int m, int n, int results, int offset, int gap) {

        OuterShape shape() {
            return new OuterShape(results, m, n, offset, m + gap, offset + 1, n + gap, n + 2 * gap);
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        int i = 0;
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int repeat = 0; repeat < 3; repeat++, i++) {
                    int rows = ROWS[i % ROWS.length];
                    int blocks = BLOCKS[i % BLOCKS.length];
                    int results = 1 + i / 4 % 4;
                    if ((long) blocks * rows * m * n * results <= 3_000_000) {
                        cases.add(new Case(blocks, rows, m, n, results, i % 3 * 5, i % 3 * 3));
                    }
                }
            }
        }
        // Blocks of 32 rows are read where they are.
        int[][] small = {{16, 16}, {32, 32}, {64, 16}, {16, 48}, {16, 1}, {32, 8}, {64, 3}, {48, 12}, {96, 7}, {128, 32}
        };
        for (int[] size : small) {
            for (int results = 1; results <= 4; results++) {
                cases.add(new Case(3, 32, size[0], size[1], results, 0, 0));
                cases.add(new Case(2, 32, size[0], size[1], results, 5, 3));
            }
        }
        return cases;
    }

    @Test
    void everyBitIsThatOfTheChain() {
        for (Case test : cases()) {
            Operands operands = new Operands(test);
            float[] expected = operands.chain();
            for (Kernels kernels : Forms.all()) {
                float[] c = operands.c.clone();
                kernels.floatOuter(operands.shape)
                        .add(test.blocks, test.rows, operands.a, 1, operands.aStep, operands.b, 2, 2, c, operands.at);
                assertArrayEquals(expected, c, () -> kernels.kind() + " " + test);
            }
        }
    }

    /** Rows that fill up a chunk must add −0. */
    @Test
    void negativeZeroStays() {
        OuterShape shape = new OuterShape(2, 5, 9, 0, 5, 0, 9, 9);
        for (Kernels kernels : Forms.all()) {
            float[][] a = new float[2][5];
            float[][] b = new float[1][9];
            float[] c = new float[90];
            Arrays.fill(b[0], -1);
            Arrays.fill(c, -0f);
            kernels.floatOuter(shape).add(1, 1, a, 0, 2, b, 0, 1, c, new int[] {0, 45});
            for (float sum : c) {
                assertEquals(-0f, sum, kernels.kind());
            }
        }
    }

    @Test
    void doubles() {
        for (Case test : cases()) {
            Operands operands = new Operands(test);
            double[] c = Forms.doubles(operands.c);
            Kernels.get()
                    .doubleOuter(operands.shape)
                    .add(
                            test.blocks,
                            test.rows,
                            Forms.doubles(operands.a),
                            1,
                            operands.aStep,
                            Forms.doubles(operands.b),
                            2,
                            2,
                            c,
                            operands.at);
            assertArrayEquals(operands.chainInDouble(), c, test::toString);
        }
    }

    /** A begins at slot 1 and has a slot too many in every block, B is in every second slot from 2 on. */
    private static final class Operands {

        private final Case test;
        private final OuterShape shape;
        private final int aStep;
        private final float[][] a;
        private final float[][] b;
        private final float[] c;
        private final int[] at;

        Operands(Case test) {
            this.test = test;
            shape = test.shape();
            aStep = test.results + 1;
            Random random = new Random(test.hashCode());
            // No element after the last of A and B: reading further fails.
            a = Forms.slots(
                    random, 1 + test.blocks * aStep, shape.aOffset() + (test.rows - 1) * shape.aStride() + test.m);
            b = Forms.slots(random, 2 + test.blocks * 2, shape.bOffset() + (test.rows - 1) * shape.bStride() + test.n);
            int size = test.m * shape.cStride() + 3;
            c = Forms.slots(random, 1, 4 + test.results * size)[0];
            at = new int[test.results];
            for (int p = 0; p < test.results; p++) {
                // The results lie in another order than A.
                at[p] = 4 + (p + 1) % test.results * size;
            }
            a[1][shape.aOffset()] = test.m == 7 ? Float.NaN : a[1][shape.aOffset()];
            b[2][shape.bOffset()] = test.n == 13 ? Float.NEGATIVE_INFINITY : b[2][shape.bOffset()];
        }

        float[] chain() {
            float[] expected = c.clone();
            for (int p = 0; p < test.results; p++) {
                for (int t = 0; t < test.blocks; t++) {
                    for (int r = 0; r < test.rows; r++) {
                        for (int i = 0; i < test.m; i++) {
                            float x = a[1 + t * aStep + p][shape.aOffset() + r * shape.aStride() + i];
                            for (int j = 0; j < test.n; j++) {
                                int to = at[p] + i * shape.cStride() + j;
                                float y = b[2 + 2 * t][shape.bOffset() + r * shape.bStride() + j];
                                expected[to] = Fma.fma(x, y, expected[to]);
                            }
                        }
                    }
                }
            }
            return expected;
        }

        double[] chainInDouble() {
            double[] expected = Forms.doubles(c);
            for (int p = 0; p < test.results; p++) {
                for (int t = 0; t < test.blocks; t++) {
                    for (int r = 0; r < test.rows; r++) {
                        for (int i = 0; i < test.m; i++) {
                            double x = a[1 + t * aStep + p][shape.aOffset() + r * shape.aStride() + i];
                            for (int j = 0; j < test.n; j++) {
                                int to = at[p] + i * shape.cStride() + j;
                                double y = b[2 + 2 * t][shape.bOffset() + r * shape.bStride() + j];
                                expected[to] = Fma.fma(x, y, expected[to]);
                            }
                        }
                    }
                }
            }
            return expected;
        }
    }
}
