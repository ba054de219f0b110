package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Statements of sums: contractions, reductions, and chains of them in one accumulator. */
final class SumLowering {

    /** Shorter sums are loops. */
    private static final int FEWEST_TERMS = 8;

    private final GraphSchedule schedule;
    private final ProgramBuilder builder;
    private final View to;
    private final List<Statement> statements = new ArrayList<>();
    private Statement.Start start;

    private SumLowering(GraphSchedule schedule, View to) {
        this.schedule = schedule;
        this.builder = schedule.builder();
        this.to = to;
    }

    /** Lowers a node that is a chain. */
    static void chain(Node node, GraphSchedule schedule) {
        Chains.Chain chain = schedule.chains().chain(node).orElseThrow();
        Target target = schedule.target(node);
        boolean accumulate = target != null && target.accumulate();
        // Adding to a value where it lies saves a copy.
        Optional<View> base = target == null ? chain.base().flatMap(schedule::overwritable) : Optional.empty();
        View place = accumulate ? target.view() : base.orElseGet(() -> schedule.place(node));
        // The kernels want fixed offsets inside a slot; what lies elsewhere gets there by a copy.
        View to = place.fixed() ? place : schedule.builder().place(node);
        SumLowering lowering = new SumLowering(schedule, to);
        lowering.start = accumulate ? Statement.Start.KEPT : Statement.Start.ZERO;
        if (base.filter(to::equals).isPresent()) {
            lowering.start = Statement.Start.KEPT;
        } else {
            if (chain.base().isPresent()) {
                lowering.base(node, chain.base().get(), chain.terms().get(0), accumulate);
            }
        }
        for (Node each : chain.terms()) {
            lowering.term(each);
        }
        schedule.append(lowering.statements);
        schedule.put(node, to);
    }

    /** A row of numbers that all rows start with costs nothing in the first product; anything else is copied. */
    private void base(Node node, Node base, Node first, boolean accumulate) {
        Value value = schedule.value(base);
        boolean row = !accumulate
                && value instanceof Value.Broadcast broadcast
                && broadcast.source() instanceof Value.Stored stored
                && !broadcast.type().batched()
                && !broadcast.type().hasSteps()
                && stored.view().fixed()
                && broadcast.type().elements() > 0
                && first.op() instanceof Op.Contract
                && ContractShape.of(first)
                        .filter(s -> s.kind() != ContractShape.Kind.OUTER
                                && broadcast.type().elements() == s.n()
                                && s.prefix() == 1)
                        .isPresent();
        if (row) {
            start = new Statement.Start(false, List.of(((Value.Stored) ((Value.Broadcast) value).source()).view()));
            return;
        }
        if (accumulate || !schedule.computeAt(base, to)) {
            String equation = NodeEquation.label(node) + " = " + NodeEquation.label(base);
            statements.add(builder.copy(value, to, node.type(), accumulate, equation));
        }
        start = Statement.Start.KEPT;
    }

    /** Lowers a maximum. */
    static void maximum(Node node, GraphSchedule schedule) {
        SumLowering lowering = new SumLowering(schedule, schedule.place(node));
        lowering.start = Statement.Start.ZERO;
        lowering.reduce(node);
        schedule.append(lowering.statements);
        schedule.put(node, lowering.to);
    }

    private void term(Node node) {
        if (node.op() instanceof Op.Reduce) {
            reduce(node);
        } else if (node.op() instanceof Op.Scatter) {
            scatter(node);
        } else {
            ContractShape.of(node).ifPresentOrElse(shape -> product(node, shape), () -> contract(node));
        }
        start = Statement.Start.KEPT;
    }

    private void scatter(Node node) {
        Node index = node.input(0);
        Node parts = node.input(1);
        if (!start.kept()) {
            statements.add(
                    builder.copy(new Value.Number(0), to, node.type(), false, NodeEquation.label(node) + " = 0"));
        }
        statements.add(Copies.rows(
                builder,
                to,
                node.type(),
                schedule.view(index),
                index.type(),
                schedule.view(parts),
                parts.type(),
                true,
                node));
    }

    private void product(Node node, ContractShape shape) {
        Node first = node.input(shape.swapped() ? 1 : 0);
        Node second = node.input(shape.swapped() ? 0 : 1);
        TensorType type = first.type();
        String equation = NodeEquation.equation(node);
        View a = rows(first, shape.prefix(), shape.k());
        int steps = Math.max(1, type.steps());
        int blocks = type.batched() ? steps : 1;
        Axis rows = builder.rows(type.batched() ? shape.prefix() : steps * shape.prefix(), type);
        if (shape.kind() == ContractShape.Kind.OUTER) {
            View b = rows(second, shape.prefix(), shape.n());
            if (!start.kept()) {
                statements.add(
                        builder.copy(new Value.Number(0), to, node.type(), false, NodeEquation.label(node) + " = 0"));
            }
            statements.add(
                    new Statement.Outer(blocks, rows, shape.k(), shape.n(), List.of(a), b, List.of(to), equation));
            return;
        }
        boolean transposed = shape.kind() == ContractShape.Kind.TIMES_TRANSPOSED;
        Statement.Matrix matrix =
                new Statement.Matrix(schedule.view(second), transposed ? 1 : shape.n(), transposed ? shape.k() : 1);
        statements.add(new Statement.Product(
                blocks,
                rows,
                shape.k(),
                shape.n(),
                List.of(a),
                List.of(List.of(matrix)),
                List.of(to),
                start,
                equation));
    }

    /** Where the rows of a matrix lie: at the same index in each slot, and one behind the other where a kernel wants that. */
    private View rows(Node node, int prefix, int columns) {
        View view = schedule.view(node);
        TensorType type = node.type();
        boolean dense = view.rowStride() == prefix * columns || !type.batched();
        boolean flat = type.batched() || !type.hasSteps() || view.stepStride() == prefix * columns;
        return view.fixed() && flat && (dense || prefix == 1) ? view : schedule.compact(node);
    }

    /**
     * A contraction that is no product with a shared matrix, as loops in the order of the axes of the operand that has all of
     * them, if the result has this order too; else kept axes outside, summed ones inside.
     */
    private void contract(Node node) {
        Op.Contract op = (Op.Contract) node.op();
        TensorType left = node.input(0).type();
        TensorType right = node.input(1).type();
        String letters = letters(op);
        List<Axis> axes = new ArrayList<>();
        axes.add(new Axis(Math.max(1, Math.max(left.steps(), right.steps())), false));
        axes.add(builder.rows(1, left.batched() ? left : right));
        for (char letter : letters.toCharArray()) {
            int at = op.left().indexOf(letter);
            int size =
                    at >= 0 ? left.dims().get(at) : right.dims().get(op.right().indexOf(letter));
            axes.add(new Axis(size, false));
        }
        // Where a sum over steps has rows for each sample, all of its steps add to the results of one sample while they
        // are near.
        boolean sampleBySample =
                !op.keepSteps() && node.type().batched() && node.type().elements() > 1;
        List<List<Integer>> strides = List.of(
                strides(schedule.view(node.input(0)), left, op.left(), letters),
                strides(schedule.view(node.input(1)), right, op.right(), letters),
                strides(to, node.type(), op.result(), letters));
        if (sampleBySample) {
            Collections.swap(axes, 0, 1);
            strides.forEach(s -> Collections.swap(s, 0, 1));
        }
        Input a = new Input.Load(new Operand(schedule.view(node.input(0)), strides.get(0)));
        Input b = new Input.Load(new Operand(schedule.view(node.input(1)), strides.get(1)));
        Instructions instructions = new Instructions(schedule, n -> false);
        Input product = instructions.add(new Op.Binary(BinaryFunction.MULTIPLY), List.of(a, b), node);
        add(Op.Reduction.SUM, axes, instructions, product, new Operand(to, strides.get(2)), node);
    }

    private static String letters(Op.Contract op) {
        String all = op.result() + only(op.left(), op.result()) + only(op.right(), op.result() + op.left());
        for (String own : List.of(op.left(), op.right())) {
            if (own.length() == all.length()
                    && only(own, only(own, op.result())).equals(op.result())) {
                return own;
            }
        }
        return all;
    }

    private static String only(String letters, String without) {
        StringBuilder kept = new StringBuilder();
        for (char letter : letters.toCharArray()) {
            if (without.indexOf(letter) < 0) {
                kept.append(letter);
            }
        }
        return kept.toString();
    }

    private static List<Integer> strides(View view, TensorType type, String own, String letters) {
        List<Integer> strides = new ArrayList<>();
        strides.add(type.hasSteps() ? view.stepStride() : 0);
        strides.add(type.batched() ? view.rowStride() : 0);
        for (char letter : letters.toCharArray()) {
            int at = own.indexOf(letter);
            strides.add(at < 0 ? 0 : Copies.inner(type, at));
        }
        return strides;
    }

    private void reduce(Node node) {
        Op.Reduce op = (Op.Reduce) node.op();
        TensorType type = node.input(0).type();
        if (!node.type().isUniformIn(type)) {
            View from = schedule.view(node.input(0));
            Input every = new Input.Load(new Operand(from, ProgramBuilder.strides(from, type, type)));
            Operand sums = new Operand(to, ProgramBuilder.strides(to, node.type(), type));
            add(op.reduction(), builder.everyAxis(type), new Instructions(schedule, n -> false), every, sums, node);
            return;
        }
        Chains chains = schedule.chains();
        Instructions instructions = new Instructions(
                schedule,
                n -> chains.absorbed(n)
                        && Chains.isPointwise(n)
                        && chains.chain(n).isEmpty());
        Input value = instructions.input(node.input(0));
        add(op.reduction(), builder.axes(type), instructions, value, ProgramBuilder.operand(to, node.type()), node);
    }

    /** Whether the elements of each row are summed, and nothing else; the runtime does that much faster than a loop. */
    private static boolean sumsRows(List<Axis> axes, Operand result, TensorType type) {
        int terms = 1;
        for (int i = 2; i < axes.size(); i++) {
            if (result.strides().get(i) != 0) {
                return false;
            }
            terms *= axes.get(i).length();
        }
        return type.batched()
                && type.elements() == 1
                && terms >= FEWEST_TERMS
                && (axes.get(0).single() || result.strides().get(0) != 0);
    }

    private static Statement sumOf(Operand terms, Statement.Reduction whole) {
        return new Statement.Reduction(
                whole.reduction(), whole.axes(), List.of(), new Input.Load(terms), whole.to(), false, whole.equation());
    }

    private static boolean isDense(Operand operand, List<Axis> axes) {
        int inner = 1;
        for (int i = axes.size() - 1; i >= 2; i--) {
            if (!axes.get(i).single() && operand.strides().get(i) != inner) {
                return false;
            }
            inner *= axes.get(i).length();
        }
        return operand.view().buffer().slotted();
    }

    /** Computes the terms in a loop of their own. */
    private Operand store(List<Axis> axes, Instructions instructions, Input value, Node node, String equation) {
        int terms = axes.subList(2, axes.size()).stream().mapToInt(Axis::length).reduce(1, (a, b) -> a * b);
        TensorType type = new TensorType(
                axes.get(0).single() ? 0 : axes.get(0).length(), node.type().batched(), List.of(terms));
        View view = builder.buffer("terms", type, type.steps()).view();
        List<Integer> strides = new ArrayList<>(List.of(view.stepStride(), view.rowStride()));
        int inner = terms;
        for (Axis axis : axes.subList(2, axes.size())) {
            inner /= axis.length();
            strides.add(inner);
        }
        Operand to = new Operand(view, strides);
        statements.add(new Statement.Pointwise(
                axes, instructions.list(), List.of(new Statement.Store(to, value, false)), equation));
        return to;
    }

    private void add(
            Op.Reduction reduction,
            List<Axis> axes,
            Instructions instructions,
            Input value,
            Operand result,
            Node node) {
        boolean begun = start.kept();
        boolean reduces = false;
        for (int i = 0; i < axes.size(); i++) {
            reduces |= result.strides().get(i) == 0 && !axes.get(i).single();
        }
        String equation = NodeEquation.equation(node);
        Statement.Reduction whole =
                new Statement.Reduction(reduction, axes, instructions.list(), value, result, begun, equation);
        if (reduces && !begun && reduction == Op.Reduction.SUM && sumsRows(axes, result, node.type())) {
            boolean stored =
                    !whole.factors().isEmpty() && whole.factors().stream().allMatch(f -> isDense(f, axes));
            statements.add(stored ? whole : sumOf(store(axes, instructions, value, node, equation), whole));
        } else if (reduces) {
            statements.add(whole);
        } else {
            Statement.Store store = new Statement.Store(result, value, begun);
            statements.add(new Statement.Pointwise(axes, instructions.list(), List.of(store), equation));
        }
    }
}
