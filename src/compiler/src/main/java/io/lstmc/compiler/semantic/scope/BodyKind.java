package io.lstmc.compiler.semantic.scope;

/** The kinds of body in which expressions stand, with the letter of time that each of them knows. */
public enum BodyKind {
    CELL("a cell", "t"),
    MODEL("a model", ""),
    OPTIMIZER("an optimizer", "k"),
    FUNCTION("a function", ""),
    INITIALIZER("an initialiser", ""),
    SCHEDULE("a schedule", "");

    private final String text;
    private final String moment;

    BodyKind(String text, String moment) {
        this.text = text;
        this.moment = moment;
    }

    public String text() {
        return text;
    }

    /** The letter between brackets, or the empty string where there is none. */
    public String moment() {
        return moment;
    }
}
