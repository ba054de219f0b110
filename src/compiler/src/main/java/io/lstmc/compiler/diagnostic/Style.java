package io.lstmc.compiler.diagnostic;

/** How messages are shown; whether a terminal takes colours is known to the caller alone. */
public enum Style {
    PLAIN("", "", "", ""),
    COLOURED("\u001b[1;31m", "\u001b[1;33m", "\u001b[1;36m", "\u001b[0m");

    private final String error;
    private final String warning;
    private final String quiet;
    private final String end;

    Style(String error, String warning, String quiet, String end) {
        this.error = error;
        this.warning = warning;
        this.quiet = quiet;
        this.end = end;
    }

    /** The text in the colour of the severity. */
    String paint(Severity severity, String text) {
        return switch (severity) {
            case ERROR -> error + text + end;
            case WARNING -> warning + text + end;
        };
    }

    /** The text in the colour of margins and of the words before notes. */
    String quiet(String text) {
        return quiet + text + end;
    }
}
