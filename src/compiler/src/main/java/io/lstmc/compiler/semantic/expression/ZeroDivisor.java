package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import java.util.Optional;

/** {@code x / 0}; {@code 1 / 0} is how one writes infinity. */
public final class ZeroDivisor {

    private ZeroDivisor() {}

    /** Finds it where the zero is written out. */
    static Optional<Diagnostic> find(Expression.Binary e, Operand left, Operand right) {
        boolean[] written = {e.operator() == BinaryOperator.DIVIDE};
        ExpressionWalker.over(e.right(), part -> written[0] &= !(part instanceof Expression.Name));
        boolean zero = right.value()
                .constant()
                .flatMap(Constant::number)
                .filter(n -> n == 0)
                .isPresent();
        return zero && written[0] && left.value().constant().isEmpty()
                ? Optional.of(divides(e.span()))
                : Optional.empty();
    }

    public static Diagnostic divides(Span place) {
        return Diagnostic.of(Code.DIVISION_BY_ZERO, place, "this divides by 0")
                .withLabel("each element is infinite or not a number")
                .withHint("write another divisor; where it can be 0, where(d == 0, …, x / d) chooses");
    }
}
