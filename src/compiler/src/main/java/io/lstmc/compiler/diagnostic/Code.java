package io.lstmc.compiler.diagnostic;

/**
 * The kinds of finding. A number is never given to another kind: 1xx syntax, 2xx names and shapes, 3xx configuration,
 * 4xx limits.
 */
public enum Code {
    SYNTAX(101),
    BAD_CHARACTER(102),
    BAD_NUMBER(103),
    RESERVED_WORD(104),

    NESTING_TOO_DEEP(401),
    FILE_TOO_LARGE(402),
    NAME_TOO_LONG(403),
    SIZE_TOO_LARGE(404),
    TOO_MANY_ERRORS(405);

    private final int number;
    private final Severity severity;

    Code(int number) {
        this(number, Severity.ERROR);
    }

    Code(int number, Severity severity) {
        this.number = number;
        this.severity = severity;
    }

    public int number() {
        return number;
    }

    public Severity severity() {
        return severity;
    }

    /** As messages show it: {@code E204} for an error, {@code W301} for a warning. */
    public String label() {
        return (severity == Severity.ERROR ? "E" : "W") + number;
    }
}
