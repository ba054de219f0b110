package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where tokens may stand: they look up and are compared, and are no numbers. */
final class TokenRules {

    private final DefinitionContext body;

    TokenRules(DefinitionContext body) {
        this.body = body;
    }

    /** Whether none of the operands is a token; reports the first that is. */
    boolean areNumbers(List<Operand> operands) {
        for (Operand operand : operands) {
            if (operand.value().token().isPresent()) {
                String name = operand.name();
                String lookup = operand.value().needsTarget()
                        ? "look it up: of the values z before softmax the loss is -log_softmax(z)[" + name + "]; "
                        : "look it up, as in E[" + name + "] with a param E of a row for each token; ";
                body.report(Diagnostic.of(Code.TOKEN, operand.expression().span(), name + " is a token, not a number")
                        .withLabel("it is " + oneOf(operand.value().token().get()))
                        .withHint(lookup + "one_hot(" + name + ") is a vector of 0 and 1, and == compares tokens"));
                return false;
            }
        }
        return true;
    }

    /** How many different ones there are, as messages show it. */
    String oneOf(Size count) {
        Size known = body.inference().resolve(count);
        return "one of " + (ShapeInference.isOpen(known) ? "several" : known);
    }

    /** The same, with the numbers that they have. */
    String numbers(Size count) {
        Size known = body.inference().resolve(count);
        return known.isConstant() ? oneOf(count) + ", from 0 to " + known.minus(Size.ONE) : "a token, counted from 0";
    }

    /** A number that no token has. */
    private void warnNoSuchToken(Expression whole, Operand token, Operand other) {
        Optional<Double> number = other.value().constant().flatMap(Constant::number);
        Optional<Size> count =
                token.value().token().map(body.inference()::resolve).filter(Size::isConstant);
        if (number.isEmpty() || count.isEmpty()) {
            return;
        }
        long tokens = count.get().evaluateLong(Map.of());
        double n = number.get();
        if (n < 0 || n >= tokens || n != Math.rint(n)) {
            body.report(Diagnostic.of(Code.ARGUMENT_RANGE, whole.span(), token.name() + " is never " + other.name())
                    .withLabel("it is " + numbers(count.get()))
                    .withHint("compare with the number of a token, or declare more of them"));
        }
    }

    /** Whether tokens meet tokens of the same kind, or constants. */
    boolean compare(Expression whole, List<Operand> operands) {
        Operand left = operands.get(0);
        Operand right = operands.get(1);
        Optional<Size> a = left.value().token();
        Optional<Size> b = right.value().token();
        if (a.isPresent() && b.isPresent() && !body.inference().unify(a.get(), b.get())) {
            body.report(Diagnostic.of(Code.TOKEN, whole.span(), "these tokens are of different kinds")
                    .withLabel(left.name() + " is " + oneOf(a.get()) + ", " + right.name() + " " + oneOf(b.get()))
                    .withHint("only tokens of one vocabulary can be equal"));
            return false;
        }
        Operand number = a.isPresent() ? right : left;
        boolean mixed =
                a.isPresent() != b.isPresent() && number.value().constant().isEmpty();
        if (mixed) {
            String token = (a.isPresent() ? left : right).name();
            body.report(
                    Diagnostic.of(Code.TOKEN, whole.span(), "a token is compared with a token or with a known number")
                            .withLabel(token + " is a token, " + number.name() + " is computed")
                            .withHint("whether they agree is sum(one_hot(" + token + ") * (index(z) == " + number.name()
                                    + ")), with a vector z of an element for each token"));
        }
        if (!mixed) {
            warnNoSuchToken(whole, a.isPresent() ? left : right, number);
        }
        return !mixed;
    }
}
