package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds the statements of one node after the other to a schedule. */
final class NodeLowering implements Op.Visitor<Void> {

    private final GraphSchedule schedule;
    private final ProgramBuilder builder;
    private final Map<Node, List<Node>> projects;
    private Node node;

    /**
     * @param projects the results of each scan that somebody reads
     */
    private NodeLowering(GraphSchedule schedule, Map<Node, List<Node>> projects) {
        this.schedule = schedule;
        this.builder = schedule.builder();
        this.projects = projects;
    }

    /** Lowers nodes, each behind its inputs; those that are bound already are left alone. */
    static void lower(List<Node> nodes, GraphSchedule schedule, Map<Node, List<Node>> projects) {
        NodeLowering lowering = new NodeLowering(schedule, projects);
        for (Node node : nodes) {
            if (!schedule.isBound(node) && !schedule.chains().absorbed(node)) {
                lowering.node = node;
                node.op().accept(lowering);
            }
        }
    }

    private void add(Statement... statements) {
        schedule.append(List.of(statements));
    }

    private Void pointwise() {
        if (schedule.chains().chain(node).isPresent()) {
            SumLowering.chain(node, schedule);
        } else {
            schedule.group(node);
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

    /** Readers repeat a value themselves where one stride says how. */
    @Override
    public Void visitBroadcast(Op.Broadcast op) {
        Node source = node.input(0);
        if (!source.type().isUniformIn(op.type())) {
            View from = schedule.view(source);
            View to = schedule.place(node);
            add(Copies.repeat(builder, from, source.type(), to, node));
            schedule.put(node, to);
        }
        return null;
    }

    @Override
    public Void visitReduce(Op.Reduce op) {
        if (op.reduction() == Op.Reduction.SUM) {
            SumLowering.chain(node, schedule);
        } else {
            SumLowering.maximum(node, schedule);
        }
        return null;
    }

    @Override
    public Void visitContract(Op.Contract op) {
        SumLowering.chain(node, schedule);
        return null;
    }

    @Override
    public Void visitConcatenate(Op.Concatenate op) {
        View to = schedule.place(node);
        int before = 0;
        List<Statement> copies = new ArrayList<>();
        for (Node part : node.inputs()) {
            int inner = Copies.inner(node.type(), op.axis());
            Value value = Copies.value(part, schedule);
            copies.add(Copies.part(builder, value, part.type(), to.skip(before * inner), node.type(), op.axis(), node));
            before += part.type().dims().get(op.axis());
        }
        schedule.append(copies);
        schedule.put(node, to);
        return null;
    }

    /** Numbers that stand in the source are there before everything else. */
    @Override
    public Void visitNumbers(Op.Numbers op) {
        View literal =
                builder.literal(node, op.values().stream().mapToDouble(x -> x).toArray());
        if (schedule.target(node) == null) {
            schedule.bind(node, new Value.Stored(literal));
            return null;
        }
        View to = schedule.place(node);
        add(builder.copy(new Value.Stored(literal), to, node.type(), false, NodeEquation.equation(node)));
        schedule.put(node, to);
        return null;
    }

    @Override
    public Void visitSlice(Op.Slice op) {
        Node source = node.input(0);
        View from = schedule.view(source);
        if (op.axis() == Op.STEPS) {
            schedule.alias(node, source, from.from(op.from()));
            return null;
        }
        View part = from.skip(op.from() * Copies.inner(source.type(), op.axis()));
        if (op.axis() == 0) {
            schedule.alias(node, source, part);
            return null;
        }
        View to = schedule.place(node);
        add(Copies.part(builder, new Value.Stored(part), source.type(), to, node.type(), op.axis(), node));
        schedule.put(node, to);
        return null;
    }

    @Override
    public Void visitPad(Op.Pad op) {
        Node source = node.input(0);
        View to = schedule.place(node);
        Value value = Copies.value(source, schedule);
        View at = op.axis() == Op.STEPS
                ? to.from(op.before())
                : to.skip(op.before() * Copies.inner(node.type(), op.axis()));
        Statement copy = op.axis() == Op.STEPS
                ? builder.copy(value, at, source.type(), false, NodeEquation.equation(node))
                : Copies.part(builder, value, source.type(), at, node.type(), op.axis(), node);
        add(builder.copy(new Value.Number(0), to, node.type(), false, NodeEquation.label(node) + " = 0"), copy);
        schedule.put(node, to);
        return null;
    }

    @Override
    public Void visitReshape(Op.Reshape op) {
        Node source = node.input(0);
        View from = schedule.view(source);
        TensorType type = source.type();
        int elements = node.type().elements();
        if (elements == type.elements()) {
            schedule.alias(node, source, from);
        } else if (!type.batched() && (!type.hasSteps() || from.stepStride() == type.elements())) {
            schedule.alias(node, source, from.withStrides(elements, elements));
        } else {
            View to = schedule.place(node);
            schedule.append(Copies.reshape(builder, from, type, to, node));
            schedule.put(node, to);
        }
        return null;
    }

    @Override
    public Void visitTranspose(Op.Transpose op) {
        Node source = node.input(0);
        View from = schedule.view(source);
        if (source.type().dims().contains(1)) {
            schedule.alias(node, source, from);
            return null;
        }
        View to = schedule.place(node);
        add(Copies.transpose(builder, from, to, node));
        schedule.put(node, to);
        return null;
    }

    @Override
    public Void visitReverse(Op.Reverse op) {
        TensorType type = node.type();
        View from = schedule.view(node.input(0));
        Optional<View> present =
                node.inputs().size() > 1 ? Optional.of(schedule.view(node.input(1))) : Optional.empty();
        View to = schedule.place(node);
        add(new Statement.Reverse(
                type.steps(), builder.rows(1, type), type.elements(), from, present, to, NodeEquation.equation(node)));
        schedule.put(node, to);
        return null;
    }

    @Override
    public Void visitLookup(Op.Lookup op) {
        Node table = node.input(0);
        View from = schedule.view(table);
        View index = schedule.view(node.input(1));
        View to = schedule.place(node);
        add(Copies.rows(builder, from, table.type(), index, node.input(1).type(), to, node.type(), false, node));
        schedule.put(node, to);
        return null;
    }

    @Override
    public Void visitScatter(Op.Scatter op) {
        SumLowering.chain(node, schedule);
        return null;
    }

    @Override
    public Void visitRandom(Op.Random op) {
        View to = schedule.place(node);
        add(new Statement.Draw(op, builder.rows(1, op.type()), to, NodeEquation.equation(node)));
        schedule.put(node, to);
        return null;
    }

    @Override
    public Void visitOrthonormal(Op.Orthonormal op) {
        View to = schedule.place(node);
        Value value = schedule.value(node.input(0));
        List<Integer> dims = node.type().dims();
        add(
                builder.copy(value, to, node.type(), false, NodeEquation.label(node.input(0))),
                new Statement.Orthonormalize(to, dims.get(0), dims.get(1), NodeEquation.equation(node)));
        schedule.put(node, to);
        return null;
    }

    @Override
    public Void visitStopGradient(Op.StopGradient op) {
        return null;
    }

    @Override
    public Void visitScan(Op.Scan op) {
        new ScanLowering(node, schedule, projects.getOrDefault(node, List.of())).lower();
        return null;
    }

    @Override
    public Void visitProject(Op.Project op) {
        throw new IllegalStateException(node + " stands before its scan");
    }
}
