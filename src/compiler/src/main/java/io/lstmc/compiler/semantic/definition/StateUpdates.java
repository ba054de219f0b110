package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.expression.ElementwiseHint;
import io.lstmc.compiler.semantic.expression.MisplacedTimes;
import io.lstmc.compiler.semantic.expression.ShapeRules;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.ShapeVariable;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that the update of a state has the shape of the state: a declared one is final, an open one is that of its use. */
final class StateUpdates {

    private final DefinitionContext body;
    private final NameScope scope;

    StateUpdates(DefinitionContext body, NameScope scope) {
        this.body = body;
        this.scope = scope;
    }

    void check(Symbol state, Expression right, OpenType value) {
        if (value.isPoison()
                || state.value().isPoison()
                || !new ShapeRules(body, scope).areNumbers(List.of(new ShapeRules.Operand(right, value)))) {
            return;
        }
        List<TimeAxis> times = state.value().times();
        Optional<TimeAxis> other =
                value.times().stream().filter(t -> !times.contains(t)).findFirst();
        ShapeVariable shape = state.value().shape();
        if (other.isPresent()) {
            reportTime(state, other.get(), right, value);
        } else if (!body.inference().unify(shape, value.shape(), right)) {
            body.report(Diagnostic.of(Code.UPDATE_SHAPE, right.span(), "the update has another shape than the state")
                    .withLabel(state.name().text() + " is " + show(state) + ", this is "
                            + body.inference().show(value.shape()))
                    .withHint(new ElementwiseHint(scope, body.inference())
                            .ofUpdate(shape, value.shape(), right)
                            .orElse(otherwise(state, value)))
                    .withNotes(inferred(state)
                            .map(origin -> List.of("the shape of "
                                    + state.name().text() + " was inferred from "
                                    + FileContext.excerpt(origin.span()) + " "
                                    + FileContext.place(origin.span())))
                            .orElse(List.of())));
        }
    }

    private void reportTime(Symbol state, TimeAxis time, Expression right, OpenType value) {
        String name = state.name().text();
        String declared =
                declaration(name, value).map(d -> "declare `" + d + "`, or ").orElse("");
        MisplacedTimes times = new MisplacedTimes(scope, body.inference());
        Optional<String> misplaced = times.hint(state);
        body.report(Diagnostic.of(Code.UPDATE_SHAPE, right.span(), "the update is a sequence along " + time.name())
                .withLabel(
                        misplaced.isPresent()
                                ? name + " is "
                                        + body.inference().show(state.value().shape())
                                : name + " is declared without " + time.name())
                .withHint(misplaced.orElse(declared + "take sum_steps, mean_steps or last of it")));
        times.reported(state);
    }

    private String show(Symbol state) {
        OpenType value = state.value();
        String times =
                String.join(" and ", value.times().stream().map(TimeAxis::name).toList());
        return body.inference().show(value.shape()) + (times.isEmpty() ? "" : " at each step of " + times);
    }

    private static Optional<Expression> inferred(Symbol state) {
        return Optional.ofNullable(state.value().shape().origin());
    }

    private String otherwise(Symbol state, OpenType value) {
        String name = state.name().text();
        OpenType wanted = OpenType.of(state.value().times(), value.shape());
        if (inferred(state).isPresent()) {
            return "declare its shape, or change this equation";
        }
        return declaration(name, wanted)
                .map(d -> "declare `" + d + "`, or change this equation")
                .orElse("change its declaration or this equation");
    }

    /** A declaration of a state with the type of a value, where all of that is known. */
    private Optional<String> declaration(String name, OpenType value) {
        return body.inference()
                .resolve(value.shape())
                .filter(s -> !ShapeInference.isOpen(s))
                .map(shape -> {
                    List<String> axes = new ArrayList<>();
                    value.times().forEach(t -> axes.add(t.name()));
                    shape.sizes().forEach(s -> axes.add(s.toString()));
                    return "state " + name + "[" + String.join(", ", axes) + "]";
                });
    }
}
