package io.lstmc.compiler.ir;

/**
 * A piece of an equation.
 *
 * @param text as a person writes it
 * @param level how tightly its outermost operator binds
 */
record Term(String text, Level level) {

    /** From the loosest to the tightest. */
    enum Level {
        /** A sum that names its axes. */
        OVER,
        COMPARISON,
        SUM,
        ELEMENTWISE,
        PRODUCT,
        NEGATION,
        POWER,
        /** What never needs parentheses. */
        ATOM
    }

    static Term atom(String text) {
        return new Term(text, Level.ATOM);
    }

    boolean isAtom() {
        return level == Level.ATOM;
    }

    /** The text as an operand of an operator; in parentheses if it binds less than {@code least}. */
    String within(Level least) {
        return level.compareTo(least) < 0 ? "(" + text + ")" : text;
    }

    /** The text as an operand that must bind more than {@code operator}. */
    String above(Level operator) {
        return level.compareTo(operator) <= 0 ? "(" + text + ")" : text;
    }
}
