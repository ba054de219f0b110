package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import io.lstmc.compiler.typed.TypedCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Along which times of the caller a called cell looks and runs. An input that is declared as a sequence, {@code memory[K]},
 * takes the last time of what is given for it; a cell runs over the times that are left.
 */
final class CallTimes {

    private final ExpressionChecker checker;
    private final DefinitionContext body;
    private final Expression.Call call;
    private final TypedCell cell;
    private final Map<String, TimeAxis> axes = new LinkedHashMap<>();

    CallTimes(ExpressionChecker checker, Expression.Call call, TypedCell cell) {
        this.checker = checker;
        this.body = checker.body;
        this.call = call;
        this.cell = cell;
    }

    /** The times of the caller by those of the cell. */
    Map<String, TimeAxis> axes() {
        return axes;
    }

    /** The times over which the cell runs; empty if something is wrong, which is reported. */
    Optional<List<TimeAxis>> running(List<Operand> inputs) {
        List<Operand> left = new ArrayList<>();
        boolean sound = true;
        for (int i = 0; i < inputs.size(); i++) {
            TypedCell.Sized input = cell.inputs().get(i);
            Operand given = inputs.get(i);
            List<TimeAxis> times = given.value().times();
            int own = input.times().size();
            if (times.size() < own) {
                reportNoSequence(input, given);
                return Optional.empty();
            }
            List<TimeAxis> outer = times.subList(0, times.size() - own);
            for (int k = 0; k < own; k++) {
                sound &= bind(input.times().get(k), times.get(outer.size() + k), given);
            }
            left.add(new Operand(
                    given.expression(), OpenType.of(outer, given.value().shape())));
        }
        Optional<List<TimeAxis>> running = checker.rules.times(
                call.span(), left, other -> wholeSequence(other, cell.inputs().get(left.indexOf(other))));
        return sound && running.isPresent() && fits(running.get(), inputs) ? running : Optional.empty();
    }

    private String wholeSequence(Operand given, TypedCell.Sized input) {
        String callee = call.callee().text();
        String time = given.value().times().get(0).name();
        return callee + " takes one step of each; to look at all steps of " + given.name() + " it declares `time "
                + time + "` and `input " + input.name() + "[" + time + "]`";
    }

    private boolean bind(String name, TimeAxis time, Operand given) {
        TimeAxis earlier = axes.putIfAbsent(name, time);
        if (earlier == null || earlier.equals(time)) {
            return true;
        }
        body.report(Diagnostic.of(
                        Code.DIFFERENT_STEPS,
                        given.expression().span(),
                        call.callee().text() + " looks at sequences of one time " + name + " here")
                .withLabel(given.name() + " runs along " + time.name() + ", an input before it along " + earlier.name())
                .withHint("give sequences along the same time, or declare a second time in "
                        + call.callee().text()));
        return false;
    }

    private void reportNoSequence(TypedCell.Sized input, Operand given) {
        String declared = input.name() + "[" + String.join(", ", input.times()) + "]";
        body.report(Diagnostic.of(
                        Code.SEQUENCE_NEEDED,
                        given.expression().span(),
                        "input " + input.name() + " of " + call.callee().text() + " is a whole sequence")
                .withLabel(given.name() + " is "
                        + body.inference().show(given.value().shape()) + ", without "
                        + (given.value().isSequence() ? "a further time" : "time"))
                .withHint("it is declared as " + declared + ": give it a sequence, of which each step sees all steps"));
    }

    /** Whether a cell with a state has one time to run along, and one without may run along these. */
    private boolean fits(List<TimeAxis> running, List<Operand> inputs) {
        if (!cell.hasState()) {
            return true;
        }
        String callee = call.callee().text();
        if (body.kind() != BodyKind.MODEL) {
            if (!running.isEmpty()) {
                String time = running.get(0).name();
                body.report(Diagnostic.of(
                                Code.CELL_NEEDS_SEQUENCE,
                                call.span(),
                                callee + " has a state and cannot run along " + time + " at each step")
                        .withLabel("a cell runs along the time of its caller's steps")
                        .withHint(inputs.stream()
                                .filter(o -> o.value().times().contains(running.get(0)))
                                .flatMap(o -> new StepReductions(checker).hint(o.expression()).stream())
                                .findFirst()
                                .orElse("run " + callee
                                        + " in the model, and give its output to this cell as an input along " + time
                                        + "; sum_steps, mean_steps, max_steps or last makes one value of all steps")));
            }
            return running.isEmpty();
        }
        if (running.size() > 1) {
            body.report(Diagnostic.of(Code.WHICH_TIME, call.span(), callee + " has a state and runs along one time")
                    .withLabel("this runs along "
                            + String.join(
                                    " and ",
                                    running.stream().map(TimeAxis::name).toList()))
                    .withHint("take sum_steps, mean_steps, max_steps or last over one of them"));
        } else if (running.isEmpty()) {
            Operand first = inputs.get(0);
            boolean looks = first.value().isSequence();
            Symbol symbol = first.expression() instanceof Expression.Name name ? checker.scope.find(name.text()) : null;
            boolean data = symbol != null && symbol.kind() == Symbol.Kind.INPUT;
            boolean timed = checker.scope.symbols().stream().anyMatch(s -> s.kind() == Symbol.Kind.TIME);
            body.report(Diagnostic.of(
                            Code.CELL_NEEDS_SEQUENCE,
                            first.expression().span(),
                            callee + " has a state and runs over a sequence")
                    .withLabel(
                            looks
                                    ? "all of " + first.name() + " is seen at each step"
                                    : first.name() + " is "
                                            + body.inference()
                                                    .show(first.value().shape()) + ", without time")
                    .withHint(
                            looks || data || !timed
                                    ? "declare the steps first, as in `time T = 36` and `input x[T, 1]`"
                                    : "join it with a sequence, as in [x, " + first.name()
                                            + "], or let a state begin with it, as in " + callee + "(x, h: "
                                            + first.name() + ")"));
        }
        return running.size() == 1;
    }

    /** How often the cell runs for each run of the caller. */
    static Size runs(List<TimeAxis> running) {
        return running.stream().map(TimeAxis::length).reduce(Size.ONE, Size::times);
    }
}
