package io.lstmc.compiler.diagnostic;

/**
 * Text that is safe to print: no character of a source file can move the cursor, change colours or turn the direction
 * of what is read. Each such character becomes one visible character, so that columns stay.
 */
final class Printable {

    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE_PICTURE = 0x2421;
    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(of(c)));
        return out.toString();
    }

    /** The character itself, or what stands for it; a tab stays. */
    static int of(int c) {
        if (c == '\t') {
            return c;
        }
        if (c < ' ') {
            return CONTROL_PICTURES + c;
        }
        if (c == 0x7F) {
            return DELETE_PICTURE;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> REPLACEMENT;
            default -> c;
        };
    }

    /** The columns that a character takes in a terminal: none for an accent on the one before, two for a wide one. */
    static int columns(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        if (!Character.isLetter(c)) {
            return 1;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
            default -> 1;
        };
    }
}
