package io.lstmc.compiler.semantic;

import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.syntax.Expression;
import io.lstmc.compiler.syntax.Identifier;
import java.util.Optional;

/** A name declared in a body, and what is known of it so far. */
final class Symbol {

    /** What a name stands for, in the words of messages. */
    enum Kind {
        INPUT("an input"),
        TARGET("a target"),
        STATE("a state"),
        PARAM("a param"),
        INTERMEDIATE("an intermediate"),
        LAYER("a layer"),
        OUTPUT("an output"),
        OPTION("an option"),
        CELL("a cell"),
        FUNCTION("a function"),
        INITIALIZER("an initialiser"),
        TIME("the number of steps"),
        SIZE("a size"),
        ARGUMENT("a parameter"),
        COUNT("the number of the update");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /** Whether it is an option of a generic definition, told by each of its calls. */
        boolean isDefinition() {
            return this == CELL || this == FUNCTION || this == INITIALIZER;
        }
    }

    private final Identifier name;
    private final Kind kind;
    private Value value = Value.POISON;
    private boolean used;
    private boolean spoiled;

    /** Its right side, of what an equation defines. */
    private Optional<Expression> definition = Optional.empty();

    /** What messages call it where its own name is not in the text of the user. */
    private Optional<String> shown = Optional.empty();

    Symbol(Identifier name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    Identifier name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    Value value() {
        return spoiled ? Value.POISON : value;
    }

    /** Notes that it means two things, so that nothing follows from either. */
    void spoil() {
        spoiled = true;
    }

    void value(Value known) {
        value = known;
    }

    Optional<Expression> definition() {
        return definition;
    }

    void definition(Expression value) {
        definition = Optional.of(value);
    }

    /** Where its value is written. */
    Optional<Span> written() {
        return definition.map(Expression::span);
    }

    Optional<String> shown() {
        return shown;
    }

    void shown(Optional<String> text) {
        shown = text;
    }

    boolean isUsed() {
        return used;
    }

    void use() {
        used = true;
    }
}
