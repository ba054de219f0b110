package io.lstmc.runtime.file;

/** Shows text from a file in a message: short and without characters that could disturb a terminal. */
public final class Quote {

    /** The characters that are shown. */
    static final int LONGEST = 80;

    private Quote() {}

    public static String of(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL || type == Character.FORMAT || type == Character.UNASSIGNED || c == '"') {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.append(text.codePointCount(0, text.length()) > LONGEST ? "…\"" : "\"")
                .toString();
    }
}
