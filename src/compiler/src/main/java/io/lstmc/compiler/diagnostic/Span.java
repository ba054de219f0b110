package io.lstmc.compiler.diagnostic;

/**
 * A piece of a source text.
 *
 * @param source where it stands
 * @param start offset of its first character
 * @param end offset behind its last character
 */
public record Span(SourceText source, int start, int end) {

    /** From the start of this span to the end of {@code other}. */
    public Span to(Span other) {
        return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
    }

    public int line() {
        return source.line(start);
    }

    public int column() {
        return source.column(start);
    }

    /** The text that the span covers. */
    public String text() {
        return source.text().substring(start, end);
    }
}
