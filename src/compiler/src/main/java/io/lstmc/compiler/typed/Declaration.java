package io.lstmc.compiler.typed;

/**
 * What a name stands for in one definition: an input, a state, a param, an option, an equation or a time. It is equal to itself
 * alone, so that equal names of two definitions are never mixed up.
 */
public final class Declaration {

    private final String name;

    public Declaration(String name) {
        this.name = name;
    }

    /** As it is written. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
