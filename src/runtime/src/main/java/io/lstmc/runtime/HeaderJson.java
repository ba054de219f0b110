package io.lstmc.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON that a safetensors header may hold: objects, arrays, strings and whole numbers. It is strict where files
 * from elsewhere could do harm: bounded depth, short arrays, no key twice, no unpaired surrogate.
 */
final class HeaderJson {

    private static final int MOST_DEPTH = 4;
    private static final int MOST_ELEMENTS = 16;

    private final String text;
    private int at;

    private HeaderJson(String text) {
        this.text = text;
    }

    /** The object that the text consists of; spaces may follow. Values are Map, List, String and Long. */
    static Map<String, Object> object(String text) throws WeightFileException {
        HeaderJson json = new HeaderJson(text);
        if (!text.startsWith("{")) {
            throw json.wrong("an object");
        }
        Map<String, Object> object = json.object(1);
        json.space();
        if (json.at < text.length()) {
            throw json.wrong("nothing after the object");
        }
        return object;
    }

    private Object value(int depth) throws WeightFileException {
        if (depth > MOST_DEPTH) {
            throw wrong("at most " + MOST_DEPTH + " levels");
        }
        space();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) throws WeightFileException {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        space();
        if (take('}')) {
            return members;
        }
        do {
            space();
            String key = string();
            space();
            expect(':');
            if (members.putIfAbsent(key, value(depth + 1)) != null) {
                throw new WeightFileException("the header has the key " + Quote.of(key) + " twice");
            }
            space();
        } while (take(','));
        expect('}');
        return members;
    }

    private List<Object> array(int depth) throws WeightFileException {
        List<Object> elements = new ArrayList<>();
        expect('[');
        space();
        if (take(']')) {
            return elements;
        }
        do {
            if (elements.size() == MOST_ELEMENTS) {
                throw wrong("at most " + MOST_ELEMENTS + " elements");
            }
            elements.add(value(depth + 1));
            space();
        } while (take(','));
        expect(']');
        return elements;
    }

    private Long number() throws WeightFileException {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        boolean whole = at > start && (text.charAt(start) != '0' || at == start + 1) && at - start <= 18;
        if (!whole) {
            at = start;
            throw wrong("a string, object, array or whole number");
        }
        return Long.valueOf(text.substring(start, at));
    }

    private String string() throws WeightFileException {
        expect('"');
        StringBuilder characters = new StringBuilder();
        while (peek() != '"') {
            char c = next();
            if (c < ' ') {
                at--;
                throw wrong("no bare control character");
            }
            characters.append(c == '\\' ? escape() : c);
        }
        at++;
        for (int i = 0; i < characters.length(); i++) {
            boolean pair = i + 1 < characters.length()
                    && Character.isSurrogatePair(characters.charAt(i), characters.charAt(i + 1));
            if (!pair && Character.isSurrogate(characters.charAt(i))) {
                throw wrong("surrogates in pairs");
            }
            i += pair ? 1 : 0;
        }
        return characters.toString();
    }

    private char escape() throws WeightFileException {
        char c = next();
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

    private char unicode() throws WeightFileException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw wrong("four hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The next character, or 0 at the end, which fits no rule. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() throws WeightFileException {
        if (at == text.length()) {
            throw wrong("more text");
        }
        return text.charAt(at++);
    }

    private boolean take(char c) {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char c) throws WeightFileException {
        if (!take(c)) {
            throw wrong("'" + c + "'");
        }
    }

    private WeightFileException wrong(String expected) {
        return new WeightFileException(
                "the header is not as it should be at character " + at + ": expected " + expected);
    }
}
