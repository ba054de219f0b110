package io.lstmc.compiler.tree;

/** The two ways to write operators; the parser reads both alike. */
public enum Notation {
    /** As in papers: {@code W·x ⊙ σ(a)}, {@code a ⊗ b}. */
    MATHEMATICAL("·", "⊙", "σ"),
    /** As on any keyboard: {@code W@x * sigmoid(a)}, {@code outer(a, b)}. */
    ASCII("@", "*", "sigmoid");

    /** The function for which {@code ⊗} is a sign. */
    public static final String OUTER = "outer";

    private final String matrixProduct;
    private final String times;
    private final String sigmoid;

    Notation(String matrixProduct, String times, String sigmoid) {
        this.matrixProduct = matrixProduct;
        this.times = times;
        this.sigmoid = sigmoid;
    }

    /** The operator with the spaces that are usual around it. */
    String sign(BinaryOperator operator) {
        return switch (operator) {
            case MATRIX_PRODUCT -> matrixProduct;
            case MULTIPLY -> " " + times + " ";
            case POWER -> operator.sign();
            case ADD, SUBTRACT, DIVIDE, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL ->
                " " + operator.sign() + " ";
        };
    }

    /** Whether this call is written with a sign between its arguments. */
    boolean isInfix(Expression.Call call) {
        return this == MATHEMATICAL
                && call.callee().text().equals(OUTER)
                && call.arguments().size() == 2
                && call.arguments().stream().allMatch(a -> a.name().isEmpty());
    }

    String callee(String name) {
        return name.equals("sigmoid") ? sigmoid : name;
    }
}
