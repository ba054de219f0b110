package io.lstmc.compiler.ascii;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes Java text anew in ASCII.
 *
 * <ul>
 *   <li>Names are spelled out: {@code δc} becomes {@code delta_c}. A name that is taken gets a number.
 *   <li>In literals, other characters become Unicode escapes, so that their values stay.
 *   <li>In Javadoc, names of the file are spelled as in the code, all else becomes HTML entities.
 *   <li>In other comments, names and the signs of equations are spelled out.
 * </ul>
 */
public final class AsciiJava {

    private final String text;
    private final SpelledNames names;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private AsciiJava(String text, SpelledNames names) {
        this.text = text;
        this.names = names;
    }

    /**
     * A file of one class.
     *
     * @param path of the file, relative, with forward slashes
     * @param text in which the class of that name is declared
     */
    public static AsciiFile of(String path, String text) {
        if (SpelledNames.isAscii(path) && SpelledNames.isAscii(text)) {
            return new AsciiFile(path, text);
        }
        int slash = path.lastIndexOf('/') + 1;
        int dot = path.lastIndexOf('.');
        String type = path.substring(slash, dot);
        // The class comes first, so that its name does not depend on what else is in the file.
        Set<String> identifiers = new LinkedHashSet<>();
        identifiers.add(type);
        AsciiJava scan = new AsciiJava(text, new SpelledNames(Set.of()));
        scan.write(identifiers);
        SpelledNames names = new SpelledNames(identifiers);
        AsciiJava java = new AsciiJava(text, names);
        java.write(new LinkedHashSet<>());
        String[] parts = path.substring(0, slash).split("/");
        String directory =
                Arrays.stream(parts).map(Spelling::of).collect(Collectors.joining("/", "", slash > 0 ? "/" : ""));
        return new AsciiFile(directory + names.of(type) + path.substring(dot), java.out.toString());
    }

    /**
     * Goes through the text once.
     *
     * @param identifiers hears of the names in the code
     */
    private void write(Set<String> identifiers) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("/**", at)) {
                javadoc(end("*/"));
            } else if (text.startsWith("/*", at)) {
                comment(end("*/"));
            } else if (text.startsWith("//", at)) {
                comment(end("\n"));
            } else if (c == '"' || c == '\'') {
                literal(c);
            } else if (text.startsWith("package ", at) && (at == 0 || text.charAt(at - 1) == '\n')) {
                packageName(end(";"));
            } else if (startsWord()) {
                String word = word();
                identifiers.add(word);
                out.append(names.of(word));
            } else {
                escape(c);
                at++;
            }
        }
    }

    /** Where the next part ends, behind {@code closing} or with the text. */
    private int end(String closing) {
        int found = text.indexOf(closing, at + 1);
        return found < 0 ? text.length() : found + closing.length();
    }

    /** Packages are spelled alike in all files, whatever else is in them. */
    private void packageName(int end) {
        while (at < end) {
            if (startsWord()) {
                out.append(Spelling.of(word()));
            } else {
                out.append(text.charAt(at++));
            }
        }
    }

    private void literal(char quote) {
        do {
            if (text.charAt(at) == '\\') {
                out.append(text.charAt(at++));
            }
            escape(text.charAt(at++));
        } while (at < text.length() && text.charAt(at) != quote);
        if (at < text.length()) {
            out.append(text.charAt(at++));
        }
    }

    private void javadoc(int end) {
        while (at < end) {
            if (startsWord()) {
                String word = word();
                out.append(names.has(word) ? names.of(word) : entities(word));
            } else {
                int c = text.codePointAt(at);
                out.append(entities(Character.toString(c)));
                at += Character.charCount(c);
            }
        }
    }

    private static String entities(String some) {
        StringBuilder html = new StringBuilder();
        some.codePoints().forEach(c -> {
            if (c < 0x80) {
                html.appendCodePoint(c);
            } else {
                html.append("&#").append(c).append(';');
            }
        });
        return html.toString();
    }

    private void comment(int end) {
        while (at < end) {
            if (startsWord()) {
                out.append(names.of(word()));
            } else {
                char c = text.charAt(at++);
                switch (c) {
                    case '⊙' -> out.append('*');
                    case '·' -> out.append('@');
                    case '⊗' -> out.append("outer");
                    case '×' -> out.append('x');
                    case '…' -> out.append("...");
                    case '≤' -> out.append("<=");
                    case '≥' -> out.append(">=");
                    default -> escape(c);
                }
            }
        }
    }

    private void escape(char c) {
        if (c < 0x80) {
            out.append(c);
        } else {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
    }

    private boolean startsWord() {
        return isWordStart(text.codePointAt(at));
    }

    private static boolean isWordStart(int c) {
        return Character.isJavaIdentifierStart(c) || c == 'ᵀ';
    }

    private String word() {
        int start = at;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            boolean subscript = c >= '₀' && c <= '₉';
            if (!Character.isJavaIdentifierPart(c) && !subscript) {
                break;
            }
            at += Character.charCount(c);
        }
        return text.substring(start, at);
    }
}
