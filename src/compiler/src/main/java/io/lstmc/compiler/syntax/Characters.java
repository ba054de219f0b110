package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Span;
import java.util.HashSet;
import java.util.Set;

/** Refuses characters that a reader of the file cannot see, wherever they stand, comments included. */
final class Characters {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private Characters() {}

    /** Says whether all characters of the text may be there; reports each run of those that may not. */
    static boolean check(SourceText source, Reports reports) {
        String text = source.text();
        boolean good = true;
        Set<String> lineEnds = new HashSet<>();
        if (isWide(text)) {
            reports.add(Code.BAD_CHARACTER, new Span(source, 0, 0), "this is UTF-16, not UTF-8", "save it as UTF-8");
            return false;
        }
        int i = 0;
        while (i < text.length() && !reports.full()) {
            String problem = problem(text, i);
            int start = i;
            i += Character.charCount(text.codePointAt(i));
            if (problem != null) {
                good = false;
                while (i < text.length() && problem.equals(problem(text, i))) {
                    i += Character.charCount(text.codePointAt(i));
                }
                // Whoever ends lines otherwise does so everywhere.
                if (!endsLine(text.codePointAt(start)) || lineEnds.add(problem)) {
                    reports.add(Code.BAD_CHARACTER, new Span(source, start, i), problem);
                }
            }
        }
        return good;
    }

    /** Whether it begins as text in UTF-16 without its mark does, read as UTF-8: each second character is U+0000. */
    private static boolean isWide(String text) {
        return text.length() >= 4
                && (text.charAt(0) == 0 && text.charAt(2) == 0 && text.charAt(1) != 0
                        || text.charAt(1) == 0 && text.charAt(3) == 0 && text.charAt(0) != 0);
    }

    private static String problem(String text, int i) {
        int c = text.codePointAt(i);
        switch (c) {
            case '\t', '\n':
                return null;
            case '\r':
                boolean ends = i + 1 < text.length() && text.charAt(i + 1) == '\n';
                return ends ? null : "lines end with a carriage return alone (U+000D); save the file with line feeds";
            case BYTE_ORDER_MARK:
                return i == 0 ? null : "a byte order mark may only stand at the start of a file";
            default:
                break;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL -> String.format("a control character (U+%04X) is not allowed", c);
            case Character.SURROGATE -> "half of a character (an unpaired surrogate) is not allowed";
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                String.format("the line separator U+%04X is not allowed; end lines with a line feed", c);
            default ->
                turnsText(c)
                        ? String.format("a character that changes the direction of text (U+%04X) is not allowed", c)
                        : null;
        };
    }

    private static boolean endsLine(int c) {
        return c == '\r' || c == 0x2028 || c == 0x2029;
    }

    /** Marks that make a text read otherwise than it is compiled. */
    private static boolean turnsText(int c) {
        return (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C;
    }
}
