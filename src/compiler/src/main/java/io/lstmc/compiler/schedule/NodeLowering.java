package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds the statements of one node after the other to a scope. */
final class NodeLowering implements Op.Visitor<Void> {

    private final Scope scope;
    private final Plan plan;
    private final Map<Node, List<Node>> projects;
    private Node node;

    /**
     * @param projects the results of each scan that somebody reads
     */
    private NodeLowering(Scope scope, Map<Node, List<Node>> projects) {
        this.scope = scope;
        this.plan = scope.plan();
        this.projects = projects;
    }

    /** Lowers nodes, each behind its inputs; those that are bound already are left alone. */
    static void lower(List<Node> nodes, Scope scope, Map<Node, List<Node>> projects) {
        NodeLowering lowering = new NodeLowering(scope, projects);
        for (Node node : nodes) {
            if (!scope.isBound(node) && !scope.chains().absorbed(node)) {
                lowering.node = node;
                node.op().accept(lowering);
            }
        }
    }

    private void add(Statement... statements) {
        scope.append(List.of(statements));
    }

    private Void pointwise() {
        if (scope.chains().chain(node).isPresent()) {
            SumLowering.chain(node, scope);
        } else {
            scope.group(node);
        }
        return null;
    }

    @Override
    public Void visitArgument(Op.Argument op) {
        throw new IllegalStateException("argument " + op.name() + " has no value");
    }

    @Override
    public Void visitConstant(Op.Constant op) {
        return null;
    }

    @Override
    public Void visitUnary(Op.Unary op) {
        return pointwise();
    }

    @Override
    public Void visitBinary(Op.Binary op) {
        return pointwise();
    }

    @Override
    public Void visitSelect(Op.Select op) {
        return pointwise();
    }

    @Override
    public Void visitBroadcast(Op.Broadcast op) {
        return null;
    }

    @Override
    public Void visitReduce(Op.Reduce op) {
        if (op.reduction() == Op.Reduction.SUM) {
            SumLowering.chain(node, scope);
        } else {
            SumLowering.maximum(node, scope);
        }
        return null;
    }

    @Override
    public Void visitContract(Op.Contract op) {
        SumLowering.chain(node, scope);
        return null;
    }

    @Override
    public Void visitConcatenate(Op.Concatenate op) {
        View to = scope.place(node);
        int before = 0;
        List<Statement> copies = new ArrayList<>();
        for (Node part : node.inputs()) {
            int inner = Copies.inner(node.type(), op.axis());
            Value value = Copies.value(part, scope);
            copies.add(Copies.part(plan, value, part.type(), to.skip(before * inner), node.type(), op.axis(), node));
            before += part.type().dims().get(op.axis());
        }
        scope.append(copies);
        scope.put(node, to);
        return null;
    }

    /** Numbers that stand in the source are there before everything else. */
    @Override
    public Void visitNumbers(Op.Numbers op) {
        View literal =
                plan.literal(node, op.values().stream().mapToDouble(x -> x).toArray());
        if (scope.target(node) == null) {
            scope.bind(node, new Value.Stored(literal));
            return null;
        }
        View to = scope.place(node);
        add(plan.copy(new Value.Stored(literal), to, node.type(), false, Notation.equation(node)));
        scope.put(node, to);
        return null;
    }

    @Override
    public Void visitSlice(Op.Slice op) {
        Node source = node.input(0);
        View from = scope.view(source);
        if (op.axis() == Op.STEPS) {
            scope.alias(node, source, from.from(op.from()));
            return null;
        }
        View part = from.skip(op.from() * Copies.inner(source.type(), op.axis()));
        if (op.axis() == 0) {
            scope.alias(node, source, part);
            return null;
        }
        View to = scope.place(node);
        add(Copies.part(plan, new Value.Stored(part), source.type(), to, node.type(), op.axis(), node));
        scope.put(node, to);
        return null;
    }

    @Override
    public Void visitPad(Op.Pad op) {
        Node source = node.input(0);
        View to = scope.place(node);
        Value value = Copies.value(source, scope);
        View at = op.axis() == Op.STEPS
                ? to.from(op.before())
                : to.skip(op.before() * Copies.inner(node.type(), op.axis()));
        Statement copy = op.axis() == Op.STEPS
                ? plan.copy(value, at, source.type(), false, Notation.equation(node))
                : Copies.part(plan, value, source.type(), at, node.type(), op.axis(), node);
        add(plan.copy(new Value.Number(0), to, node.type(), false, Notation.label(node) + " = 0"), copy);
        scope.put(node, to);
        return null;
    }

    @Override
    public Void visitReshape(Op.Reshape op) {
        Node source = node.input(0);
        View from = scope.view(source);
        TensorType type = source.type();
        int elements = node.type().elements();
        if (elements == type.elements()) {
            scope.alias(node, source, from);
        } else if (!type.batched() && (!type.hasSteps() || from.stepStride() == type.elements())) {
            scope.alias(node, source, from.withStrides(elements, elements));
        } else {
            View to = scope.place(node);
            scope.append(Copies.reshape(plan, from, type, to, node));
            scope.put(node, to);
        }
        return null;
    }

    @Override
    public Void visitTranspose(Op.Transpose op) {
        Node source = node.input(0);
        View from = scope.view(source);
        if (source.type().dims().contains(1)) {
            scope.alias(node, source, from);
            return null;
        }
        View to = scope.place(node);
        add(Copies.transpose(plan, from, to, node));
        scope.put(node, to);
        return null;
    }

    @Override
    public Void visitRandom(Op.Random op) {
        View to = scope.place(node);
        add(new Statement.Draw(op, plan.rows(1, op.type()), to, Notation.equation(node)));
        scope.put(node, to);
        return null;
    }

    @Override
    public Void visitOrthonormal(Op.Orthonormal op) {
        View to = scope.place(node);
        Value value = scope.value(node.input(0));
        List<Integer> dims = node.type().dims();
        add(
                plan.copy(value, to, node.type(), false, Notation.label(node.input(0))),
                new Statement.Orthonormalize(to, dims.get(0), dims.get(1), Notation.equation(node)));
        scope.put(node, to);
        return null;
    }

    @Override
    public Void visitStopGradient(Op.StopGradient op) {
        return null;
    }

    @Override
    public Void visitScan(Op.Scan op) {
        new ScanLowering(node, scope, projects.getOrDefault(node, List.of())).lower();
        return null;
    }

    @Override
    public Void visitProject(Op.Project op) {
        throw new IllegalStateException(node + " stands before its scan");
    }
}
