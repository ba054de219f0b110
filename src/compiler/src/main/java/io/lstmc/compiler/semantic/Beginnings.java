package io.lstmc.compiler.semantic;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.syntax.Expression;
import java.util.Optional;

/** Values with which states begin: each has the shape of its state, or is a scalar for all its elements. */
final class Beginnings {

    private final Body body;

    Beginnings(Body body) {
        this.body = body;
    }

    /**
     * Checks the value of one state; false, with a report, where it does not fit.
     *
     * @param state the name of the state, for messages
     */
    boolean check(String state, ShapeVariable shape, Expression written, Value value) {
        if (value.isPoison()) {
            return false;
        }
        if (value.isSequence()) {
            body.context.report(Diagnostic.of(
                            Code.STEP_DEPENDENT,
                            written.span(),
                            "state " + state + " begins with one value, not with a sequence")
                    .withLabel("this is " + value.steps().get() + " steps of " + body.inference.show(value.shape()))
                    .withHint(
                            "take one step of it, as in " + state + ": last(" + Context.excerpt(written.span()) + ")"));
            return false;
        }
        Optional<Shape> known = body.inference.resolve(value.shape());
        if (known.filter(s -> s.rank() == 0).isPresent() || body.inference.unify(shape, value.shape(), written)) {
            return true;
        }
        body.context.report(Diagnostic.of(
                        Code.BEGINNING_SHAPE, written.span(), "state " + state + " begins with another shape")
                .withLabel(
                        state + " is " + body.inference.show(shape) + ", this is " + body.inference.show(value.shape()))
                .withHint("a state begins with a value of its own shape, or with a scalar for all its elements"));
        return false;
    }
}
