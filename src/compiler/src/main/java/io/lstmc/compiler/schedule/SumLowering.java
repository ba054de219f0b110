package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements of sums: contractions, reductions, and chains of them in one accumulator. */
final class SumLowering {

    private final Scope scope;
    private final Plan plan;
    private final View to;
    private final List<Statement> statements = new ArrayList<>();

    private SumLowering(Scope scope, View to) {
        this.scope = scope;
        this.plan = scope.plan();
        this.to = to;
    }

    /** Lowers a node that is a chain. */
    static void chain(Node node, Scope scope) {
        Chains.Chain chain = scope.chains().chain(node).orElseThrow();
        Target target = scope.target(node);
        boolean accumulate = target != null && target.accumulate();
        View to = accumulate ? target.view() : scope.place(node);
        SumLowering lowering = new SumLowering(scope, to);
        boolean begun = accumulate;
        if (chain.base().isPresent()) {
            Node base = chain.base().get();
            if (accumulate || !scope.computeAt(base, to)) {
                lowering.statements.add(scope.plan()
                        .copy(
                                scope.value(base),
                                to,
                                node.type(),
                                accumulate,
                                Notation.label(node) + " = " + Notation.label(base)));
            }
            begun = true;
        }
        for (Node term : chain.terms()) {
            lowering.term(term, begun);
            begun = true;
        }
        scope.append(lowering.statements);
        scope.put(node, to);
    }

    /** Lowers a maximum. */
    static void maximum(Node node, Scope scope) {
        SumLowering lowering = new SumLowering(scope, scope.place(node));
        lowering.reduce(node, false);
        scope.append(lowering.statements);
        scope.put(node, lowering.to);
    }

    private void term(Node node, boolean begun) {
        if (node.op() instanceof Op.Reduce) {
            reduce(node, begun);
            return;
        }
        Optional<ContractShape> shape = ContractShape.of(node);
        if (shape.isPresent()) {
            product(node, shape.get(), begun);
        } else {
            contract(node, begun);
        }
    }

    private void product(Node node, ContractShape shape, boolean begun) {
        Node first = node.input(shape.swapped() ? 1 : 0);
        Node second = node.input(shape.swapped() ? 0 : 1);
        TensorType type = first.type();
        View a = scope.dense(first);
        View b = scope.dense(second);
        if (!begun) {
            statements.add(plan.copy(new Value.Number(0), to, node.type(), false, Notation.label(node) + " = 0"));
        }
        int steps = Math.max(1, type.steps());
        boolean summed = shape.kernel() == Statement.Kernel.TRANSPOSED_TIMES;
        View moving = summed ? b : to;
        boolean flat = !plan.hasRows(type)
                && a.stepStride() == shape.prefix() * shape.k()
                && moving.stepStride() == shape.prefix() * shape.n();
        int blocks = flat ? 1 : steps;
        Axis rows = plan.rows(flat ? steps * shape.prefix() : shape.prefix(), type);
        statements.add(new Statement.Product(
                shape.kernel(), blocks, rows, shape.n(), shape.k(), a, b, to, Notation.equation(node)));
    }

    /** A contraction that no kernel computes, as plain loops: kept axes outside, summed ones inside. */
    private void contract(Node node, boolean begun) {
        Op.Contract op = (Op.Contract) node.op();
        TensorType left = node.input(0).type();
        TensorType right = node.input(1).type();
        String letters = op.result() + only(op.left(), op.result()) + only(op.right(), op.result() + op.left());
        List<Axis> axes = new ArrayList<>();
        axes.add(new Axis(Math.max(1, Math.max(left.steps(), right.steps())), false));
        axes.add(plan.rows(1, left.batched() ? left : right));
        for (char letter : letters.toCharArray()) {
            int at = op.left().indexOf(letter);
            int size =
                    at >= 0 ? left.dims().get(at) : right.dims().get(op.right().indexOf(letter));
            axes.add(new Axis(size, false));
        }
        Input a = new Input.Load(
                new Operand(scope.view(node.input(0)), strides(scope.view(node.input(0)), left, op.left(), letters)));
        Input b = new Input.Load(
                new Operand(scope.view(node.input(1)), strides(scope.view(node.input(1)), right, op.right(), letters)));
        Instructions instructions = new Instructions(scope, n -> false);
        Input product = instructions.add(new Op.Binary(BinaryFunction.MULTIPLY), List.of(a, b), node);
        Operand result = new Operand(to, strides(to, node.type(), op.result(), letters));
        add(Op.Reduction.SUM, axes, instructions, product, result, begun, node);
    }

    private static String only(String letters, String without) {
        StringBuilder kept = new StringBuilder();
        letters.chars().filter(c -> without.indexOf(c) < 0).forEach(c -> kept.append((char) c));
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

    private void reduce(Node node, boolean begun) {
        Op.Reduce op = (Op.Reduce) node.op();
        TensorType type = node.input(0).type();
        Chains chains = scope.chains();
        Instructions instructions = new Instructions(
                scope,
                n -> chains.absorbed(n)
                        && Chains.isPointwise(n)
                        && chains.chain(n).isEmpty());
        Input value = instructions.input(node.input(0));
        add(op.reduction(), plan.axes(type), instructions, value, Plan.operand(to, node.type()), begun, node);
    }

    private void add(
            Op.Reduction reduction,
            List<Axis> axes,
            Instructions instructions,
            Input value,
            Operand result,
            boolean begun,
            Node node) {
        boolean reduces = false;
        for (int i = 0; i < axes.size(); i++) {
            reduces |= result.strides().get(i) == 0 && !axes.get(i).single();
        }
        String equation = Notation.equation(node);
        if (reduces) {
            statements.add(
                    new Statement.Reduction(reduction, axes, instructions.list(), value, result, begun, equation));
        } else {
            Statement.Store store = new Statement.Store(result, value, begun);
            statements.add(new Statement.Pointwise(axes, instructions.list(), List.of(store), equation));
        }
    }
}
