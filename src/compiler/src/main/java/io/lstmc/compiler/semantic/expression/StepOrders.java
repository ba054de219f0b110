package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import io.lstmc.compiler.typed.BuiltIn;
import java.util.List;
import java.util.Optional;

/**
 * Warns where a layer over reversed steps meets a sequence in the order of the data, step by step:
 *
 * <pre>
 * layer right = LSTM(x, units: 16)
 * layer left  = LSTM(reverse(x), units: 16)
 * layer both  = [right, left]              // the first word beside the last one
 * </pre>
 *
 * <p>{@code x ⊙ reverse(x)}, without a layer that runs backwards, compares both ends and is what it says.
 */
final class StepOrders {

    /** Expressions that are looked through, those behind names included. */
    private static final int DEPTH = 100;

    private enum Order {
        OF_THE_DATA,
        BACKWARDS
    }

    private final ExpressionChecker checker;
    private final SurpriseWarnings calls;

    StepOrders(ExpressionChecker checker) {
        this.checker = checker;
        this.calls = new SurpriseWarnings(checker);
    }

    /** Looks at values that meet at each step. */
    void check(Expression whole, List<Operand> operands) {
        List<Operand> sequences =
                operands.stream().filter(o -> o.value().isSequence()).toList();
        if (checker.body.kind != BodyKind.MODEL || sequences.size() < 2) {
            return;
        }
        Optional<Operand> backwards = with(Order.BACKWARDS, sequences);
        Optional<Operand> other = with(Order.OF_THE_DATA, sequences);
        if (backwards.isPresent()
                && other.isPresent()
                && backwards.get().value().times().equals(other.get().value().times())) {
            String name = backwards.get().name();
            checker.report(Diagnostic.of(
                            Code.OPPOSITE_ORDERS, whole.span(), "the steps of these sequences run in opposite orders")
                    .withLabel(other.get().name() + " begins with the first step, " + name + " with the last")
                    .withHint("reverse(" + name + ") has the steps of " + name + " in the order of the data"));
        }
    }

    private Optional<Operand> with(Order order, List<Operand> operands) {
        return operands.stream()
                .filter(o -> order(o.expression()).filter(order::equals).isPresent())
                .findFirst();
    }

    /** Follows a sequence to the data that it comes from; empty where that is not told. */
    private Optional<Order> order(Expression sequence) {
        boolean reversed = false;
        boolean ran = false;
        Expression e = sequence;
        for (int i = 0; i < DEPTH; i++) {
            Optional<Expression> definition = definition(e);
            if (definition.isPresent()) {
                e = definition.get();
            } else if (e instanceof Expression.Name) {
                Optional<Order> backwards = ran ? Optional.of(Order.BACKWARDS) : Optional.empty();
                return reversed ? backwards : Optional.of(Order.OF_THE_DATA);
            } else {
                Optional<Expression> next = ExpressionWalker.parts(e).stream()
                        .filter(this::isSequence)
                        .findFirst();
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                reversed ^= SurpriseWarnings.isCall(e, BuiltIn.REVERSE);
                // It ran backwards if a reverse stands further in.
                ran |= !reversed && calls.isRecurrence(e);
                e = next.get();
            }
        }
        return Optional.empty();
    }

    private Optional<Expression> definition(Expression e) {
        String name = e instanceof Expression.Member member ? member.owner().text() : "";
        Symbol symbol = checker.scope.find(name);
        return symbol == null ? calls.definition(e) : symbol.definition();
    }

    private boolean isSequence(Expression e) {
        OpenType type = checker.types.get(e);
        return type != null && type.isSequence();
    }
}
