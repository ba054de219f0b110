package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.ResolvedWalker;
import io.lstmc.compiler.typed.TypedCell;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Warns where a layer over reversed steps meets a sequence in the order of the data, step by step:
 *
 * <pre>
 * layer right = LSTM(x, units: 16)
 * layer left  = LSTM(reverse(x), units: 16)
 * layer both  = [right, left]              // the first word beside the last one
 * </pre>
 *
 * <p>{@code x ⊙ reverse(x)}, without a layer that runs backwards, compares both ends and is what it says. A warning is given only
 * where both orders are certain: calls of functions and of cells with times of their own are not looked into, nor are values of
 * several times.
 */
final class StepOrders {

    /** Expressions that are looked through, those behind names included. */
    private static final int DEPTH = 100;

    /**
     * The steps of a sequence.
     *
     * @param reversed whether the first is the last of the data
     * @param ran whether a recurrence went through them so
     */
    private record Order(boolean reversed, boolean ran) {

        boolean isBackwards() {
            return reversed && ran;
        }
    }

    private final DefinitionContext body;
    private final Map<Declaration, Resolved> equations;
    private final Set<Declaration> data;
    private final Function<Resolved, String> names;
    private final Map<Declaration, Optional<Order>> orders = new HashMap<>();

    /** Equal expressions at two places are one mistake. */
    private final Set<Resolved> reported = new HashSet<>();

    /**
     * @param equations what the names of the definition stand for
     * @param data its inputs and targets, if it is a model
     * @param names what messages call an expression
     */
    StepOrders(
            DefinitionContext body,
            Map<Declaration, Resolved> equations,
            Set<Declaration> data,
            Function<Resolved, String> names) {
        this.body = body;
        this.equations = equations;
        this.data = data;
        this.names = names;
    }

    /** Looks whether values meet at each step of an expression. */
    void check(Resolved e) {
        if (e instanceof Resolved.Elementwise) {
            check(e, ResolvedWalker.parts(e));
        } else if (e instanceof Resolved.Vector vector) {
            check(e, vector.parts());
        } else if (e instanceof Resolved.CellCall call && !hasTimes(call.cell())) {
            check(e, call.inputs());
        }
    }

    private void check(Resolved whole, List<Resolved> operands) {
        Optional<Resolved> backwards = first(operands, Order::isBackwards);
        Optional<Resolved> other = first(operands, order -> !order.reversed());
        if (backwards.isPresent()
                && other.isPresent()
                && backwards.get().type().times().equals(other.get().type().times())
                && reported.add(whole)) {
            String name = names.apply(backwards.get());
            body.report(Diagnostic.of(
                            Code.OPPOSITE_ORDERS,
                            body.origin(whole).span(),
                            "the steps of these sequences run in opposite orders")
                    .withLabel(names.apply(other.get()) + " begins with the first step, " + name + " with the last")
                    .withHint("reverse(" + name + ") has the steps of " + name + " in the order of the data"));
        }
    }

    private Optional<Resolved> first(List<Resolved> operands, Predicate<Order> holds) {
        return operands.stream()
                .filter(o -> o.type().isSequence())
                .filter(o -> order(o, DEPTH).filter(holds).isPresent())
                .findFirst();
    }

    /** Of a sequence; empty where it is not certain. */
    private Optional<Order> order(Resolved e, int depth) {
        if (depth == 0 || e.type().times().size() != 1) {
            return Optional.empty();
        }
        if (e instanceof Resolved.Value value) {
            return data.contains(value.declaration())
                    ? Optional.of(new Order(false, false))
                    : behind(value.declaration(), depth);
        }
        if (e instanceof Resolved.Output output) {
            return behind(output.layer(), depth);
        }
        if (e instanceof Resolved.Along along) {
            return along.function() == BuiltIn.REVERSE
                    ? order(along.operand(), depth - 1).map(o -> new Order(!o.reversed(), o.ran()))
                    : Optional.empty();
        }
        if (e instanceof Resolved.CellCall call) {
            return hasTimes(call.cell())
                    ? Optional.empty()
                    : common(e, call.inputs(), depth)
                            .map(o -> new Order(
                                    o.reversed(),
                                    o.ran() || o.reversed() && call.cell().hasState()));
        }
        return e instanceof Resolved.FunctionCall ? Optional.empty() : common(e, ResolvedWalker.parts(e), depth);
    }

    private Optional<Order> behind(Declaration declaration, int depth) {
        Optional<Order> known = orders.get(declaration);
        if (known == null) {
            Resolved value = equations.get(declaration);
            known = value == null ? Optional.empty() : order(value, depth - 1);
            orders.put(declaration, known);
        }
        return known;
    }

    /** The order of what is computed step by step from sequences that all have one. */
    private Optional<Order> common(Resolved whole, List<Resolved> parts, int depth) {
        Order common = null;
        for (Resolved part : parts) {
            if (part.type().isSequence()) {
                Order order = order(part, depth - 1).orElse(null);
                if (order == null
                        || common != null && common.reversed() != order.reversed()
                        || !part.type().times().equals(whole.type().times())) {
                    return Optional.empty();
                }
                common = new Order(order.reversed(), order.ran() || common != null && common.ran());
            }
        }
        return Optional.ofNullable(common);
    }

    private static boolean hasTimes(TypedCell cell) {
        return cell.definition().body().stream().anyMatch(Statement.Time.class::isInstance);
    }
}
