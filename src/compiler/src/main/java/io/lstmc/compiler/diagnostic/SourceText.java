package io.lstmc.compiler.diagnostic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The text of one source file and the name by which messages call it. */
public final class SourceText {

    private final String name;
    private final String text;
    private final List<Integer> lineStarts = new ArrayList<>();

    /**
     * @param name what messages show, such as {@code models/airline.lstm}
     * @param text the whole text; {@code \n} and {@code \r\n} end a line
     */
    public SourceText(String name, String text) {
        this.name = Objects.requireNonNull(name);
        this.text = Objects.requireNonNull(text);
        // A byte order mark is no part of the first line.
        lineStarts.add(text.startsWith("\uFEFF") ? 1 : 0);
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            lineStarts.add(i + 1);
        }
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The line, counted from 1, that holds the character at {@code offset}. */
    public int line(int offset) {
        int found = Collections.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : Math.max(1, -found - 1);
    }

    /** The column, counted from 1 in code points, of the character at {@code offset}. */
    public int column(int offset) {
        int start = lineStarts.get(line(offset) - 1);
        return text.codePointCount(start, Math.max(start, Math.min(offset, text.length()))) + 1;
    }

    /** The text of a line counted from 1, without its end. */
    public String lineText(int line) {
        int start = lineStarts.get(line - 1);
        int end = line < lineStarts.size() ? lineStarts.get(line) - 1 : text.length();
        return text.substring(start, end).stripTrailing();
    }
}
