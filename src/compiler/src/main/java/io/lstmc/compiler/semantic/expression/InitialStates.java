package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeVariable;
import io.lstmc.compiler.tree.Expression;
import java.util.List;

/** Values with which states begin: each has the shape of its state, or is a scalar for all its elements. */
public final class InitialStates {

    private final DefinitionContext body;

    public InitialStates(DefinitionContext body) {
        this.body = body;
    }

    /**
     * Checks the value of one state; false, with a report, where it does not fit.
     *
     * @param what the state in words, for messages
     * @param times those along which the state itself is a sequence
     * @param inside whether the cell says it, in which those times have a meaning
     */
    public boolean check(
            String what, List<String> times, boolean inside, ShapeVariable shape, Expression written, OpenType value) {
        if (value.isPoison()) {
            return false;
        }
        boolean sequence = value.times().stream().anyMatch(t -> !inside || !times.contains(t.name()));
        if (sequence && !inside && !times.isEmpty()) {
            String state = what.substring(what.indexOf(' ') + 1);
            body.report(Diagnostic.of(
                            Code.STEP_DEPENDENT,
                            written.span(),
                            "where it is called, " + what + " begins with one value" + along(times, false))
                    .withLabel("this is " + body.show(value.times()) + " of "
                            + body.inference().show(value.shape()))
                    .withHint("a value for each step is an input of the cell, as in `input start[" + times.get(0)
                            + "]` and `state " + state + "[" + times.get(0)
                            + (isScalar(shape) ? "] = sum(start)`" : ", start] = start`")));
            return false;
        }
        if (sequence) {
            body.report(Diagnostic.of(
                            Code.STEP_DEPENDENT, written.span(), what + " begins with one value, not with a sequence")
                    .withLabel("this is " + body.show(value.times()) + " of "
                            + body.inference().show(value.shape()))
                    .withHint("take one step of it, as in last(" + FileContext.excerpt(written.span()) + ")"));
            return false;
        }
        if (isScalar(value.shape()) || body.inference().unify(shape, value.shape(), written)) {
            return true;
        }
        body.report(Diagnostic.of(Code.BEGINNING_SHAPE, written.span(), what + " begins with another shape")
                .withLabel("it takes " + body.inference().show(shape) + along(times, inside) + ", this is "
                        + body.inference().show(value.shape()))
                .withHint(
                        isScalar(shape)
                                ? "give a scalar, or declare the state with that shape"
                                : "give a value of that shape, or a scalar for all elements"));
        return false;
    }

    private boolean isScalar(ShapeVariable shape) {
        return body.inference().resolve(shape).filter(s -> s.rank() == 0).isPresent();
    }

    private static String along(List<String> times, boolean inside) {
        return times.isEmpty() ? "" : (inside ? "" : ", the same") + " at each step of " + String.join(" and ", times);
    }
}
