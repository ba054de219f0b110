package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/** Lines {@code name = right side   type} whose parts stand below one another. */
final class Columns {

    /** A line with a longer part does not move the parts of others. */
    private static final int WIDEST_NAME = 32;

    private static final int WIDEST_RIGHT_SIDE = 72;

    private record Line(String name, String rightSide, String type) {}

    private final List<Line> lines = new ArrayList<>();

    /** A right side that repeats the name is left out. */
    void add(String name, String rightSide, TensorType type) {
        lines.add(new Line(name, rightSide.equals(name) ? "" : "= " + rightSide, type.toString()));
    }

    void add(String name, String text) {
        lines.add(new Line(name, text, ""));
    }

    void clear() {
        lines.clear();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** All lines, each with its end. */
    String text() {
        int names = width(lines.stream().map(Line::name).toList(), WIDEST_NAME);
        int rightSides = width(lines.stream().map(Line::rightSide).toList(), WIDEST_RIGHT_SIDE);
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            String padded = pad(line.name(), names) + " " + pad(line.rightSide(), rightSides) + "  " + line.type();
            text.append(padded.stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<String> parts, int widest) {
        return parts.stream()
                .mapToInt(Columns::width)
                .filter(w -> w <= widest)
                .max()
                .orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** An accent takes no column of its own. */
    private static int width(String text) {
        return (int) text.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .count();
    }
}
