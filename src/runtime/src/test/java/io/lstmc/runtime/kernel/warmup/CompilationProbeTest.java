package io.lstmc.runtime.kernel.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.kernel.KernelStatus;
import io.lstmc.runtime.kernel.Kernels;
import org.junit.jupiter.api.Test;

/** With a clock that only the work moves. */
class CompilationProbeTest {

    private static final int OPERATIONS = 20_000;

    /** Nanoseconds of a call if it is compiled, and if it is not. */
    private static final long COMPILED = 2_000;

    private static final long OTHER = 2_000_000;

    /** Calls of a look before the timed ones. */
    private static final int CALLS_THAT_LEARN = 16;

    private long now = 1;

    private final class Work implements CompilationProbe.Code {

        private long nanos = OTHER;

        /** How many of the next calls take twenty times as long. */
        private int disturbed;

        private int full;
        private int empty;

        @Override
        public void full() {
            full++;
            now += disturbed > 0 ? 20 * nanos : nanos;
            disturbed--;
        }

        @Override
        public void empty() {
            empty++;
        }
    }

    private final Work work = new Work();
    private final CompilationProbe probe = probe("test");

    private CompilationProbe probe(String name) {
        return new CompilationProbe(name, OPERATIONS, work) {
            @Override
            long now() {
                return now;
            }
        };
    }

    @Test
    void slowCodeIsNotReadyHoweverOftenItIsCalled() {
        for (int i = 0; i < 100; i++) {
            assertTrue(probe.advance() > 0);
        }
        assertTrue(work.full > 100);
        assertTrue(work.empty > 1000 * work.full, work.empty + " and " + work.full);
        assertFalse(probe.ready(1));
    }

    /** As code whose vectors are objects in part. */
    @Test
    void codeThatIsHalfCompiledIsNotReady() {
        work.nanos = 10 * COMPILED;
        for (int i = 0; i < 30; i++) {
            assertTrue(probe.advance() > 0);
        }
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

    /** As where other programs take the processor, or its caches, in between. */
    @Test
    void codeIsReadyAlsoIfTheFirstTimedCallIsDisturbed() {
        for (int i = 0; i < 30; i++) {
            probe.advance();
        }
        work.nanos = COMPILED;
        int before = work.full;
        work.disturbed = CALLS_THAT_LEARN + 1;
        assertEquals(WarmUp.Task.DONE, probe.advance());
        assertEquals(CALLS_THAT_LEARN + 1 + 3, work.full - before);
    }

    @Test
    void codeThatSavesLittleIsNotWantedBeforeItPays() {
        CompilationProbe little = new CompilationProbe("little", OPERATIONS, new Work());
        assertFalse(little.ready(5, 10));
        assertFalse(isWanted("little"));
        assertFalse(little.ready(5, 10));
        assertTrue(isWanted("little"));
    }

    private static boolean isWanted(String name) {
        KernelStatus status = Kernels.status();
        return status.waiting().contains(name) || status.compiled().contains(name);
    }

    @Test
    void codeThatIsGivenUpIsNeverReady() {
        probe.giveUp("no compiler");
        assertFalse(probe.ready(1));
        assertFalse(probe.isExpected());
        assertEquals("no compiler", Kernels.status().givenUp().get("test"));
    }

    /** As after a minute in which others had the processor. */
    @Test
    void codeThatIsLateMayBeReadyAllTheSame() {
        CompilationProbe late = probe("late");
        // Without the thread that warms up, which would go on with it at the same time.
        PieceStatus.wanted("late");
        late.late("not yet");
        assertEquals("not yet", Kernels.status().givenUp().get("late"));
        work.nanos = COMPILED;
        long rest = 0;
        for (int i = 0; i < 5 && rest != WarmUp.Task.DONE; i++) {
            rest = late.advance();
        }
        assertEquals(WarmUp.Task.DONE, rest);
        assertTrue(late.ready(1));
        assertTrue(Kernels.status().compiled().contains("late"));
        assertFalse(Kernels.status().givenUp().containsKey("late"));
    }
}
