package io.lstmc.runtime.kernel.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.kernel.Kernels;
import org.junit.jupiter.api.Test;

/** With a clock that only the work moves. */
class CompilationProbeTest {

    private static final int OPERATIONS = 20_000;

    /** Nanoseconds of a call if it is compiled, and if it is not. */
    private static final long COMPILED = 2_000;

    private static final long OTHER = 2_000_000;

    private long now = 1;

    private final class Work implements CompilationProbe.Code {

        private long nanos = OTHER;

        /** How much longer the first call after others takes. */
        private long cold;

        private boolean isCold;
        private int full;
        private int empty;

        @Override
        public void full() {
            full++;
            now += nanos + (isCold ? cold : 0);
            isCold = false;
        }

        @Override
        public void empty() {
            empty++;
            isCold = true;
        }
    }

    private final Work work = new Work();
    private final CompilationProbe probe = new CompilationProbe("test", OPERATIONS, work) {
        @Override
        long now() {
            return now;
        }
    };

    @Test
    void slowCodeIsNotReadyHoweverOftenItIsCalled() {
        for (int i = 0; i < 100; i++) {
            assertTrue(probe.advance() > 0);
        }
        assertTrue(work.full > 100);
        assertTrue(work.empty > 1000 * work.full, work.empty + " and " + work.full);
        assertFalse(probe.ready(1));
    }

    @Test
    void codeIsReadyOnceItIsFast() {
        for (int i = 0; i < 30; i++) {
            probe.advance();
        }
        work.nanos = COMPILED;
        assertEquals(WarmUp.Task.DONE, probe.advance());
        assertTrue(probe.ready(1));
    }

    /** As on a machine where others empty the caches all the time. */
    @Test
    void codeIsReadyIfOnlyItsFirstCallIsSlow() {
        for (int i = 0; i < 30; i++) {
            probe.advance();
        }
        work.nanos = COMPILED;
        work.cold = 20 * COMPILED;
        assertEquals(WarmUp.Task.DONE, probe.advance());
    }

    @Test
    void codeThatIsGivenUpIsNeverReady() {
        probe.giveUp("no compiler");
        assertFalse(probe.ready(1));
        assertEquals("no compiler", Kernels.status().givenUp().get("test"));
    }
}
