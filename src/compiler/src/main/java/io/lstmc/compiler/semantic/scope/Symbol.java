package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Size;
import java.util.List;
import java.util.Optional;

/** A name declared in a body, and what is known of it so far. */
public final class Symbol {

    /** What a name stands for, in the words of messages. */
    public enum Kind {
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

        public String text() {
            return text;
        }

        /** Whether it is an option of a generic definition, told by each of its calls. */
        public boolean isDefinition() {
            return this == CELL || this == FUNCTION || this == INITIALIZER;
        }

        /** Whether its value may be a size; that of an input is not, but its length has its name. */
        public boolean canBeSize() {
            return this == OPTION || this == TIME || this == SIZE || this == ARGUMENT || this == INTERMEDIATE;
        }
    }

    private final Identifier name;
    private final Kind kind;
    private final Declaration declaration;
    private OpenType value = OpenType.POISON;
    private boolean used;
    private boolean spoiled;

    /** Its right side, of what an equation defines. */
    private Optional<Span> written = Optional.empty();

    /** What messages call it where its own name is not in the text of the user. */
    private Optional<String> shown = Optional.empty();

    public Symbol(Identifier name, Kind kind) {
        this.name = name;
        this.kind = kind;
        this.declaration = new Declaration(name.text());
    }

    public Identifier name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** What resolved expressions call it. */
    public Declaration declaration() {
        return declaration;
    }

    public OpenType value() {
        return spoiled ? OpenType.POISON : value;
    }

    /** Notes that its declaration is a mistake which was reported, as that of one name for two things, so that nothing follows from it. */
    public void spoil() {
        spoiled = true;
    }

    /** Whether its declaration is a mistake, which has been reported. */
    public boolean isSpoiled() {
        return spoiled;
    }

    public void value(OpenType known) {
        value = known;
    }

    /** Where its value is written. */
    public Optional<Span> written() {
        return written;
    }

    public void written(Span value) {
        written = Optional.of(value);
    }

    public Optional<String> shown() {
        return shown;
    }

    public void shown(Optional<String> text) {
        shown = text;
    }

    public boolean isUsed() {
        return used;
    }

    public void use() {
        used = true;
    }

    /** Forgets the uses so far, which only say what it is. */
    void forgetUses() {
        used = false;
    }

    /** What a name means as a size: an option, the steps of time, or an input without brackets. */
    public Optional<Size> asSize() {
        if (kind == Kind.INPUT) {
            return value.token().isPresent() ? value.token().filter(Size.named(name.text())::equals) : ofVector();
        }
        return kind.canBeSize() ? value.constant().flatMap(Constant::whole) : Optional.empty();
    }

    private Optional<Size> ofVector() {
        return Optional.ofNullable(value.shape().sizes())
                .filter(sizes -> sizes.equals(List.of(Size.named(name.text()))))
                .map(sizes -> sizes.get(0));
    }
}
