package io.lstmc.compiler.tree;

import io.lstmc.compiler.tree.Expression.Argument;
import io.lstmc.compiler.tree.Expression.At;
import io.lstmc.compiler.tree.Expression.Binary;
import io.lstmc.compiler.tree.Expression.Call;
import io.lstmc.compiler.tree.Expression.Concatenation;
import io.lstmc.compiler.tree.Expression.Element;
import io.lstmc.compiler.tree.Expression.Invalid;
import io.lstmc.compiler.tree.Expression.Literal;
import io.lstmc.compiler.tree.Expression.Member;
import io.lstmc.compiler.tree.Expression.Name;
import io.lstmc.compiler.tree.Expression.Negation;
import io.lstmc.compiler.tree.Expression.Slice;
import java.util.List;
import java.util.stream.Collectors;

/** The text of an expression, with parentheses only where the tree needs them. */
final class ExpressionPrinter implements Expression.Visitor<String> {

    // Levels of precedence, as the rules of the grammar from the loosest to the tightest.
    private static final int COMPARISON = 0;
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int OUTER_PRODUCT = 3;
    private static final int MATRIX_PRODUCT = 4;
    private static final int NEGATION = 5;
    private static final int POWER = 6;
    private static final int OPERAND = 7;

    private static final double LARGEST_WHOLE = 1e15;

    private final Notation notation;

    ExpressionPrinter(Notation notation) {
        this.notation = notation;
    }

    @Override
    public String visitLiteral(Literal e) {
        double value = e.value();
        if (Math.rint(value) == value && Math.abs(value) < LARGEST_WHOLE) {
            return Long.toString((long) value);
        }
        return Double.toString(value).replace("E", "e").replace(".0e", "e");
    }

    @Override
    public String visitName(Name e) {
        return e.text();
    }

    @Override
    public String visitMember(Member e) {
        return e.owner().text() + "." + e.name().text();
    }

    @Override
    public String visitAt(At e) {
        String sign = e.delay() > 0 ? "-" : "+";
        String steps = e.delay() == 0 ? "" : sign + Math.abs((long) e.delay());
        return e.state().text() + "[" + e.moment().text() + steps + "]";
    }

    @Override
    public String visitSlice(Slice e) {
        String from = e.from().map(this::text).orElse("");
        String to = e.to().map(this::text).orElse("");
        return text(e.operand(), OPERAND) + "[" + from + ":" + to + "]";
    }

    @Override
    public String visitElement(Element e) {
        return text(e.operand(), OPERAND) + "[" + text(e.index()) + "]";
    }

    @Override
    public String visitConcatenation(Concatenation e) {
        return list(e.parts(), "[", "]");
    }

    @Override
    public String visitNegation(Negation e) {
        return "-" + text(e.operand(), NEGATION);
    }

    @Override
    public String visitBinary(Binary e) {
        int level = level(e.operator());
        return switch (e.operator()) {
                    case POWER -> text(e.left(), OPERAND);
                    case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> text(e.left(), SUM);
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MATRIX_PRODUCT -> text(e.left(), level);
                }
                + notation.sign(e.operator())
                // The exponent may be negated without parentheses; it binds from the right.
                + text(e.right(), e.operator() == BinaryOperator.POWER ? NEGATION : level + 1);
    }

    @Override
    public String visitCall(Call e) {
        if (notation.isInfix(e)) {
            return text(e.arguments().get(0).value(), OUTER_PRODUCT) + " ⊗ "
                    + text(e.arguments().get(1).value(), MATRIX_PRODUCT);
        }
        return notation.callee(e.callee().text())
                + e.arguments().stream().map(this::argument).collect(Collectors.joining(", ", "(", ")"));
    }

    private String argument(Argument argument) {
        return argument.name().map(name -> name.text() + ": ").orElse("") + text(argument.value());
    }

    @Override
    public String visitInvalid(Invalid e) {
        return "?";
    }

    private String list(List<Expression> parts, String open, String close) {
        return parts.stream().map(this::text).collect(Collectors.joining(", ", open, close));
    }

    private String text(Expression e) {
        return e.accept(this);
    }

    /** The text of an operand of something that binds as tightly as {@code level}. */
    private String text(Expression e, int level) {
        return level(e) < level ? "(" + text(e) + ")" : text(e);
    }

    private int level(Expression e) {
        if (e instanceof Binary binary) {
            return level(binary.operator());
        }
        if (e instanceof Call call && notation.isInfix(call)) {
            return OUTER_PRODUCT;
        }
        return e instanceof Negation ? NEGATION : OPERAND;
    }

    private static int level(BinaryOperator operator) {
        return switch (operator) {
            case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> COMPARISON;
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY, DIVIDE -> PRODUCT;
            case MATRIX_PRODUCT -> MATRIX_PRODUCT;
            case POWER -> POWER;
        };
    }
}
