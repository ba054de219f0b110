package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TypedCell;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Warns of what has a meaning, which is hardly the one that was meant. */
final class SurpriseWarnings {

    /** Equations that are looked through behind a name. */
    private static final int NAMES = 20;

    private final ExpressionChecker checker;
    private final DefinitionContext body;

    SurpriseWarnings(ExpressionChecker checker) {
        this.checker = checker;
        this.body = checker.body;
    }

    void binary(Expression.Binary e, Operand left, Operand right) {
        if (e.operator() == BinaryOperator.SUBTRACT) {
            largestOfOne(e, left);
        } else if (e.operator() == BinaryOperator.DIVIDE) {
            longestLength(e);
            literalZero(e, left, right);
        }
        new StepOrders(checker).check(e, List.of(left, right));
    }

    /** {@code x / 0}, where the zero is written out; {@code 1 / 0} is how one writes infinity. */
    private void literalZero(Expression.Binary e, Operand left, Operand right) {
        boolean[] written = {true};
        ExpressionWalker.over(e.right(), part -> written[0] &= !(part instanceof Expression.Name));
        boolean zero = right.value()
                .constant()
                .flatMap(Constant::number)
                .filter(n -> n == 0)
                .isPresent();
        if (zero && written[0] && left.value().constant().isEmpty()) {
            checker.report(Diagnostic.of(Code.DIVISION_BY_ZERO, e.span(), "this divides by 0")
                    .withLabel("each element is infinite or not a number")
                    .withHint("write another divisor; where it can be 0, where(d == 0, …, x / d) chooses"));
        }
    }

    /** {@code x - max(x)}, of one element: {@code softmax} and {@code log_softmax} of it are constants. */
    private void largestOfOne(Expression.Binary e, Operand left) {
        Expression subtracted = e.right();
        if (isCall(subtracted, BuiltIn.STOP_GRADIENT)) {
            subtracted = argument(subtracted);
        }
        boolean itself = isCall(subtracted, BuiltIn.MAX)
                && argument(subtracted).span().text().equals(e.left().span().text());
        boolean one = itself
                && body.inference
                        .resolve(left.value().shape())
                        .filter(s -> s.elements().equals(Size.ONE))
                        .isPresent();
        if (one) {
            checker.report(Diagnostic.of(
                            Code.ONE_ELEMENT, e.span(), left.name() + " is one number, which is its own maximum")
                    .withLabel("this is the same for all data")
                    .withHint("over the steps of a sequence it is softmax_steps; the probability of one case is σ("
                            + left.name() + ")"));
        }
    }

    /** {@code sum_steps(x) / T}, where samples may have fewer than {@code T} steps. */
    private void longestLength(Expression.Binary e) {
        boolean longest = isCall(e.left(), BuiltIn.SUM_STEPS)
                && e.right() instanceof Expression.Name time
                && body.varying.contains(time.text());
        if (longest) {
            String time = e.right().span().text();
            checker.report(Diagnostic.of(
                            Code.LONGEST_LENGTH,
                            e.right().span(),
                            time + " is the number of steps of the longest sample")
                    .withLabel("samples may have fewer")
                    .withHint("the mean over the steps that a sample has is mean_steps("
                            + FileContext.excerpt(argument(e.left()).span()) + ")"));
        }
    }

    /** The last step of {@code reverse(z)} is the first that the cell of {@code z} went through. */
    void lastOfReversed(Expression.Call last, Operand operand) {
        Deque<Expression> open = new ArrayDeque<>(List.of(operand.expression()));
        for (int i = 0; i < NAMES && !open.isEmpty(); i++) {
            Expression e = open.pop();
            Optional<Expression> definition = definition(e);
            if (definition.isPresent()) {
                open.push(definition.get());
            } else if (e instanceof Expression.Concatenation joined) {
                joined.parts().forEach(open::push);
            } else if (isCall(e, BuiltIn.REVERSE) && isRecurrence(argument(e))) {
                String layer = FileContext.excerpt(argument(e).span());
                checker.report(Diagnostic.of(
                                Code.LAST_OF_REVERSED,
                                last.span(),
                                "the last step of a reversed layer has seen one step")
                        .withLabel("it comes from " + FileContext.excerpt(e.span()) + " " + FileContext.place(e.span()))
                        .withHint("take it before it is reversed: last(" + layer + ") has seen all"));
                return;
            }
        }
    }

    /** Whether a cell with a state has gone through the steps of a value. */
    boolean isRecurrence(Expression e) {
        Expression found = e;
        for (int i = 0; i < NAMES && definition(found).isPresent(); i++) {
            found = definition(found).get();
        }
        return found instanceof Expression.Call call
                && body.context
                        .definitions()
                        .find(call.callee(), Definition.Cell.class)
                        .map(body.context.typed.cells()::get)
                        .filter(TypedCell::hasState)
                        .isPresent();
    }

    Optional<Expression> definition(Expression e) {
        Symbol symbol = e instanceof Expression.Name name ? checker.scope.find(name.text()) : null;
        return symbol == null ? Optional.empty() : symbol.definition();
    }

    static boolean isCall(Expression e, BuiltIn function) {
        return e instanceof Expression.Call call
                && call.callee().text().equals(function.text())
                && !call.arguments().isEmpty();
    }

    private static Expression argument(Expression call) {
        return ((Expression.Call) call).arguments().get(0).value();
    }
}
