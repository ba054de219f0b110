package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Definitions that call one another, each of them not too deep: together they compile or are refused. */
class NestingTest {

    private static final int CALLS = 45;

    private static CompileResult compile(String text) {
        return LstmCompiler.compile(new SourceText("deep.lstm", text), CompileOptions.DEFAULT);
    }

    private static String nested(int levels, String callee) {
        return "tanh(".repeat(levels) + callee + "(x)" + ")".repeat(levels);
    }

    private static String cells(int levels) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < CALLS; i++) {
            String value = nested(levels, i == 0 ? "tanh" : "c" + (i - 1));
            text.append("cell c" + i + " {\n  input x\n  y = " + value + "\n  output y\n}\n");
        }
        return text + "model M {\n  input x[2]\n  output y = c" + (CALLS - 1) + "(x)\n}\n";
    }

    private static String functions(int levels) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < CALLS; i++) {
            text.append("function f" + i + "(x) = " + nested(levels, i == 0 ? "tanh" : "f" + (i - 1)) + "\n");
        }
        return text + "model M {\n  input x[2]\n  output y = f" + (CALLS - 1) + "(x)\n}\n";
    }

    private static void assertCompiles(String text) {
        CompileResult result = compile(text);
        assertEquals(List.of(), result.diagnostics());
        assertEquals(1, result.files().size());
    }

    private static void assertTooDeep(String text) {
        CompileResult result = compile(text);
        assertEquals(
                List.of(Code.EXPANSION_TOO_LARGE),
                result.diagnostics().stream().map(Diagnostic::code).distinct().toList());
        assertEquals(List.of(), result.files());
    }

    @Test
    void whatIsWithinTheLimitFitsOnTheStack() {
        assertCompiles(cells(6));
        assertCompiles(functions(6));
    }

    @Test
    void deeperOnesAreRefused() {
        assertTooDeep(cells(40));
        assertTooDeep(functions(40));
    }
}
