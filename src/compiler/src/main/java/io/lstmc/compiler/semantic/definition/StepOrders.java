package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.ResolvedWalker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Warns where a layer over reversed steps meets a sequence in the order of the data, step by step:
 *
 * <pre>
 * layer right = LSTM(x, units: 16)
 * layer left  = LSTM(reverse(x), units: 16)
 * layer both  = [right, left]              // the first word beside the last one
 * </pre>
 *
 * <p>{@code x ⊙ reverse(x)}, without a layer that runs backwards, compares both ends and is what it says.
 */
final class StepOrders {

    /** Expressions that are looked through, those behind names included. */
    private static final int DEPTH = 100;

    private enum Order {
        OF_THE_DATA,
        BACKWARDS
    }

    private final DefinitionContext body;
    private final Map<Declaration, Resolved> equations;
    private final Function<Resolved, String> names;

    /**
     * @param equations what the names of the definition stand for
     * @param names what messages call an expression
     */
    StepOrders(DefinitionContext body, Map<Declaration, Resolved> equations, Function<Resolved, String> names) {
        this.body = body;
        this.equations = equations;
        this.names = names;
    }

    /** Looks whether values meet at each step of an expression. */
    void check(Resolved e) {
        if (e instanceof Resolved.Elementwise) {
            check(e, ResolvedWalker.parts(e));
        } else if (e instanceof Resolved.Vector vector) {
            check(e, vector.parts());
        } else if (e instanceof Resolved.CellCall call) {
            check(e, call.inputs());
        }
    }

    private void check(Resolved whole, List<Resolved> operands) {
        List<Resolved> sequences =
                operands.stream().filter(o -> o.type().isSequence()).toList();
        if (body.kind() != BodyKind.MODEL || sequences.size() < 2) {
            return;
        }
        Optional<Resolved> backwards = with(Order.BACKWARDS, sequences);
        Optional<Resolved> other = with(Order.OF_THE_DATA, sequences);
        if (backwards.isPresent()
                && other.isPresent()
                && backwards.get().type().times().equals(other.get().type().times())) {
            String name = names.apply(backwards.get());
            body.report(Diagnostic.of(
                            Code.OPPOSITE_ORDERS,
                            body.origin(whole).span(),
                            "the steps of these sequences run in opposite orders")
                    .withLabel(names.apply(other.get()) + " begins with the first step, " + name + " with the last")
                    .withHint("reverse(" + name + ") has the steps of " + name + " in the order of the data"));
        }
    }

    private Optional<Resolved> with(Order order, List<Resolved> operands) {
        return operands.stream()
                .filter(o -> order(o).filter(order::equals).isPresent())
                .findFirst();
    }

    /** Follows a sequence to the data that it comes from; empty where that is not told. */
    private Optional<Order> order(Resolved sequence) {
        boolean reversed = false;
        boolean ran = false;
        Resolved e = sequence;
        for (int i = 0; i < DEPTH; i++) {
            Optional<Resolved> definition = definition(e);
            if (definition.isPresent()) {
                e = definition.get();
            } else if (e instanceof Resolved.Value) {
                Optional<Order> backwards = ran ? Optional.of(Order.BACKWARDS) : Optional.empty();
                return reversed ? backwards : Optional.of(Order.OF_THE_DATA);
            } else {
                Optional<Resolved> next = ResolvedWalker.parts(e).stream()
                        .filter(part -> part.type().isSequence())
                        .findFirst();
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                reversed ^= e instanceof Resolved.Along along && along.function() == BuiltIn.REVERSE;
                // It ran backwards if a reverse stands further in.
                ran |= !reversed
                        && e instanceof Resolved.CellCall call
                        && call.cell().hasState();
                e = next.get();
            }
        }
        return Optional.empty();
    }

    private Optional<Resolved> definition(Resolved e) {
        if (e instanceof Resolved.Value value) {
            return Optional.ofNullable(equations.get(value.declaration()));
        }
        return e instanceof Resolved.Output output
                ? Optional.ofNullable(equations.get(output.layer()))
                : Optional.empty();
    }
}
