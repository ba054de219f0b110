package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Runs twice: with the vector module and without it; the build says what it expects. */
class KernelChoiceTest {

    private static final boolean PRESENT = KernelChoice.missing().isEmpty();

    private static final String EXPECTED = System.getProperty("expected.kernels", PRESENT ? "vector" : "plain");

    @Test
    void choosesTheBestThatIsThere() {
        assertTrue(Kernels.get().kind().startsWith(EXPECTED), Kernels.get().kind());
        assertSame(Kernels.get(), Kernels.get());
    }

    @Test
    void canBeForced() {
        assertEquals("plain", KernelChoice.of("plain").kernels.kind());
        if (PRESENT) {
            assertTrue(KernelChoice.of("vector").kernels.kind().startsWith("vector "));
        } else {
            String message = assertThrows(IllegalStateException.class, () -> KernelChoice.of("vector"))
                    .getMessage();
            assertTrue(message.contains(KernelChoice.missing().orElseThrow()), message);
        }
        assertThrows(IllegalStateException.class, () -> KernelChoice.of("fast"));
    }
}
