package io.lstmc.runtime.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.lstmc.runtime.kernel.FloatEquations;
import io.lstmc.runtime.kernel.FloatOuter;
import io.lstmc.runtime.kernel.FloatProduct;
import io.lstmc.runtime.kernel.FloatWeights;
import io.lstmc.runtime.kernel.Forms;
import io.lstmc.runtime.kernel.Kernels;
import io.lstmc.runtime.kernel.OuterShape;
import io.lstmc.runtime.kernel.ProductShape;
import io.lstmc.runtime.kernel.vector.piece.VectorRowSums;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vector code runs when it is compiled and not before, and no caller waits for it. */
class AutoKernelsTest {

    /** The longest that a busy machine may take to compile a piece. */
    private static final long LONGEST = 60_000_000_000L;

    /** What may be allocated, also by a short loop among longer ones that is compiled last; other code takes far more. */
    private static final long LITTLE = 8_000_000;

    /** As {@link #LITTLE}, of calls that would allocate far more each if their vectors were objects. */
    private static final long MORE = 100_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** One sample and many steps of one need different code, compiled at different times, and the weights change all the time. */
    @Test
    void productsHaveTheSameBitsBeforeAndAfterAndAllocateLittle() {
        ProductShape shape = new ProductShape(1, 3, 24, 40, 0, 24, 0, 40);
        FloatProduct plain = kernels("plain").floatProduct(shape);
        FloatProduct late = kernels("auto").floatProduct(shape);
        FloatWeights plainWeights = plain.newWeights();
        VectorAutoWeights weights = (VectorAutoWeights) late.newWeights();
        Random random = new Random(1);
        float[][] a = Forms.slots(random, 9, 24);
        float[][] matrices = Forms.slots(random, 7, 24 * 40);
        float[][] expected = new float[30][40];
        float[][] c = new float[30][40];
        long allocated = 0;
        int after = 0;
        long end = System.nanoTime() + LONGEST;
        for (int i = 0; after < 2000 && System.nanoTime() < end; i++) {
            long begin = THREADS.getCurrentThreadAllocatedBytes();
            for (int p = 0; p < 3; p++) {
                plainWeights.pack(0, p, matrices[(i + p) % 7], 0, 40, 1);
                weights.pack(0, p, matrices[(i + p) % 7], 0, 40, 1);
            }
            plain.set(1, a, 0, plainWeights, expected, 0);
            plain.setAll(9, 1, a, 0, 1, plainWeights, expected, 3, 3);
            late.set(1, a, 0, weights, c, 0);
            late.setAll(9, 1, a, 0, 1, weights, c, 3, 3);
            allocated += THREADS.getCurrentThreadAllocatedBytes() - begin;
            for (int p = 0; p < c.length; p++) {
                assertArrayEquals(expected[p], c[p]);
            }
            after += weights.isOnlyForVectors() ? 1 : 0;
        }
        assertTrue(after > 0, () -> "never compiled: " + Kernels.status());
        // Of nearly a gigabyte if vectors stayed objects. The JVM may drop compiled code once more where tests before
        // this one have used it in another way; some ten megabytes are gone until it has compiled it again.
        assertTrue(allocated < MORE, allocated + " bytes");
    }

    /** Some rows of a batch, tiles of which are compiled one after the other, and one row that no tile covers. */
    @ParameterizedTest
    @ValueSource(ints = {32, 31, 6, 5})
    void productsOfManyRowsHaveTheSameBitsBeforeAndAfterAndAllocateLittle(int rows) {
        // Depths that no other test has; 40 columns end within a pair of vectors, 64 are whole pairs.
        ProductShape one = new ProductShape(1, 2, 20 + rows, 40, 0, 20 + rows, 0, 40);
        ProductShape several = new ProductShape(2, 1, 21 + rows, 64, 0, 21 + rows, 0, 64);
        for (ProductShape shape : List.of(one, several)) {
            FloatProduct plain = kernels("plain").floatProduct(shape);
            FloatProduct auto = kernels("auto").floatProduct(shape);
            FloatWeights plainWeights = plain.newWeights();
            VectorAutoWeights weights = (VectorAutoWeights) auto.newWeights();
            Random random = new Random(1);
            float[][] a = Forms.slots(random, shape.sources(), rows * shape.depth());
            float[][] matrices = Forms.slots(random, shape.results(), shape.depth() * shape.columns());
            for (int q = 0; q < shape.sources(); q++) {
                for (int p = 0; p < shape.results(); p++) {
                    plainWeights.pack(q, p, matrices[p], 0, shape.columns(), 1);
                    weights.pack(q, p, matrices[p], 0, shape.columns(), 1);
                }
            }
            float[][] expected = new float[shape.results()][rows * shape.columns()];
            float[][] c = new float[shape.results()][rows * shape.columns()];
            plain.set(rows, a, 0, plainWeights, expected, 0);
            plain.add(rows, a, 0, plainWeights, expected, 0);
            Runnable calls = () -> {
                // What was written last is in the form of the kernel that was in use last.
                weights.pack(0, 0, matrices[0], 0, shape.columns(), 1);
                auto.set(rows, a, 0, weights, c, 0);
                auto.add(rows, a, 0, weights, c, 0);
            };
            allocatesLittle(calls, weights::isOnlyForVectors, () -> assertSlots(expected, c));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 7})
    void outerProductsHaveTheSameBitsBeforeAndAfterAndAllocateLittle(int rows) {
        OuterShape shape = new OuterShape(2, 11 + rows, 64, 0, 11 + rows, 0, 64, 64);
        FloatOuter plain = kernels("plain").floatOuter(shape);
        VectorAutoOuter auto = (VectorAutoOuter) kernels("auto").floatOuter(shape);
        Random random = new Random(1);
        float[][] a = Forms.slots(random, 10, rows * (11 + rows));
        float[][] b = Forms.slots(random, 5, rows * 64);
        int[] at = {0, (11 + rows) * 64};
        float[][] expected = new float[1][2 * at[1]];
        float[][] c = new float[1][2 * at[1]];
        plain.add(5, rows, a, 0, 2, b, 0, 1, expected[0], at);
        Runnable calls = () -> {
            Arrays.fill(c[0], 0);
            auto.add(5, rows, a, 0, 2, b, 0, 1, c[0], at);
        };
        allocatesLittle(calls, () -> auto.isVector(5, rows), () -> assertSlots(expected, c));
    }

    @Test
    void sweepsAndFunctionsAllocateLittle() {
        Kernels auto = kernels("auto");
        assumeTrue(VectorRowSums.fits(), "vectors of four do not keep the order of sums");
        FloatEquations sweep = auto.floatEquations("rows 64 m0 m1 * tanh =0 $0 >m2 $0 Σn3");
        float[][] a = {new float[64 * 32], new float[64 * 32], new float[64 * 32], new float[64]};
        int[] starts = new int[4];
        boolean[] ran = {false};
        Runnable calls = () -> {
            ran[0] = sweep.run(32, a, starts);
            auto.tanh(64 * 31 + 3, a[0], a[2]);
            auto.rowSums(32, 63, a[0], 64, a[3]);
            auto.columnSums(32, 61, a[0], 64, a[3], 0);
            auto.rowTimes(32, 64, a[0], a[3], a[2]);
        };
        allocatesLittle(calls, () -> ran[0], () -> {});
    }

    private static void assertSlots(float[][] expected, float[][] c) {
        for (int p = 0; p < c.length; p++) {
            assertArrayEquals(expected[p], c[p]);
        }
    }

    /** Calls until vector code is in use, and for a while after. Vectors that are objects would be megabytes in each call. */
    private static void allocatesLittle(Runnable calls, BooleanSupplier inUse, Runnable check) {
        long allocated = 0;
        int after = 0;
        long end = System.nanoTime() + LONGEST;
        while (after < 1000 && System.nanoTime() < end) {
            long begin = THREADS.getCurrentThreadAllocatedBytes();
            calls.run();
            allocated += THREADS.getCurrentThreadAllocatedBytes() - begin;
            check.run();
            after += inUse.getAsBoolean() ? 1 : 0;
        }
        assertTrue(after > 0, () -> "never compiled: " + Kernels.status());
        assertTrue(allocated < MORE, allocated + " bytes");
    }

    @Test
    void equationsAllocateLittle() {
        FloatEquations equations =
                kernels("auto").floatEquations("32 a0+0 tanh a1+0 * a2+0 + >a2+0", "32 a1+0 sigmoid >a1+0");
        float[][] a = Forms.slots(new Random(1), 4, 32);
        long begin = THREADS.getCurrentThreadAllocatedBytes();
        boolean ran = equations.run(a, new float[0]);
        for (long end = System.nanoTime() + LONGEST; !ran && System.nanoTime() < end; ) {
            ran = equations.run(a, NONE);
        }
        for (int i = 0; i < 2000; i++) {
            ran &= equations.run(a, NONE);
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - begin;
        assertTrue(ran, () -> "not in use: " + Kernels.status());
        assertTrue(allocated < LITTLE, allocated + " bytes");
    }

    private static final float[] NONE = {};

    private static Kernels kernels(String wish) {
        assumeTrue(Forms.hasVectors(), "no vectors");
        assumeTrue(Integer.getInteger("lstmc.lanes") == null, "lanes that the processor may not have");
        return Forms.of(wish);
    }
}
