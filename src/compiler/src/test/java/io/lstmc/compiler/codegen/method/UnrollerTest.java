package io.lstmc.compiler.codegen.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.program.Loop;
import org.junit.jupiter.api.Test;

class UnrollerTest {

    private static String code(int steps, boolean reverse, Unroll unroll) {
        return new Unroller(new Loop(0, steps, reverse), unroll)
                .code(index -> Code.of("step($L)", index), calls -> {
                    Code all = new Code();
                    calls.forEach(c -> all.addStatement("$L", c));
                    return all;
                })
                .build()
                .toString();
    }

    @Test
    void aShortRecurrenceBecomesCallsInARow() {
        assertEquals("step(0);\nstep(1);\nstep(2);\n", code(3, false, Unroll.AUTOMATIC));
        assertEquals("step(2);\nstep(1);\nstep(0);\n", code(3, true, Unroll.AUTOMATIC));
        assertFalse(code(8, false, Unroll.AUTOMATIC).contains("for"));
    }

    @Test
    void aLongOneBecomesALoop() {
        assertEquals("for (int t = 0; t < 9; t++) {\n  step(t);\n}\n", code(9, false, Unroll.AUTOMATIC));
    }

    @Test
    void blocksOfAnAskedLengthAndTheRest() {
        String code = code(65, false, new Unroll(8));
        assertTrue(code.startsWith("for (int t = 0; t < 64; t += 8) {"), code);
        assertTrue(code.endsWith("step(64);\n"), code);
    }

    @Test
    void withoutUnrollingItStaysALoop() {
        assertEquals("for (int t = 0; t < 3; t++) {\n  step(t);\n}\n", code(3, false, Unroll.NONE));
    }

    @Test
    void theLongestIsNeverWithoutALoop() {
        assertTrue(code(10_001, false, Unroll.FULL).startsWith("for"));
        assertFalse(code(10_000, false, Unroll.FULL).contains("for"));
    }
}
