package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import io.lstmc.compiler.typed.BuiltIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who takes the sum of the elements of each step of a sequence may mean that of the steps. */
final class StepReductions {

    private final ExpressionChecker checker;

    StepReductions(ExpressionChecker checker) {
        this.checker = checker;
    }

    /** What to write instead, if an expression that has been checked holds such a call. */
    Optional<String> hint(Expression e) {
        List<String> found = new ArrayList<>();
        ExpressionWalker.over(e, part -> {
            if (part instanceof Expression.Call call) {
                OpenType value = checker.types.get(call);
                BuiltIn.named(call.callee().text())
                        .flatMap(BuiltIn::overSteps)
                        .filter(steps -> value != null && value.isSequence())
                        .ifPresent(steps -> found.add(hint(call, steps, value)));
            }
        });
        return found.stream().findFirst();
    }

    private static String hint(Expression.Call call, BuiltIn steps, OpenType value) {
        String time = value.times().get(value.times().size() - 1).name();
        return call.callee().text() + " is over the elements of each step of " + time + "; over the steps it is "
                + steps.text() + "("
                + FileContext.excerpt(call.arguments().get(0).value().span()) + ")";
    }
}
