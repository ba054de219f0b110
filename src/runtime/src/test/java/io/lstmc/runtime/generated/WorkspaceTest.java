package io.lstmc.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WorkspaceTest {

    private static final class Large extends Workspace {
        Large(int block, long bytes) {
            super(block, bytes);
        }
    }

    @Test
    void whatTheJvmCanNeverHoldSaysHowMuchItIs() {
        OutOfMemoryError error = assertThrows(OutOfMemoryError.class, () -> new Large(4, 7L << 60));
        assertTrue(
                error.getMessage()
                        .matches(
                                "the values of 4 samples need 7696581394432 MB, and this JVM has at most \\d+ MB in all;"
                                        + " see its option -Xmx"),
                error.getMessage());
        assertEquals(4, new Large(4, 1).block);
    }
}
