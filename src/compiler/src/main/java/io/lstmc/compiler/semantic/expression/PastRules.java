package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.Dependence;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Built-in functions of other steps than the present one, of its number, and {@code once}, which follows from none. */
final class PastRules {

    private static final String FIRST = "first";

    private final ExpressionChecker checker;
    private final DefinitionContext body;

    PastRules(ExpressionChecker checker) {
        this.checker = checker;
        this.body = checker.body;
    }

    /** Whether a built-in function has an argument of this name. */
    static boolean takes(BuiltIn function, String name) {
        return function == BuiltIn.PREVIOUS && name.equals(FIRST);
    }

    /**
     * The value of {@code reverse}, {@code previous} or {@code cumsum}. In a cell, of a value without a time of its own, the
     * last two are states without a name; of a sequence inside of a sample there is {@code previous} alone.
     */
    OpenType along(Expression.Call e, BuiltIn function, List<Operand> operands) {
        Operand operand = operands.get(0);
        List<TimeAxis> times = operand.value().times();
        boolean state = body.kind() == BodyKind.CELL && times.isEmpty() && function != BuiltIn.REVERSE;
        if (state) {
            body.looksBack();
            note(checker, e, function, operands, Optional.empty());
        } else {
            Optional<TimeAxis> time = new TimeArgument(checker).time(e, operand, function.text());
            if (time.isEmpty() || !runsAlong(e, function, operand, time.get())) {
                return OpenType.POISON;
            }
            times = times.stream().filter(t -> !t.equals(time.get())).toList();
            note(checker, e, function, operands, time);
        }
        Dependence dependence = operand.value().dependence();
        if (operands.size() > 1) {
            Operand first = operands.get(1);
            if (state) {
                body.demandOnce();
            }
            if (!checkFirst(operand, first, times)) {
                return OpenType.POISON;
            }
            dependence = dependence.or(first.value().dependence());
        }
        return operand.value()
                .reshaped(operand.value().shape())
                .with(dependence)
                .withToken(operand.value().token());
    }

    /** Notes along which time a function runs; empty where that is that of the cell's own steps. */
    static void note(
            ExpressionChecker checker,
            Expression.Call e,
            BuiltIn function,
            List<Operand> operands,
            Optional<TimeAxis> time) {
        Expression operand = operands.get(0).expression();
        Optional<Expression> first =
                operands.stream().skip(1).map(Operand::expression).findFirst();
        checker.calls.put(
                e,
                type -> new Resolved.Along(
                        function,
                        checker.resolved(operand),
                        time.map(TimeAxis::name),
                        first.map(checker::resolved),
                        type));
    }

    /** Whether a function can run along a time: one inside of samples has {@code previous} alone. */
    private boolean runsAlong(Expression.Call e, BuiltIn function, Operand operand, TimeAxis time) {
        boolean outside = body.kind() == BodyKind.MODEL
                && time.equals(operand.value().times().get(0));
        if (outside || function == BuiltIn.PREVIOUS) {
            return true;
        }
        String what = function.text() + " cannot run along " + time.name() + " here";
        body.report(Diagnostic.of(Code.NOT_AVAILABLE, e.span(), what)
                .withLabel("at each step " + operand.name() + " is a whole sequence")
                .withHint("use it in the model, where " + time.name() + " is the only time of the sequence"));
        return false;
    }

    private boolean checkFirst(Operand operand, Operand first, List<TimeAxis> times) {
        OpenType value = operand.value();
        List<String> names = times.stream().map(TimeAxis::name).toList();
        if (value.token().isEmpty()) {
            return checker.rules.areNumbers(List.of(first))
                    && new InitialStates(body)
                            .check("previous(…)", names, true, value.shape(), first.expression(), first.value());
        }
        Size count = body.inference().resolve(value.token().get());
        Optional<Double> number = first.value().constant().flatMap(Constant::number);
        boolean isToken = number.isPresent()
                && number.get() >= 0
                && number.get() == Math.rint(number.get())
                && (!count.isConstant() || number.get() < count.evaluateLong(Map.of()));
        if (!isToken) {
            body.report(Diagnostic.of(Code.TOKEN, first.expression().span(), "previous(…) begins with a token")
                    .withLabel(operand.name() + " is " + new TokenRules(body).numbers(count))
                    .withHint("write the number of one of these tokens"));
        }
        return isToken;
    }

    /** The number of the step. */
    OpenType step(Expression.Call e) {
        if (!insideCell(e, "it numbers the steps that a cell goes through; write the equation in a cell")) {
            return OpenType.POISON;
        }
        if (body.kind() == BodyKind.CELL) {
            body.looksBack();
        }
        return OpenType.scalar();
    }

    /** A value that is computed once a sequence; what it may depend on, {@code StepDependence} finds. */
    OpenType once(Expression.Call e, OpenType operand) {
        if (!insideCell(e, "in a model each value without steps is computed once; leave once out")) {
            return OpenType.POISON;
        }
        body.demandOnce();
        return operand.withMembers(Map.of());
    }

    /** A function is looked into where it is called. */
    private boolean insideCell(Expression.Call e, String hintForModel) {
        if (body.kind() == BodyKind.CELL || body.kind() == BodyKind.FUNCTION) {
            return true;
        }
        body.report(Diagnostic.of(
                        Code.NOT_AVAILABLE,
                        e.span(),
                        e.callee().text() + " cannot stand in " + body.kind().text())
                .withHint(body.kind() == BodyKind.MODEL ? hintForModel : "it belongs to the equations of a cell"));
        return false;
    }
}
