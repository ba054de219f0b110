package io.lstmc.runtime.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON one value after the other, so that no more of it is in memory than a buffer and what is asked for. It is strict
 * where files from elsewhere could do harm: bounded numbers, no unpaired surrogate, nothing but UTF-8.
 */
final class HeaderJson {

    /** Characters of a number that are shown. */
    private static final int SHOWN = 40;

    private final Reader text;
    private final StringBuilder kept = new StringBuilder();
    private long at;

    /** The next character, or −1 at the end. */
    private int next;

    HeaderJson(InputStream bytes) throws IOException {
        text = new BufferedReader(new InputStreamReader(
                bytes, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
        at = -1;
        advance();
    }

    /** How many characters have been read. */
    long at() {
        return at;
    }

    /** Begins an object; false if it is empty, and then it has ended too. */
    boolean beginObject() throws IOException {
        expect('{', "an object");
        space();
        return !take('}');
    }

    /** Goes on behind a member of an object; false if that was the last one. */
    boolean nextMember() throws IOException {
        return goOn('}');
    }

    /** Begins an array; false if it is empty, and then it has ended too. */
    boolean beginArray() throws IOException {
        expect('[', "an array");
        space();
        return !take(']');
    }

    /** Goes on behind an element of an array; false if that was the last one. */
    boolean nextElement() throws IOException {
        return goOn(']');
    }

    private boolean goOn(char end) throws IOException {
        space();
        if (take(',')) {
            space();
            return true;
        }
        expect(end, "',' or '" + end + "'");
        return false;
    }

    /** The name of a member, and the colon behind it. */
    String name(int most) throws IOException {
        String name = string(most);
        space();
        expect(':', "':'");
        space();
        return name;
    }

    boolean atString() {
        return next == '"';
    }

    boolean atObject() {
        return next == '{';
    }

    /**
     * A string.
     *
     * @param most characters that are given; the others are read and left out
     */
    String string(int most) throws IOException {
        expect('"', "a string");
        kept.setLength(0);
        boolean high = false;
        while (next != '"') {
            if (next >= 0 && next < ' ') {
                throw wrong("no bare control character");
            }
            char c = character();
            char meant = c == '\\' ? escape() : c;
            if (high != Character.isLowSurrogate(meant)) {
                throw wrong("surrogates in pairs");
            }
            high = Character.isHighSurrogate(meant);
            if (kept.length() < most) {
                kept.append(meant);
            }
        }
        if (high) {
            throw wrong("surrogates in pairs");
        }
        advance();
        return kept.toString();
    }

    private char escape() throws IOException {
        char c = character();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("a known escape");
        };
    }

    private char unicode() throws IOException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = character();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw wrong("four hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    /** A value that is no string, object or array, up to its first 40 characters; of another the first character. */
    String literal() throws IOException {
        kept.setLength(0);
        while (next >= 0 && ",]} \t\r\n[{\":".indexOf(next) < 0) {
            char c = character();
            if (kept.length() < SHOWN) {
                kept.append(c);
            }
        }
        return kept.isEmpty() ? String.valueOf(character()) : kept.toString();
    }

    /** The end of the text; spaces may stand before it. */
    void end() throws IOException {
        space();
        if (next >= 0) {
            throw wrong("nothing after the object");
        }
    }

    private void space() throws IOException {
        while (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
            advance();
        }
    }

    private boolean take(char c) throws IOException {
        if (next != c) {
            return false;
        }
        advance();
        return true;
    }

    private void expect(char c, String expected) throws IOException {
        if (!take(c)) {
            throw wrong(expected);
        }
    }

    private char character() throws IOException {
        if (next < 0) {
            throw wrong("more text");
        }
        char c = (char) next;
        advance();
        return c;
    }

    private void advance() throws IOException {
        try {
            next = text.read();
            at++;
        } catch (CharacterCodingException e) {
            throw new WeightFileException("the header is not UTF-8");
        }
    }

    private WeightFileException wrong(String expected) {
        return new WeightFileException(
                "the header is not as it should be at character " + at + ": expected " + expected);
    }
}
