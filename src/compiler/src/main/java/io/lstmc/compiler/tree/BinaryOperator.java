package io.lstmc.compiler.tree;

/** The operators between two operands, with the sign that messages use. */
public enum BinaryOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("⊙"),
    DIVIDE("/"),
    POWER("^"),
    MATRIX_PRODUCT("·"),
    GREATER(">"),
    GREATER_EQUAL(">="),
    LESS("<"),
    LESS_EQUAL("<="),
    EQUAL("=="),
    NOT_EQUAL("!=");

    private final String sign;

    BinaryOperator(String sign) {
        this.sign = sign;
    }

    /** Whether its value is 1 where a comparison holds, else 0. */
    public boolean compares() {
        return compareTo(GREATER) >= 0;
    }

    public String sign() {
        return sign;
    }
}
