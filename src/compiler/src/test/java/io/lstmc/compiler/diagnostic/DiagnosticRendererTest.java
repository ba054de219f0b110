package io.lstmc.compiler.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {

    @Test
    void showsTheLineTheCaretTheLabelAndTheHint() {
        String text = "\n\n\n\n\n\n\n\n  i = sigmoid(Wi·x + Ui·h[t-1] + bi)\n";
        Diagnostic d = at(text, "Ui·h[t-1]", "shapes do not match in matrix product")
                .withLabel("Ui is [hidden, input], h is [hidden]")
                .withHint("did you mean Wi, or declare Ui[hidden, hidden]?")
                .withNotes(List.of("one", "two"));
        assertEquals("""
                m.lstm:9:22: error[E101]: shapes do not match in matrix product
                 9 |     i = sigmoid(Wi·x + Ui·h[t-1] + bi)
                   |                        ^^^^^^^^^ Ui is [hidden, input], h is [hidden]
                note: one
                note: two
                hint: did you mean Wi, or declare Ui[hidden, hidden]?
                """, DiagnosticRenderer.render(d));
    }

    @Test
    void caretsStandUnderTheTextAfterTabsAccentsAndWideCharacters() {
        assertEquals(" 1 |   \tx\ty\n   |   \t \t^\n", lines(at("\tx\ty", "y", "")));
        assertEquals(" 1 |   h̃ = y\n   |       ^\n", lines(at("h̃ = y", "y", "")));
        assertEquals(" 1 |   層 = y\n   |        ^\n", lines(at("層 = y", "y", "")));
        assertEquals(" 1 |   𝐖𝐖 = y\n   |   ^^\n", lines(at("𝐖𝐖 = y", "𝐖𝐖", "")));
    }

    @Test
    void columnsCountCodePoints() {
        assertTrue(DiagnosticRenderer.render(at("𝐖𝐖 = y", "y", "")).startsWith("m.lstm:1:6:"));
        assertTrue(DiagnosticRenderer.render(at("\uFEFFab", "b", "")).startsWith("m.lstm:1:2:"));
    }

    @Test
    void aSpanOverLinesShowsTheFirstAndTheLast() {
        assertEquals(
                """
                  9 |   a = f(
                    |       ^^
                 10 |     b)
                    |     ^^ here
                """, lines(at("\n\n\n\n\n\n\n\na = f(\n  b)\n", "f(\n  b)", "").withLabel("here")));
        assertEquals("""
                 1 |   f(
                   |   ^^
                 …
                 4 |   )
                   |   ^
                """, lines(at("f(\na\nb\n)", "f(\na\nb\n)", "")));
    }

    @Test
    void longLinesAreCutAroundTheCaret() {
        String text = "a + ".repeat(100) + "here" + " + a".repeat(100);
        String[] lines = lines(at(text, "here", "")).split("\n");
        assertTrue(lines[0].length() < 135, lines[0]);
        assertEquals(lines[0].indexOf("here"), lines[1].indexOf("^^^^"));
        assertTrue(lines[0].contains("…") && lines[0].endsWith("…"));
    }

    @Test
    void nothingOfTheSourceReachesTheTerminalAsAControl() {
        String text = "a\u001b[31m\u0000\u007f\u0085\u202e\ud800b\r = c";
        Diagnostic d = new Diagnostic(
                Code.SYNTAX,
                new Span(new SourceText("\u001b[2J.lstm", text), 0, 1),
                "bad '" + text + "'",
                java.util.Optional.of(text),
                java.util.Optional.of(text),
                List.of(text));
        String out = DiagnosticRenderer.render(d);
        int[] controls = out.codePoints()
                .filter(c -> c != '\n'
                        && (Character.getType(c) == Character.CONTROL
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.SURROGATE))
                .toArray();
        assertEquals("[]", Arrays.toString(controls));
        assertTrue(out.contains("a␛[31m␀␡"));
    }

    @Test
    void coloursAreAddedOnRequestAlone() {
        Diagnostic d = at("x = y", "y", "message").withHint("hint");
        String plain = DiagnosticRenderer.render(List.of(d));
        String coloured = DiagnosticRenderer.render(List.of(d), Style.COLOURED);
        assertTrue(coloured.contains("\u001b[1;31merror[E101]\u001b[0m"));
        assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
    }

    @Test
    void theEndOfAFileHasAPlace() {
        SourceText source = new SourceText("m.lstm", "a\n");
        Diagnostic d = Diagnostic.of(Code.SYNTAX, new Span(source, 2, 2), "ends");
        assertEquals("m.lstm:2:1: error[E101]: ends\n 2 |\n   |   ^\n", DiagnosticRenderer.render(d));
    }

    private static String lines(Diagnostic d) {
        String text = DiagnosticRenderer.render(d);
        return text.substring(text.indexOf('\n') + 1);
    }

    private static Diagnostic at(String text, String part, String message) {
        int start = text.indexOf(part);
        return Diagnostic.of(
                Code.SYNTAX, new Span(new SourceText("m.lstm", text), start, start + part.length()), message);
    }
}
