package io.lstmc.compiler.diagnostic;

import java.util.List;

/** Makes the text of a finding: position, message, the line, a caret and a hint. */
public final class DiagnosticRenderer {

    private DiagnosticRenderer() {}

    public static String render(List<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        for (Diagnostic d : diagnostics) {
            out.append(render(d));
        }
        return out.toString();
    }

    public static String render(Diagnostic d) {
        Span span = d.span();
        String number = Integer.toString(span.line());
        StringBuilder out = new StringBuilder();
        out.append(span.source().name())
                .append(':')
                .append(span.line())
                .append(':')
                .append(span.column());
        out.append(": ")
                .append(d.severity().label())
                .append('[')
                .append(d.code().label())
                .append("]: ");
        out.append(d.message()).append('\n');
        String line = span.source().lineText(span.line());
        out.append(' ').append(number).append(" |   ").append(line).append('\n');
        int width = Math.max(1, span.source().text().codePointCount(span.start(), span.end()));
        int room = line.codePointCount(0, line.length()) - span.column() + 1;
        out.append(" ".repeat(number.length() + 1)).append(" |   ").append(" ".repeat(span.column() - 1));
        out.append("^".repeat(Math.max(1, Math.min(width, room))));
        d.label().ifPresent(text -> out.append(' ').append(text));
        out.append('\n');
        d.notes().forEach(note -> out.append("note: ").append(note).append('\n'));
        d.hint().ifPresent(hint -> out.append("hint: ").append(hint).append('\n'));
        return out.toString();
    }
}
