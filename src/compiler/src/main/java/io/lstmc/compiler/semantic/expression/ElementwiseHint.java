package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.ShapeVariable;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was probably meant where two shapes do not match element by element. */
public final class ElementwiseHint {

    private final NameScope scope;
    private final ShapeInference inference;

    public ElementwiseHint(NameScope scope, ShapeInference inference) {
        this.scope = scope;
        this.inference = inference;
    }

    /** Of an operation that is a product, where that of a matrix may be meant, or of another one. */
    String of(boolean multiplies, Operand left, Operand right) {
        MisplacedTimes times = new MisplacedTimes(scope, inference);
        return times.hint(left.expression())
                .or(() -> times.hint(right.expression()))
                .or(() -> hasRank(left, 2) ? outerProduct(right) : Optional.empty())
                .or(() -> hasRank(right, 2) ? outerProduct(left) : Optional.empty())
                .or(() -> dotProduct(left, right, multiplies))
                .or(() -> dotProduct(right, left, multiplies))
                .or(() -> multiplies ? matrixProduct(left, right) : matrixAndVector(left, right))
                .or(() -> product(left))
                .or(() -> product(right))
                .or(() -> oneElement(left))
                .or(() -> oneElement(right))
                .or(() -> inputSize(left, right))
                .or(() -> inputSize(right, left))
                .orElse("operands of equal shape, or a scalar on one side, fit");
    }

    /** Where a number updates a vector, a vector a number or a matrix. */
    public Optional<String> ofUpdate(ShapeVariable state, ShapeVariable update, Expression value) {
        int wanted = inference.resolve(state).map(Shape::rank).orElse(-1);
        int given = inference.resolve(update).map(Shape::rank).orElse(-1);
        if (wanted == 1 && given == 0) {
            return dotProduct(value)
                    .map(b -> "the product " + FileContext.excerpt(b.span())
                            + " of two vectors is one number; element by element it is "
                            + FileContext.excerpt(b.left().span()) + " ⊙ "
                            + FileContext.excerpt(b.right().span()));
        } else if (wanted == 0 && given == 1) {
            return takenForMatrix(update);
        }
        return wanted == 2 && given == 1
                ? new OuterHint(scope, inference).of(value).or(() -> takenForMatrix(update))
                : Optional.empty();
    }

    private Optional<String> outerProduct(Operand vector) {
        return hasRank(vector, 1) ? new OuterHint(scope, inference).of(vector.expression()) : Optional.empty();
    }

    /** The first matrix product among the operands of a number, each of which is one itself. */
    private static Optional<Expression.Binary> dotProduct(Expression number) {
        Deque<Expression> open = new ArrayDeque<>(List.of(number));
        while (!open.isEmpty()) {
            Expression e = open.pop();
            if (e instanceof Expression.Binary b && b.operator() == BinaryOperator.MATRIX_PRODUCT) {
                return Optional.of(b);
            }
            if (e instanceof Expression.Binary b) {
                open.push(b.right());
                open.push(b.left());
            } else if (e instanceof Expression.Negation negation) {
                open.push(negation.operand());
            }
        }
        return Optional.empty();
    }

    private static String text(Operand operand) {
        return FileContext.excerpt(operand.expression().span());
    }

    private static String arguments(Operand matrix, Operand vector) {
        return "(" + text(matrix) + ", " + text(vector) + ")";
    }

    /** The text as a factor of a matrix product. */
    private static String factor(Operand operand) {
        boolean single = operand.expression() instanceof Expression.Call call
                ? !call.isOuter()
                : !(operand.expression() instanceof Expression.Binary);
        return single ? text(operand) : "(" + text(operand) + ")";
    }

    /** A number was wanted beside a matrix. */
    private Optional<String> dotProduct(Operand vector, Operand matrix, boolean multiplies) {
        String rows = multiplies ? "; a factor for each row is scale_rows" + arguments(matrix, vector) : "";
        return hasRank(matrix, 2) ? takenForMatrix(vector.value().shape()).map(hint -> hint + rows) : Optional.empty();
    }

    /** A number was wanted, and the param of a product with a vector was taken for a matrix. */
    private Optional<String> takenForMatrix(ShapeVariable vector) {
        boolean open = inference
                .resolve(vector)
                .filter(s -> s.rank() == 1 && ShapeInference.isOpen(s))
                .isPresent();
        if (!open
                || !(vector.origin() instanceof Expression.Binary product)
                || product.operator() != BinaryOperator.MATRIX_PRODUCT
                || !isUndeclaredParam(product.left())) {
            return Optional.empty();
        }
        String param = FileContext.excerpt(product.left().span());
        Shape shape = inference.resolve(scope.find(param).value().shape()).orElseThrow();
        Size columns = shape.sizes().get(shape.rank() - 1);
        String size = ShapeInference.isOpen(columns) ? anySize() : columns.toString();
        return Optional.of(param + " is taken for a matrix; if " + FileContext.excerpt(product.span())
                + " is a number, declare `param " + param + "[" + size + "]`");
    }

    /** A size that may be meant where none is known: the first option that is one. */
    private String anySize() {
        return scope.symbols().stream()
                .filter(s -> s.kind() == Symbol.Kind.OPTION && s.asSize().isPresent())
                .map(s -> s.name().text())
                .findFirst()
                .orElse("8");
    }

    private Optional<Shape> shape(Operand operand) {
        return inference.resolve(operand.value().shape());
    }

    private boolean hasRank(Operand operand, int rank) {
        return shape(operand).filter(s -> s.rank() == rank).isPresent();
    }

    /** A matrix beside a vector: a matrix product, or a factor for each row or column. */
    private Optional<String> matrixProduct(Operand left, Operand right) {
        boolean first = hasRank(left, 2);
        Operand matrix = first ? left : right;
        Operand vector = first ? right : left;
        if (!hasRank(matrix, 2) || !hasRank(vector, 1)) {
            return Optional.empty();
        }
        List<Size> sizes = shape(matrix).orElseThrow().sizes();
        Size elements = shape(vector).orElseThrow().sizes().get(0);
        List<String> fitting = new ArrayList<>();
        String product = factor(matrix) + "·" + factor(vector);
        String arguments = arguments(matrix, vector);
        if (elements.equals(sizes.get(1))) {
            fitting.add("the matrix product is " + product);
        }
        if (elements.equals(sizes.get(0))) {
            fitting.add("a factor for each row is scale_rows" + arguments);
        }
        if (elements.equals(sizes.get(1))) {
            fitting.add("a factor for each column is scale_columns" + arguments);
        }
        if (fitting.isEmpty()) {
            return Optional.of("did you mean the matrix product " + product + "?"
                    + (first ? "" : " The matrix stands on the left"));
        }
        return Optional.of(String.join("; ", fitting));
    }

    private Optional<String> matrixAndVector(Operand left, Operand right) {
        boolean both = hasRank(left, 2) && hasRank(right, 1) || hasRank(left, 1) && hasRank(right, 2);
        return both
                ? Optional.of(
                        "a vector is not repeated along a matrix: beside one stands a matrix of its shape, or a scalar")
                : Optional.empty();
    }

    /** An elementwise product with a param whose shape was inferred from just that product. */
    private Optional<String> product(Operand operand) {
        Expression.Binary[] found = new Expression.Binary[1];
        ExpressionWalker.over(operand.expression(), e -> {
            if (found[0] == null
                    && e instanceof Expression.Binary product
                    && product.operator() == BinaryOperator.MULTIPLY
                    && Stream.of(product.left(), product.right()).anyMatch(this::isUndeclaredParam)) {
                found[0] = product;
            }
        });
        if (found[0] == null) {
            return Optional.empty();
        }
        boolean first = isUndeclaredParam(found[0].left());
        Expression param = first ? found[0].left() : found[0].right();
        Expression other = first ? found[0].right() : found[0].left();
        return Optional.of(FileContext.excerpt(found[0].span()) + " is a product of elements; a matrix product is "
                + FileContext.excerpt(param.span()) + "·" + FileContext.excerpt(other.span()));
    }

    private boolean isUndeclaredParam(Expression e) {
        Symbol symbol = e instanceof Expression.Name name ? scope.find(name.text()) : null;
        return symbol != null
                && symbol.kind() == Symbol.Kind.PARAM
                && symbol.value().shape().origin() != null;
    }

    /** A vector of one element, which is no scalar. */
    private Optional<String> oneElement(Operand operand) {
        return shape(operand).filter(s -> s.sizes().equals(List.of(Size.ONE))).isPresent()
                ? Optional.of("a vector of one element is no scalar: write sum(" + text(operand) + ")")
                : Optional.empty();
    }

    /** An input of a cell without a size has one of its own. */
    private Optional<String> inputSize(Operand input, Operand other) {
        Symbol symbol = input.expression() instanceof Expression.Name name ? scope.find(name.text()) : null;
        Optional<Shape> known = shape(other);
        boolean own = symbol != null
                && symbol.kind() == Symbol.Kind.INPUT
                && shape(input)
                        .filter(s -> s.sizes()
                                .equals(List.of(Size.named(symbol.name().text()))))
                        .isPresent();
        return own && known.isPresent() && known.get().rank() == 1 && !ShapeInference.isOpen(known.get())
                ? Optional.of("an input has a size of its own; if it is the same, declare `input " + input.name()
                        + known.get() + "`")
                : Optional.empty();
    }
}
