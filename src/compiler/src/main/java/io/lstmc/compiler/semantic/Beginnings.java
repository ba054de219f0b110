package io.lstmc.compiler.semantic;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.syntax.Expression;
import java.util.List;
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
     * @param what the state in words, for messages
     * @param times those along which the state itself is a sequence
     */
    boolean check(String what, List<String> times, ShapeVariable shape, Expression written, Value value) {
        if (value.isPoison()) {
            return false;
        }
        if (value.times().stream().anyMatch(t -> !times.contains(t.name()))) {
            body.context.report(Diagnostic.of(
                            Code.STEP_DEPENDENT, written.span(), what + " begins with one value, not with a sequence")
                    .withLabel("this is " + TimeAxis.show(value.times()) + " of " + body.inference.show(value.shape()))
                    .withHint("take one step of it, as in last(" + Context.excerpt(written.span()) + ")"));
            return false;
        }
        Optional<Shape> known = body.inference.resolve(value.shape());
        if (known.filter(s -> s.rank() == 0).isPresent() || body.inference.unify(shape, value.shape(), written)) {
            return true;
        }
        body.context.report(Diagnostic.of(Code.BEGINNING_SHAPE, written.span(), what + " begins with another shape")
                .withLabel("it takes " + body.inference.show(shape) + ", this is " + body.inference.show(value.shape()))
                .withHint("give a value of that shape, or a scalar for all elements"));
        return false;
    }
}
