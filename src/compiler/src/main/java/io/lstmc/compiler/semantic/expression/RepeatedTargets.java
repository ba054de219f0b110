package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Warns where a sequence meets a target without time, or a target at each step what was made of all steps: the one is
 * repeated along the time of the other, which is seldom meant.
 */
final class RepeatedTargets {

    private final DefinitionContext body;
    private final NameScope scope;

    /** A function of the library may use both several times, which is one mistake. */
    private boolean reported;

    RepeatedTargets(DefinitionContext body, NameScope scope) {
        this.body = body;
        this.scope = scope;
    }

    /** @param operands those of an operation on elements, or what is looked up in and the token */
    void warn(Expression whole, List<Operand> operands) {
        for (Operand truth : operands) {
            if (!truth.value().dependence().isTruth()) {
                continue;
            }
            for (Operand other : operands) {
                boolean free = !other.value().needsTarget()
                        && !(reported && body.context().callDepth() > 0);
                if (free && other.value().isSequence() && !truth.value().isSequence()) {
                    String name = name(other, value -> value.isSequence() && !value.needsTarget());
                    report(
                            whole,
                            "every step of a sequence is compared with a target without time",
                            steps(name, other) + ", " + name(truth, OpenType::needsTarget) + " has none",
                            "did you mean last(" + name + ")?");
                } else if (free && isOfSteps(other.value()) && truth.value().isSequence()) {
                    String name = name(truth, value -> value.isSequence() && value.needsTarget());
                    report(
                            whole,
                            "what was made of all steps is compared with a target at every step",
                            steps(name, truth) + ", " + name(other, RepeatedTargets::isOfSteps) + " has none",
                            "did you mean last(" + name + ")? Else predict at each step");
                }
            }
        }
    }

    /** A prediction, and not what is known of the data, as its mean. */
    private static boolean isOfSteps(OpenType value) {
        return !value.isSequence()
                && value.dependence().steps()
                && value.dependence().trained();
    }

    private void report(Expression whole, String message, String label, String hint) {
        reported = true;
        body.report(Diagnostic.of(Code.TARGET_REPEATED, whole.span(), message)
                .withLabel(label)
                .withHint(hint));
    }

    private String steps(String name, Operand sequence) {
        return name + " has " + body.show(sequence.value().times());
    }

    /** Inside a function of the library, whose text nobody has seen, the parameter or name that an operand is made of. */
    private String name(Operand operand, Predicate<OpenType> kind) {
        List<String> names = new ArrayList<>();
        if (body.context().isLibrary(operand.expression().span())) {
            ExpressionWalker.over(operand.expression(), e -> {
                Symbol symbol = e instanceof Expression.Name name ? scope.find(name.text()) : null;
                if (symbol != null && kind.test(symbol.value())) {
                    names.add(symbol.shown().orElse(symbol.name().text()));
                }
            });
        }
        return names.isEmpty() ? operand.name() : names.get(0);
    }
}
