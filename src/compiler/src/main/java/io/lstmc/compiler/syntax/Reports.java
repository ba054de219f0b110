package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Span;
import java.util.HashSet;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Takes the syntax errors of one file, not more than {@link TextLimits#ERRORS}, and knows where tokens stand. */
final class Reports {

    private final SourceText source;
    private final Diagnostics diagnostics;
    private final int[] offsets;
    private final Set<String> refused = new HashSet<>();
    private int count;

    Reports(SourceText source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
        this.offsets = offsets(source.text());
    }

    /** Whether a word is refused for the first time. */
    boolean isFirst(String word) {
        return refused.add(word);
    }

    void add(Diagnostic diagnostic) {
        count++;
        if (count <= TextLimits.ERRORS) {
            diagnostics.add(diagnostic);
        } else if (count == TextLimits.ERRORS + 1) {
            diagnostics.add(Diagnostic.of(
                    Code.TOO_MANY_ERRORS,
                    diagnostic.span(),
                    "too many errors; only the first " + TextLimits.ERRORS + " that were found are shown"));
        }
    }

    void add(Code code, Span span, String message) {
        add(Diagnostic.of(code, span, message));
    }

    void add(Code code, Span span, String message, String hint) {
        add(Diagnostic.of(code, span, message).withHint(hint));
    }

    /** Says that too many errors were found, so that looking for more is of no use. */
    boolean full() {
        return count > TextLimits.ERRORS;
    }

    SourceText source() {
        return source;
    }

    Span span(Token token) {
        return span(token, token);
    }

    Span span(Token first, Token last) {
        int start = offset(first.getStartIndex());
        return new Span(source, start, Math.max(start, offset(last.getStopIndex() + 1)));
    }

    /** The empty place right behind a token, where something is missing. */
    Span behind(Token token) {
        int end = offset(token.getStopIndex() + 1);
        return new Span(source, end, end);
    }

    private int offset(int codePoint) {
        return offsets.length == 0 ? codePoint : offsets[codePoint];
    }

    /** Tokens count code points, spans count chars: the table between them, empty where the two are the same. */
    private static int[] offsets(String text) {
        int codePoints = text.codePointCount(0, text.length());
        if (codePoints == text.length()) {
            return new int[0];
        }
        int[] offsets = new int[codePoints + 1];
        int offset = 0;
        for (int i = 0; i < codePoints; i++) {
            offsets[i] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        offsets[codePoints] = offset;
        return offsets;
    }
}
