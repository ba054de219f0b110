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

    /** Whether it takes as long as a loop of sums and products. */
    public boolean isLong() {
        return switch (this) {
            case SIGMOID, TANH, EXP, LOG, LOG1P, EXPM1, SIN, COS -> true;
            case NEGATE, SQRT, FLOOR -> false;
        };
    }

    /** Its value, in double precision. */
    public double apply(double x) {
        return switch (this) {
            case NEGATE -> -x;
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case LOG1P -> Math.log1p(x);
            case EXPM1 -> Math.expm1(x);
            case FLOOR -> Math.floor(x);
            case SQRT -> Math.sqrt(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
        };
    }
}
