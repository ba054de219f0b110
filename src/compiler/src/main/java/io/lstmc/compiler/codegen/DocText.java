package io.lstmc.compiler.codegen;

import java.util.List;
import java.util.stream.Collectors;

/** Text of the source as it may stand in a Javadoc comment. */
final class DocText {

    private DocText() {}

    /**
     * Nothing in the result can end the comment, start a tag or an HTML element, or be read as a Unicode escape by the
     * Java compiler. Invisible characters, which could make the text look like another, are dropped.
     */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '@', '\\' -> safe.append("&#").append(c).append(';');
                case '/' -> safe.append(safe.length() > 0 && safe.charAt(safe.length() - 1) == '*' ? "&#47;" : "/");
                case '\t' -> safe.append("    ");
                default -> {
                    if (isVisible(c)) {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** Lines of text as HTML that keeps their layout. */
    static String preformatted(List<String> lines) {
        return lines.stream()
                .flatMap(line -> line.lines())
                .map(DocText::escape)
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n", "<pre>\n", "\n</pre>\n"));
    }

    /** Lines of text as HTML paragraphs, separated where the text has empty lines. */
    static String paragraphs(String text) {
        String safe =
                text.strip().lines().map(DocText::escape).map(String::strip).collect(Collectors.joining("\n"));
        return safe.replaceAll("\n\n+", "\n\n<p>") + "\n";
    }

    /** A number with a comma before each three digits. */
    static String grouped(int number) {
        StringBuilder text = new StringBuilder(Integer.toString(number));
        for (int at = text.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** The length of an array for people: {@code 36 values: 36 steps × 1}. */
    static String values(Port port) {
        if (port.isToken()) {
            String tokens = "from 0 to " + (port.tokens() - 1);
            return port.hasSteps() ? port.steps() + " whole numbers " + tokens : "1 whole number " + tokens;
        }
        String count = port.size() == 1 ? "1 value" : port.size() + " values";
        return port.hasSteps() || port.type().rank() > 1 ? count + ": " + port.axes() : count;
    }
}
