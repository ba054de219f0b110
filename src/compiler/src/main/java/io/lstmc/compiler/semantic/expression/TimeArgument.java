package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Along which time a built-in function of sequences runs: the one of its argument, or the one that a second names. */
final class TimeArgument {

    private final ExpressionChecker checker;
    private final DefinitionContext body;

    TimeArgument(ExpressionChecker checker) {
        this.checker = checker;
        this.body = checker.body;
    }

    /** The second argument by position, null if there is none. */
    static Expression.Argument of(Expression.Call e) {
        boolean given = e.arguments().size() > 1 && e.arguments().get(1).name().isEmpty();
        return given ? e.arguments().get(1) : null;
    }

    /** The time of a sequence that is meant; empty, with a report, where that is none. */
    Optional<TimeAxis> time(Expression.Call e, Operand operand, String function) {
        if (!needsSequence(operand, function)) {
            return Optional.empty();
        }
        List<TimeAxis> times = operand.value().times();
        Optional<TimeAxis> time = Optional.of(times.get(times.size() - 1));
        if (of(e) != null) {
            Expression named = of(e).value();
            time = times.stream()
                    .filter(t ->
                            named instanceof Expression.Name name && name.text().equals(t.name()))
                    .reduce((first, second) -> second);
            if (named instanceof Expression.Name name && checker.scope.find(name.text()) != null) {
                checker.scope.find(name.text()).use();
            }
            if (time.isEmpty() && named instanceof Expression.Name) {
                reportTime(named, "this is no time of " + operand.name(), operand, "it runs along ", function);
            } else if (time.isEmpty()) {
                reportNoName(named, operand, function);
            }
        } else if (times.size() > 1) {
            time = Optional.empty();
            reportTime(e, operand.name() + " runs along several times", operand, "along ", function);
        }
        return time;
    }

    /** Where a number or an expression stands as the second argument. */
    private void reportNoName(Expression at, Operand operand, String function) {
        String x = operand.name();
        checker.report(Diagnostic.of(
                        Code.WHICH_TIME, at.span(), "the second argument by position is the name of a time")
                .withLabel(x + " runs along "
                        + String.join(
                                " and ",
                                operand.value().times().stream()
                                        .map(TimeAxis::name)
                                        .toList()))
                .withHint(
                        function.equals(BuiltIn.PREVIOUS.text())
                                ? "the value at the first step is an option: previous(" + x
                                        + ", first: 0); two steps before is previous(previous(" + x + "))"
                                : "write " + function + "(" + x + ")"));
    }

    void reportTime(Expression at, String message, Operand operand, String label, String function) {
        List<String> names =
                operand.value().times().stream().map(TimeAxis::name).toList();
        checker.report(Diagnostic.of(Code.WHICH_TIME, at.span(), message)
                .withLabel(label + String.join(" and ", names))
                .withHint("say which one is meant: "
                        + names.stream()
                                .map(time -> function + "(" + operand.name() + ", " + time + ")")
                                .collect(Collectors.joining(" or "))));
    }

    /** The hint for who has declared {@code memory[K]} without the time. */
    private static String vector(String input) {
        String size = input.substring(input.indexOf('[') + 1, input.length() - 1);
        return input + " is one vector, of a length that is called " + size + " here; for a sequence along " + size
                + " declare `time " + size + "` too";
    }

    boolean needsSequence(Operand operand, String function) {
        if (operand.value().isSequence()) {
            return true;
        }
        boolean model = body.kind() == BodyKind.MODEL;
        Symbol symbol = operand.expression() instanceof Expression.Name name ? checker.scope.find(name.text()) : null;
        boolean whole = BuiltIn.named(function)
                .filter(f -> f.kind() != BuiltIn.Kind.ALONG)
                .isPresent();
        MisplacedTimes misplaced = new MisplacedTimes(checker.scope, body.inference());
        boolean input = whole && body.kind() == BodyKind.CELL && symbol != null && symbol.kind() == Symbol.Kind.INPUT;
        checker.report(Diagnostic.of(Code.SEQUENCE_NEEDED, operand.expression().span(), function + " takes a sequence")
                .withLabel(operand.name() + " is "
                        + body.inference().show(operand.value().shape()) + ", without time")
                .withHint(misplaced
                        .hint(operand.expression())
                        .orElse(
                                model
                                        ? "a sequence is declared with its steps first, as in `input x[T, 1]`; else leave "
                                                + function + " out"
                                        : whole && !body.namedLengths().isEmpty()
                                                ? vector(body.namedLengths().get(0))
                                                : "inside a cell each value is that of one step; "
                                                        + "use " + function + " in the model"
                                                        + (input
                                                                ? ", or declare a whole sequence, with `time K` and `input "
                                                                        + operand.name() + "[K]`"
                                                                : ""))));
        misplaced.reported(operand.expression());
        return false;
    }
}
