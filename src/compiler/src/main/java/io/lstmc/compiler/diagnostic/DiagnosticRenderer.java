package io.lstmc.compiler.diagnostic;

import java.util.List;

/**
 * Makes the text of a finding: position, message, the line, carets and a hint.
 *
 * <pre>
 * models/peephole.lstm:9:24: error[E204]: shapes do not match in matrix product
 *  9 |   i = sigmoid(Wi·x + Ui·h[t-1] + bi)
 *    |                      ^^^^^^^^^ Ui is [hidden, input], h is [hidden]
 * hint: did you mean Wi, or declare Ui[hidden, hidden]?
 * </pre>
 *
 * <p>Of a span over several lines the first and the last are shown. Whatever the source holds, the text has no control
 * characters but line feeds and tabs, and in {@link Style#COLOURED} the colours.
 */
public final class DiagnosticRenderer {

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    private DiagnosticRenderer(Style style) {
        this.style = style;
    }

    public static String render(List<Diagnostic> diagnostics) {
        return render(diagnostics, Style.PLAIN);
    }

    public static String render(List<Diagnostic> diagnostics, Style style) {
        DiagnosticRenderer renderer = new DiagnosticRenderer(style);
        for (Diagnostic diagnostic : diagnostics) {
            renderer.add(diagnostic);
        }
        return renderer.out.toString();
    }

    public static String render(Diagnostic diagnostic) {
        return render(List.of(diagnostic));
    }

    private void add(Diagnostic d) {
        Span span = d.span();
        SourceText source = span.source();
        out.append(Printable.of(source.name())).append(':').append(span.line()).append(':');
        out.append(span.column()).append(": ");
        out.append(
                style.paint(d.severity(), d.severity().label() + "[" + d.code().label() + "]"));
        out.append(": ").append(Printable.of(d.message())).append('\n');

        int firstLine = span.line();
        int lastLine = source.line(Math.max(span.start(), span.end() - 1));
        String first = source.lineText(firstLine);
        int from = span.column() - 1;
        int margin = Integer.toString(lastLine).length();
        String label = d.label().map(text -> " " + Printable.of(text)).orElse("");
        if (firstLine == lastLine) {
            int width = source.text().codePointCount(span.start(), span.end());
            addLine(d, firstLine, margin, Excerpt.of(first, from, from + width), label);
        } else {
            addLine(d, firstLine, margin, Excerpt.of(first, from, first.length()), "");
            if (lastLine > firstLine + 1) {
                out.append(' ').append(style.quiet("…")).append('\n');
            }
            String last = source.lineText(lastLine);
            int indent =
                    last.codePointCount(0, last.length() - last.stripLeading().length());
            int to = source.column(span.end()) - 1;
            addLine(d, lastLine, margin, Excerpt.of(last, indent, to), label);
        }
        d.notes().forEach(note -> addRemark("note", note));
        d.hint().ifPresent(hint -> addRemark("hint", hint));
    }

    private void addLine(Diagnostic d, int line, int margin, Excerpt excerpt, String label) {
        String number = Integer.toString(line);
        String bar = " ".repeat(margin - number.length() + 1) + number + " |";
        String empty = " ".repeat(margin + 1) + " |";
        String text = excerpt.text().isEmpty() ? "" : "   " + excerpt.text();
        out.append(style.quiet(bar)).append(text).append('\n');
        String marks = excerpt.marks();
        int carets = marks.indexOf('^');
        out.append(style.quiet(empty)).append("   ").append(marks, 0, carets);
        out.append(style.paint(d.severity(), marks.substring(carets) + label)).append('\n');
    }

    private void addRemark(String word, String text) {
        out.append(style.quiet(word + ":"))
                .append(' ')
                .append(Printable.of(text))
                .append('\n');
    }
}
