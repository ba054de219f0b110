package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every product of every implementation against a naive one in double, around the lengths of vectors and tiles. */
class KernelsTest {

    private static final int[] SIZES = {1, 3, 5, 13, 17, 33, 100};
    private static final int GAP = 7;

    private enum Product {
        TIMES,
        TIMES_TRANSPOSED,
        TRANSPOSED_TIMES
    }

    /** One product: {@code rows} × {@code p} by {@code q}; arrays begin at odd offsets and leave a gap after each block. */
    private record Case(Product product, int blocks, int rows, int p, int q) {

        int aStep() {
            return rows * p + GAP;
        }

        int otherStep() {
            return rows * q + GAP;
        }

        int aSize() {
            return 3 + blocks * aStep();
        }

        int bSize() {
            return 5 + (product == Product.TRANSPOSED_TIMES ? blocks * otherStep() : p * q);
        }

        int cSize() {
            return 2 + (product == Product.TRANSPOSED_TIMES ? p * q : blocks * otherStep());
        }
    }

    @Test
    void plain() {
        agrees(new PlainKernels());
    }

    @Test
    void vector() {
        Assumptions.assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "jdk.incubator.vector is absent");
        agrees(KernelChoice.make("vector"));
    }

    private static void agrees(Kernels kernels) {
        for (Case test : cases()) {
            SplittableRandom random = new SplittableRandom(test.hashCode());
            double[] a = random(random, test.aSize());
            double[] b = random(random, test.bSize());
            double[] before = random(random, test.cSize());
            double[] expected = before.clone();
            naive(test, a, b, expected);

            double[] c = before.clone();
            run(kernels, test, a, b, c);
            assertArrayEquals(expected, c, 1e-12, test::toString);

            float[] f = floats(before);
            run(kernels, test, floats(a), floats(b), f);
            for (int i = 0; i < f.length; i++) {
                assertEquals(expected[i], f[i], 1e-4, test::toString);
            }
            float[] again = floats(before);
            run(kernels, test, floats(a), floats(b), again);
            assertArrayEquals(f, again, test::toString);
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Product product : Product.values()) {
            for (int rows : SIZES) {
                for (int p : SIZES) {
                    for (int q : SIZES) {
                        if (rows * p * q <= 40_000) {
                            cases.add(new Case(product, 1 + (rows + p + q) % 3, rows, p, q));
                        }
                    }
                }
            }
        }
        return cases;
    }

    /** p is the width of A, q that of the other operand and the result. */
    private static void naive(Case test, double[] a, double[] b, double[] c) {
        for (int t = 0; t < test.blocks; t++) {
            for (int r = 0; r < test.rows; r++) {
                for (int i = 0; i < test.p; i++) {
                    for (int j = 0; j < test.q; j++) {
                        double left = a[3 + t * test.aStep() + r * test.p + i];
                        int other = t * test.otherStep() + r * test.q + j;
                        switch (test.product) {
                            case TIMES -> c[2 + other] += left * b[5 + i * test.q + j];
                            case TIMES_TRANSPOSED -> c[2 + other] += left * b[5 + j * test.p + i];
                            case TRANSPOSED_TIMES -> c[2 + i * test.q + j] += left * b[5 + other];
                        }
                    }
                }
            }
        }
    }

    private static void run(Kernels kernels, Case x, float[] a, float[] b, float[] c) {
        int as = x.aStep();
        int os = x.otherStep();
        switch (x.product) {
            case TIMES -> kernels.times(x.blocks, x.rows, x.q, x.p, a, 3, as, b, 5, c, 2, os);
            case TIMES_TRANSPOSED -> kernels.timesTransposed(x.blocks, x.rows, x.q, x.p, a, 3, as, b, 5, c, 2, os);
            case TRANSPOSED_TIMES -> kernels.transposedTimes(x.blocks, x.rows, x.p, x.q, a, 3, as, b, 5, os, c, 2);
        }
    }

    private static void run(Kernels kernels, Case x, double[] a, double[] b, double[] c) {
        int as = x.aStep();
        int os = x.otherStep();
        switch (x.product) {
            case TIMES -> kernels.times(x.blocks, x.rows, x.q, x.p, a, 3, as, b, 5, c, 2, os);
            case TIMES_TRANSPOSED -> kernels.timesTransposed(x.blocks, x.rows, x.q, x.p, a, 3, as, b, 5, c, 2, os);
            case TRANSPOSED_TIMES -> kernels.transposedTimes(x.blocks, x.rows, x.p, x.q, a, 3, as, b, 5, os, c, 2);
        }
    }

    @Test
    void blocksWithoutGapsGiveTheSame() {
        float[] a = floats(random(new SplittableRandom(1), 4 * 3 * 10));
        float[] b = floats(random(new SplittableRandom(2), 4 * 3 * 33));
        float[] whole = new float[10 * 33];
        float[] parts = new float[10 * 33];
        Kernels kernels = Kernels.get();
        kernels.transposedTimes(4, 3, 10, 33, a, 0, 30, b, 0, 99, whole, 0);
        for (int t = 0; t < 4; t++) {
            kernels.transposedTimes(3, 10, 33, a, t * 30, b, t * 99, parts, 0);
        }
        assertArrayEquals(parts, whole, 1e-5f);
    }

    /** What a row becomes must not depend on the rows beside it. */
    @Test
    void aRowDoesNotDependOnItsNeighbours() {
        float[] a = floats(random(new SplittableRandom(3), 7 * 21));
        float[] w = floats(random(new SplittableRandom(4), 21 * 37));
        float[] together = new float[7 * 37];
        float[] alone = new float[7 * 37];
        Kernels.get().times(7, 37, 21, a, 0, w, 0, together, 0);
        for (int r = 0; r < 7; r++) {
            Kernels.get().times(1, 37, 21, a, r * 21, w, 0, alone, r * 37);
        }
        assertArrayEquals(together, alone);
    }

    private static double[] random(SplittableRandom random, int size) {
        return random.doubles(size, -1, 1).map(x -> (float) x).toArray();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
