package io.lstmc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.tree.Notation;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.tree.SyntaxPrinter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text, reading it ends in few messages and without an overflow. */
class TextLimitsTest {

    private static final int MANY = 100_000;

    /** Half of what a Java thread has by default. */
    private static final long SMALL_STACK = 512 * 1024;

    @Test
    void oneMessageForManyBrackets() throws InterruptedException {
        for (String open : List.of("(", "[", "{", "f(", "x[", "tanh((")) {
            assertOnly(Code.NESTING_TOO_DEEP, check("function f(x) = " + open.repeat(MANY) + "x"));
        }
    }

    @Test
    void oneMessageForManyOperators() throws InterruptedException {
        for (String row : List.of("x + ", "-", "x^", "x * ", "x · ", "- -")) {
            assertOnly(Code.NESTING_TOO_DEEP, check("function f(x) = " + row.repeat(MANY) + "x"));
        }
        assertOnly(Code.NESTING_TOO_DEEP, check("function f(x) = " + "x^-".repeat(50_000) + "x"));
        assertOnly(Code.NESTING_TOO_DEEP, check("function f(x) = x" + "[1]".repeat(10_000)));
        assertOnly(Code.NESTING_TOO_DEEP, check("function f(x) = " + "x + ".repeat(10_000) + "x"));
    }

    @Test
    void depthInsideTheLimitsIsRead() throws InterruptedException {
        assertEquals(List.of(), check("function f(x) = " + "(".repeat(190) + "x" + ")".repeat(190)));
        assertEquals(List.of(), check("function f(x) = " + "f([".repeat(95) + "x" + "])".repeat(95)));
        assertEquals(List.of(), check("function f(x) = " + "x + ".repeat(300) + "x"));
        assertEquals(List.of(), check("function f(x) = " + "-".repeat(300) + "x"));
        assertEquals(List.of(), check("function f(x) = f(" + "x, ".repeat(10_000) + "x)"));
    }

    @Test
    void depthCountsAcrossBrackets() throws InterruptedException {
        String level = "(" + "x + ".repeat(10);
        assertOnly(Code.NESTING_TOO_DEEP, check("function f(x) = " + level.repeat(35) + "x" + ")".repeat(35)));
    }

    @Test
    void largeFilesAreRefused() throws InterruptedException {
        assertOnly(Code.FILE_TOO_LARGE, check("// " + "x".repeat(1 << 20)));
        assertOnly(Code.FILE_TOO_LARGE, check("x ".repeat(400_000)));
        assertEquals(List.of(), check("//" + "x".repeat((1 << 20) - 2)));
    }

    @Test
    void oneMessageForALongWord() throws InterruptedException {
        String word = "n".repeat(1 << 19);
        assertOnly(Code.NAME_TOO_LONG, check("cell " + word + " { input x }"));
        assertOnly(Code.BAD_NUMBER, check("function f(x) = " + "9".repeat(1 << 19)));
        assertOnly(Code.BAD_NUMBER, check("function f(x) = " + "1_".repeat(1 << 18)));
        List<Diagnostic> found = check(word);
        assertTrue(DiagnosticRenderer.render(found).length() < 2_000);
    }

    @Test
    void anyGarbageEndsInFewMessages() throws InterruptedException {
        Random random = new Random(5);
        List<String> words = List.of(
                "cell",
                "model",
                "x",
                "=",
                "(",
                ")",
                "{",
                "}",
                "[",
                "]",
                "\n",
                "h[t] =",
                "train {",
                "input",
                "~",
                "·",
                "⊗",
                ":",
                ",",
                "1.5",
                "$",
                "optimizer",
                "package",
                "output",
                ";",
                "/*",
                "σ",
                "///",
                ".",
                "5.",
                "\"");
        for (int round = 0; round < 20; round++) {
            StringBuilder text = new StringBuilder();
            int length = round == 0 ? MANY : 500;
            for (int i = 0; i < length; i++) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextInt(4) == 0 ? "\n" : " ");
            }
            List<Diagnostic> found = check(text.toString());
            assertTrue(found.size() <= 101, found.size() + " messages");
        }
        for (String unit : List.of(
                "\u0000", "\ud800", "\u202e", "=", "}", "a = ", "cell A {", "train {", "'", "₀", "/*", "((x\n")) {
            assertTrue(check(unit.repeat(MANY)).size() <= 101);
        }
    }

    private static void assertOnly(Code code, List<Diagnostic> found) {
        assertEquals(List.of(code), found.stream().map(Diagnostic::code).toList());
    }

    private static List<Diagnostic> check(String text) throws InterruptedException {
        Diagnostics diagnostics = new Diagnostics();
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(
                null,
                () -> {
                    SourceFile file = Parser.parse(new SourceText("test.lstm", text), diagnostics);
                    SyntaxPrinter.print(file, Notation.ASCII);
                },
                "parser",
                SMALL_STACK);
        thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
        thread.start();
        thread.join();
        if (thrown[0] != null) {
            throw new AssertionError(text.substring(0, Math.min(50, text.length())), thrown[0]);
        }
        return diagnostics.sorted();
    }
}
