package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Shape;
import java.util.Optional;

/** Where a matrix is needed: the outer product that was written as one of elements. */
final class OuterHint {

    private final NameScope scope;
    private final ShapeInference inference;

    OuterHint(NameScope scope, ShapeInference inference) {
        this.scope = scope;
        this.inference = inference;
    }

    /** What to write for a product of two vectors, or for a sum in which there is one. */
    Optional<String> of(Expression vector) {
        if (!(vector instanceof Expression.Binary b)) {
            return Optional.empty();
        }
        return switch (b.operator()) {
            case MULTIPLY ->
                isVector(b.left()) && isVector(b.right())
                        ? Optional.of(FileContext.excerpt(b.span())
                                + " is a product of elements, a vector; the matrix of all products of two elements is "
                                + FileContext.excerpt(b.left().span()) + " ⊗ "
                                + FileContext.excerpt(b.right().span()))
                        : Optional.empty();
            case ADD, SUBTRACT -> of(b.left()).or(() -> of(b.right()));
            default -> Optional.empty();
        };
    }

    /** Whether an expression is a vector, as far as its names say; false where they do not. */
    private boolean isVector(Expression e) {
        if (e instanceof Expression.Name name) {
            return hasRank(name.text(), 1);
        } else if (e instanceof Expression.At at) {
            return hasRank(at.state().text(), 1);
        } else if (e instanceof Expression.Negation negation) {
            return isVector(negation.operand());
        } else if (e instanceof Expression.Call call) {
            return call.arguments().size() == 1
                    && BuiltIn.named(call.callee().text())
                            .filter(f -> f.kind() == BuiltIn.Kind.ELEMENTWISE)
                            .isPresent()
                    && isVector(call.arguments().get(0).value());
        } else if (e instanceof Expression.Binary b && b.operator() == BinaryOperator.MATRIX_PRODUCT) {
            return b.left() instanceof Expression.Name matrix && hasRank(matrix.text(), 2) && isVector(b.right());
        }
        return e instanceof Expression.Binary b && (isVector(b.left()) || isVector(b.right()));
    }

    private boolean hasRank(String name, int rank) {
        Symbol symbol = scope.find(name);
        return symbol != null
                && inference
                        .resolve(symbol.value().shape())
                        .map(Shape::rank)
                        .filter(r -> r == rank)
                        .isPresent();
    }
}
