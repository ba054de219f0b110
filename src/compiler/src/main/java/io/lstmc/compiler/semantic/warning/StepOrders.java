package io.lstmc.compiler.semantic.warning;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.warning.StepOrder.Meeting;
import io.lstmc.compiler.semantic.warning.StepOrder.Mixture;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.ResolvedWalker;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Warns where a layer over reversed steps meets a sequence in the order of the data, step by step, and the result depends on it:
 *
 * <pre>
 * layer right = LSTM(x, units: 16)
 * layer left  = LSTM(reverse(x), units: 16)
 * layer both  = Dense([right, left], units: 4)    // the first word beside the last one
 * output tags = both
 * </pre>
 *
 * <p>No result depends on it where the last step is taken of both, or the mean over the steps of what only stands side by side or is added.
 * Functions and cells are looked into. A warning is given only where it is certain: cells with several times of their own are not
 * looked into, nor are values of several times.
 */
public final class StepOrders implements Resolved.Visitor<StepOrder> {

    private final DefinitionContext body;

    /** Equal expressions at two places are one mistake. */
    private final Set<Resolved> reported;

    private final Map<Declaration, StepOrder> values = new HashMap<>();

    /** Of the layers whose outputs differ, those of each. */
    private final Map<Declaration, Map<String, StepOrder>> outputs = new HashMap<>();

    /**
     * Within the call of a function or a cell, the order that its arguments have in common. Once this is both orders it stays so in
     * calls within, since a message shows the outermost call where they meet.
     */
    private StepOrder given;

    private StepOrders(DefinitionContext body, Set<Resolved> reported, StepOrder given) {
        this.body = body;
        this.reported = reported;
        this.given = given;
    }

    public static void warn(DefinitionContext body, TypedModel model) {
        StepOrders orders = new StepOrders(body, new HashSet<>(), StepOrder.NONE);
        model.inputs().forEach(orders::given);
        model.targets().forEach(orders::given);
        model.bindings().forEach(b -> orders.define(b.declaration(), b.value()));
        model.outputs().forEach(o -> orders.report(orders.order(o.value()), Mixture.BESIDE));
        model.loss().ifPresent(loss -> orders.report(orders.order(loss), Mixture.PAIRED));
    }

    private void given(TypedModel.TypedVariable variable) {
        if (variable.type().times().size() == 1) {
            values.put(variable.declaration(), StepOrder.OF_DATA);
        }
    }

    private void define(Declaration declaration, Resolved value) {
        if (value instanceof Resolved.CellCall call) {
            Map<String, StepOrder> each = called(call);
            outputs.put(declaration, each);
            values.put(declaration, each.get(call.cell().outputs().get(0).name()));
        } else {
            values.put(declaration, order(value));
        }
    }

    private StepOrder order(Resolved e) {
        return e.accept(this);
    }

    private List<StepOrder> orders(List<? extends Resolved> all) {
        return all.stream().map(this::order).toList();
    }

    /** Reports a sequence in both orders that meet so closely, or closer. */
    private void report(StepOrder order, Mixture least) {
        if (!order.isMixed(least)) {
            return;
        }
        Meeting met = order.meeting().orElseThrow();
        if (reported.add(met.whole())) {
            String backward = name(met.backward());
            body.report(Diagnostic.of(
                            Code.OPPOSITE_ORDERS,
                            body.origin(met.whole()).span(),
                            "the steps of these sequences run in opposite orders")
                    .withLabel(name(met.forward()) + " begins with the first step, " + backward + " with the last")
                    .withHint("reverse(" + backward + ") has the steps of " + backward + " in the order of the data"));
        }
    }

    private String name(Resolved e) {
        return new Operand(body.origin(e), OpenType.POISON).name();
    }

    /** Orders that meet in a call are told of what is given to it, where that is so already. */
    private StepOrder common(Resolved whole, List<Resolved> operands, List<StepOrder> orders) {
        StepOrder found = StepOrder.common(whole, operands, orders);
        return found.isMixed() && given.isMixed()
                ? new StepOrder(found.direction(), found.ran(), found.mixture(), given.meeting())
                : found;
    }

    /** Of sums, differences and the like. */
    private StepOrder linear(Resolved whole, List<Resolved> operands, List<StepOrder> orders) {
        StepOrder common = common(whole, operands, orders);
        return isByElement(orders) ? common : common.atLeast(Mixture.ADDED);
    }

    /** Of any function of the elements at one place. */
    private StepOrder elementwise(Resolved whole, List<Resolved> operands, List<StepOrder> orders) {
        StepOrder common = common(whole, operands, orders);
        return isByElement(orders) && !common.isMixed(Mixture.ADDED) ? common : common.atLeast(Mixture.PAIRED);
    }

    /** Of what is a sum where one factor has no order. */
    private StepOrder product(Resolved whole, List<Resolved> operands, List<StepOrder> orders) {
        return orders.stream().anyMatch(StepOrder::isNone)
                ? linear(whole, operands, orders)
                : elementwise(whole, operands, orders);
    }

    /** Whether all that have an order are side by side in the same way, for all that is known. */
    private static boolean isByElement(List<StepOrder> orders) {
        List<StepOrder> ordered = orders.stream().filter(o -> !o.isNone()).toList();
        return ordered.size() < 2 || ordered.stream().allMatch(StepOrder::isMixed);
    }

    /** Of some elements: which of those side by side they are is not looked at. */
    private static StepOrder cut(StepOrder whole) {
        return whole.isMixed() && !whole.isMixed(Mixture.ADDED) ? StepOrder.NONE : whole;
    }

    @Override
    public StepOrder visitNumber(Resolved.Number e) {
        return StepOrder.NONE;
    }

    @Override
    public StepOrder visitLength(Resolved.Length e) {
        return StepOrder.NONE;
    }

    @Override
    public StepOrder visitValue(Resolved.Value e) {
        return values.getOrDefault(e.declaration(), StepOrder.NONE);
    }

    @Override
    public StepOrder visitBefore(Resolved.Before e) {
        return StepOrder.NONE;
    }

    @Override
    public StepOrder visitOutput(Resolved.Output e) {
        return outputs.getOrDefault(e.layer(), Map.of()).getOrDefault(e.output(), StepOrder.NONE);
    }

    @Override
    public StepOrder visitLayerParam(Resolved.LayerParam e) {
        return StepOrder.NONE;
    }

    @Override
    public StepOrder visitSlice(Resolved.Slice e) {
        StepOrder operand = order(e.operand());
        return e.cut() == Resolved.Cut.TIME ? operand : cut(operand);
    }

    @Override
    public StepOrder visitElement(Resolved.Element e) {
        StepOrder operand = order(e.operand());
        return e.cut() == Resolved.Cut.TIME ? StepOrder.NONE : cut(operand);
    }

    @Override
    public StepOrder visitLookup(Resolved.Lookup e) {
        List<Resolved> operands = ResolvedWalker.parts(e);
        return elementwise(e, operands, orders(operands));
    }

    @Override
    public StepOrder visitVector(Resolved.Vector e) {
        return common(e, e.parts(), orders(e.parts()));
    }

    @Override
    public StepOrder visitMatrix(Resolved.Matrix e) {
        return common(e, ResolvedWalker.parts(e), orders(e.rows()));
    }

    @Override
    public StepOrder visitNegation(Resolved.Negation e) {
        return order(e.operand());
    }

    @Override
    public StepOrder visitElementwise(Resolved.Elementwise e) {
        List<Resolved> operands = ResolvedWalker.parts(e);
        List<StepOrder> orders = orders(operands);
        return switch (e.operation()) {
            case ADD, SUBTRACT -> linear(e, operands, orders);
            case MULTIPLY -> product(e, operands, orders);
            case DIVIDE -> orders.get(1).isNone() ? linear(e, operands, orders) : elementwise(e, operands, orders);
            case POWER, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> elementwise(e, operands, orders);
        };
    }

    @Override
    public StepOrder visitProduct(Resolved.Product e) {
        List<Resolved> operands = ResolvedWalker.parts(e);
        return product(e, operands, orders(operands)).atLeast(Mixture.ADDED);
    }

    @Override
    public StepOrder visitBuiltInCall(Resolved.BuiltInCall e) {
        return called(e, e.function(), e.arguments());
    }

    @Override
    public StepOrder visitAlong(Resolved.Along e) {
        return called(e, e.function(), ResolvedWalker.parts(e));
    }

    private StepOrder called(Resolved e, BuiltIn function, List<Resolved> arguments) {
        List<StepOrder> orders = orders(arguments);
        StepOrder first = orders.isEmpty() ? StepOrder.NONE : orders.get(0);
        return switch (function) {
            case SIGMOID, TANH, EXP, LOG, LOG1P, EXPM1, SQRT, FLOOR, SIN, COS, ONE_HOT ->
                elementwise(e, arguments, orders);
            case WHERE -> first.isNone() ? common(e, arguments, orders) : elementwise(e, arguments, orders);
            case STOP_GRADIENT, TRANSPOSE, ONCE -> first;
            case SUM, MEAN -> first.atLeast(Mixture.ADDED);
            case MAX, ARGMAX -> first.atLeast(Mixture.PAIRED);
            case REVERSE -> first.reversed();
            case PREVIOUS -> common(e, arguments, orders);
            case CUMSUM -> {
                report(first, Mixture.PAIRED);
                yield first;
            }
            case SUM_STEPS, MEAN_STEPS, FLATTEN -> {
                report(first, Mixture.PAIRED);
                yield StepOrder.NONE;
            }
            case MAX_STEPS -> {
                report(first, Mixture.ADDED);
                yield StepOrder.NONE;
            }
            case FIRST, LAST, RANDOM_UNIFORM, STEP, TRAINING, SIZE, INDEX, UNIFORM01, GAUSSIAN, ORTHONORMAL ->
                StepOrder.NONE;
            case OUTER -> throw new IllegalStateException(function.text() + " is resolved to something else");
        };
    }

    @Override
    public StepOrder visitFunctionCall(Resolved.FunctionCall e) {
        e.arguments().forEach(d -> define(d.declaration(), d.value()));
        List<Resolved> arguments =
                ResolvedWalker.parts(e).subList(0, e.arguments().size());
        List<StepOrder> orders =
                e.arguments().stream().map(d -> values.get(d.declaration())).toList();
        StepOrder outer = given;
        given = outer.isMixed() ? outer : StepOrder.common(e, arguments, orders);
        e.equations().forEach(d -> define(d.declaration(), d.value()));
        StepOrder value = order(e.value());
        given = outer;
        return value;
    }

    @Override
    public StepOrder visitCellCall(Resolved.CellCall e) {
        return called(e).get(e.cell().outputs().get(0).name());
    }

    /** Of each output of a call. */
    private Map<String, StepOrder> called(Resolved.CellCall e) {
        TypedCell cell = e.cell();
        List<StepOrder> orders = orders(e.inputs());
        long times = cell.definition().body().stream()
                .filter(Statement.Time.class::isInstance)
                .count();
        if (times > 0) {
            if (times == 1) {
                alongOwnTime(e, orders);
            }
            return all(cell, StepOrder.NONE);
        }
        StepOrder common = common(e, e.inputs(), orders);
        if (!common.isMixed()) {
            return all(cell, cell.hasState() ? common.run() : common);
        }
        StepOrders inside = inside(cell, orders, common);
        Set<Declaration> kept = readByStates(cell);
        cell.equations().forEach(d -> {
            inside.define(d.declaration(), d.value());
            // What the next steps go on from has read these steps together.
            if (kept.contains(d.declaration())) {
                report(inside.values.get(d.declaration()), Mixture.PAIRED);
            }
        });
        Map<String, StepOrder> each = new HashMap<>();
        cell.outputs().forEach(o -> each.put(o.name(), inside.order(o.value())));
        return each;
    }

    private static Map<String, StepOrder> all(TypedCell cell, StepOrder order) {
        return cell.outputs().stream().collect(Collectors.toMap(TypedCell.TypedOutput::name, o -> order));
    }

    /** Looks into a cell, along the sequences that it reads whole at each step. */
    private void alongOwnTime(Resolved.CellCall e, List<StepOrder> orders) {
        TypedCell cell = e.cell();
        List<StepOrder> whole = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            boolean read = !cell.inputs().get(i).times().isEmpty()
                    && e.inputs().get(i).type().times().size() == 1;
            whole.add(read ? orders.get(i) : StepOrder.NONE);
        }
        StepOrder common = common(e, e.inputs(), whole);
        if (common.isMixed()) {
            StepOrders inside = inside(cell, whole, common);
            cell.equations().forEach(d -> inside.define(d.declaration(), d.value()));
            cell.outputs().forEach(o -> inside.order(o.value()));
        }
    }

    private StepOrders inside(TypedCell cell, List<StepOrder> orders, StepOrder common) {
        StepOrders inside = new StepOrders(body, reported, given.isMixed() ? given : common);
        for (int i = 0; i < orders.size(); i++) {
            inside.values.put(cell.inputs().get(i).declaration(), orders.get(i));
        }
        return inside;
    }

    /** The states of a cell, and what their updates read. */
    private static Set<Declaration> readByStates(TypedCell cell) {
        Map<Declaration, Resolved> equations = new HashMap<>();
        cell.equations().forEach(d -> equations.put(d.declaration(), d.value()));
        Set<Declaration> states =
                cell.states().stream().map(TypedCell.TypedState::declaration).collect(Collectors.toSet());
        Set<Declaration> read = NamesRead.by(states.stream().map(equations::get).toList(), equations);
        read.addAll(states);
        return read;
    }

    @Override
    public StepOrder visitInitializerCall(Resolved.InitializerCall e) {
        return StepOrder.NONE;
    }
}
