package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Vector code runs when it is compiled and not before, and no caller makes it or waits for it. */
class LaterTest {

    /** The longest that a busy machine may take to compile a piece. */
    private static final long LONGEST = 60_000_000_000L;

    /** What may be allocated, also by a short loop among longer ones that is compiled last; other code takes far more. */
    private static final long LITTLE = 8_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final class Made extends Later<Thread> {
        @Override
        Thread make() {
            return Thread.currentThread();
        }
    }

    @Test
    void somethingIsMadeByAnotherThreadWhenPlainJavaHasDoneMuch() throws InterruptedException {
        Made late = new Made();
        late.count(1_000_000);
        Thread.sleep(50);
        assertNull(late.get());
        late.count(1_000_000_000);
        for (long end = System.nanoTime() + LONGEST; late.get() == null && System.nanoTime() < end; ) {
            Thread.sleep(1);
        }
        assertNotNull(late.get());
        assertTrue(late.get() != Thread.currentThread());
        assertSame(late.get(), late.now());
    }

    @Test
    void itIsMadeHereIfItIsNeededHere() {
        assertSame(Thread.currentThread(), new Made().now());
    }

    /** One sample and many steps of one need different code, compiled at different times, and the weights change all the time. */
    @Test
    void productsHaveTheSameBitsBeforeAndAfterAndAllocateLittle() {
        ProductShape shape = new ProductShape(1, 3, 24, 40, 0, 24, 0, 40);
        FloatProduct plain = kernels("plain").floatProduct(shape);
        FloatProduct late = kernels("auto").floatProduct(shape);
        FloatWeights plainWeights = plain.newWeights();
        VectorLateWeights weights = (VectorLateWeights) late.newWeights();
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
        assertTrue(after > 0, "never compiled");
        assertTrue(allocated < LITTLE, allocated + " bytes");
    }

    @Test
    void equationsAllocateLittle() {
        FloatEquations equations =
                kernels("auto").floatEquations("32 a0+0 tanh a1+0 sigmoid * >a2+0", "32 a2+0 a2+0 * >a3+0");
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
        assertTrue(ran);
        assertTrue(allocated < LITTLE, allocated + " bytes");
    }

    private static final float[] NONE = {};

    private static Kernels kernels(String wish) {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "no jdk.incubator.vector");
        assumeTrue(Integer.getInteger("lstmc.lanes") == null, "lanes that the processor may not have");
        return KernelChoice.make(wish);
    }
}
