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
}
