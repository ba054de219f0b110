package io.lstmc.compiler.ir;

import java.util.Locale;

/** An elementwise function of one operand. */
public enum UnaryFunction {
    NEGATE,
    SIGMOID,
    TANH,
    EXP,
    LOG,
    /** log(1 + x). */
    LOG1P,
    /** exp(x) - 1. */
    EXPM1,
    SQRT,
    /** The largest whole number that is not above. */
    FLOOR,
    SIN,
    COS;

    /** As graphs and the language call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
