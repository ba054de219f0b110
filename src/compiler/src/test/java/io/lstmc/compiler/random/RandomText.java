package io.lstmc.compiler.random;

/** The text of an expression and how tightly its outermost operator binds. */
record RandomText(String text, int tightness) {

    static final int ATOM = 10;
    static final int POWER = 9;
    static final int MINUS = 8;
    static final int PRODUCT = 7;
    static final int OUTER = 6;
    static final int TIMES = 5;
    static final int PLUS = 4;

    static RandomText atom(String text) {
        return new RandomText(text, ATOM);
    }

    /** In brackets unless it binds at least so tightly. */
    String in(int tightest) {
        return tightness < tightest ? "(" + text + ")" : text;
    }
}
