package io.lstmc.compiler.semantic;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.ShapeRules.Operand;
import io.lstmc.compiler.syntax.Expression;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Built-in functions that follow from earlier steps, and {@code once}, which follows from none. */
final class PastRules {

    private static final String FIRST = "first";

    private final ExpressionChecker checker;
    private final Body body;

    PastRules(ExpressionChecker checker) {
        this.checker = checker;
        this.body = checker.body;
    }

    /** Whether a built-in function has an argument of this name. */
    static boolean takes(BuiltIn function, String name) {
        return function == BuiltIn.PREVIOUS && name.equals(FIRST);
    }

    /**
     * The value of {@code previous}, {@code cumsum} or {@code step}. In a cell it is a state without a name; in a model the
     * first two take a sequence.
     */
    Value value(Expression.Call e, BuiltIn function, List<Operand> operands) {
        if (function == BuiltIn.STEP) {
            return insideCell(e, "it numbers the steps that a cell goes through; write the equation in a cell")
                    ? counted()
                    : Value.POISON;
        }
        Operand operand = operands.get(0);
        if (body.kind != BodyKind.CELL && !new BuiltInRules(checker).needsSequence(operand, function.text())) {
            return Value.POISON;
        }
        body.hasPast |= body.kind == BodyKind.CELL;
        boolean needsTarget = operand.value().needsTarget();
        for (int i = 0; i < operands.size(); i++) {
            if (e.arguments().get(i).name().isPresent()) {
                Operand first = operands.get(i);
                body.demandsOnce = true;
                ShapeVariable shape = operands.get(0).value().shape();
                if (!new Beginnings(body).check("previous(…)", shape, first.expression(), first.value())) {
                    return Value.POISON;
                }
                needsTarget |= first.value().needsTarget();
            }
        }
        return operand.value().reshaped(operand.value().shape()).withTarget(needsTarget);
    }

    private Value counted() {
        body.hasPast |= body.kind == BodyKind.CELL;
        return Value.scalar();
    }

    /** A value that is computed once a sequence; what it may depend on, {@link StepDependence} finds. */
    Value once(Expression.Call e, Value operand) {
        if (!insideCell(e, "in a model each value without steps is computed once; leave once out")) {
            return Value.POISON;
        }
        body.demandsOnce = true;
        return operand.withMembers(Map.of());
    }

    /** A function is looked into where it is called. */
    private boolean insideCell(Expression.Call e, String otherwise) {
        if (body.kind == BodyKind.CELL || body.kind == BodyKind.FUNCTION) {
            return true;
        }
        boolean model = body.kind == BodyKind.MODEL;
        String place = e.callee().text() + " cannot stand in " + body.kind.text();
        Optional<String> hint = model ? Optional.of(otherwise) : Optional.empty();
        body.context.report(Diagnostic.of(Code.NOT_AVAILABLE, e.span(), place)
                .withHint(hint.orElse("it belongs to the equations of a cell")));
        return false;
    }
}
