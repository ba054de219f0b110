package io.lstmc.compiler.ir;

/** An elementwise function of two operands of one type; comparisons give 1 or 0. */
public enum BinaryFunction {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("⊙"),
    DIVIDE("/"),
    POWER("^"),
    GREATER(">"),
    GREATER_EQUAL(">="),
    EQUAL("=="),
    NOT_EQUAL("!=");

    private final String sign;

    BinaryFunction(String sign) {
        this.sign = sign;
    }

    /** As graphs print it. */
    public String sign() {
        return sign;
    }

    /** Its value, in double precision. */
    public double apply(double a, double b) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            // A square is a product, whose rounding is the same on every machine.
            case POWER -> b == 2 ? a * a : Math.pow(a, b);
            case GREATER -> a > b ? 1 : 0;
            case GREATER_EQUAL -> a >= b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
        };
    }
}
