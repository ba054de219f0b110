package io.lstmc.runtime.kernel.warmup;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** No caller makes vector code, but one that needs it at once. */
class LazyKernelTest {

    /** The longest that a busy machine may take to make it. */
    private static final long LONGEST = 60_000_000_000L;

    private static final class Made extends LazyKernel<Thread> {
        @Override
        protected Thread make() {
            return Thread.currentThread();
        }
    }

    @Test
    void somethingIsMadeByAnotherThreadWhenPlainJavaHasDoneMuch() throws InterruptedException {
        Made late = new Made();
        late.count(1_000_000, 0);
        Thread.sleep(50);
        assertNull(late.get());
        late.count(1_000_000_000, 0);
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
}
