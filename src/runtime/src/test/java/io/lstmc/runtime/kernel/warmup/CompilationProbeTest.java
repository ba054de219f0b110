package io.lstmc.runtime.kernel.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.kernel.Kernels;
import org.junit.jupiter.api.Test;

class CompilationProbeTest {

    /** A thousand operations that take as long as it takes to make a hundred thousand objects, or no time at all. */
    private static final class Work implements CompilationProbe.Code {

        private boolean slow = true;
        private int full;
        private int empty;
        private Object last;

        @Override
        public void full() {
            full++;
            for (int i = 0; slow && i < 100_000; i++) {
                last = new int[] {i};
            }
        }

        @Override
        public void empty() {
            empty++;
        }
    }

    private final Work work = new Work();
    private final CompilationProbe probe = new CompilationProbe("test", 20_000, work);

    @Test
    void slowCodeIsNotReadyHoweverOftenItIsCalled() {
        for (int i = 0; i < 100; i++) {
            assertTrue(probe.advance() > 0);
        }
        assertTrue(work.empty > 100 * work.full, work.empty + " and " + work.full);
        assertTrue(work.last instanceof int[]);
    }

    @Test
    void codeIsReadyOnceItIsFast() {
        for (int i = 0; i < 30; i++) {
            probe.advance();
        }
        work.slow = false;
        // A pause of this thread at the wrong moment is not the code's fault.
        boolean done = false;
        for (int i = 0; i < 100 && !done; i++) {
            done = probe.advance() == WarmUp.Task.DONE;
        }
        assertTrue(done);
        assertTrue(probe.ready(1));
    }

    @Test
    void codeThatIsGivenUpIsNeverReady() {
        probe.giveUp("no compiler");
        assertFalse(probe.ready(1));
        assertEquals("no compiler", Kernels.status().givenUp().get("test"));
    }
}
