package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Span;

/**
 * Text that the parser left out.
 *
 * @param at the syntax error
 * @param text the line of it, and those of a block that it opens
 */
record UnreadText(Span at, String text) {

    /** A longer block is not looked through. */
    private static final int LINES = 50;

    static UnreadText at(Span error) {
        SourceText source = error.source();
        StringBuilder text = new StringBuilder();
        int depth = 0;
        int line = error.line();
        do {
            String each = source.lineText(line++);
            text.append(each).append('\n');
            for (int i = 0; i < each.length(); i++) {
                depth += each.charAt(i) == '{' ? 1 : each.charAt(i) == '}' ? -1 : 0;
            }
        } while (depth > 0
                && line < error.line() + LINES
                && line <= source.line(source.text().length()));
        return new UnreadText(error, text.toString());
    }
}
