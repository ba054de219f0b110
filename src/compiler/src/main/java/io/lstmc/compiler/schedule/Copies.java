package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.List;

/** Copies between values of different shape. */
final class Copies {

    private Copies() {}

    /** Elements from one index of an axis of {@code dims} to the next. */
    static int inner(TensorType type, int axis) {
        return type.dims().subList(axis + 1, type.rank()).stream().reduce(1, (a, b) -> a * b);
    }

    /** A value that can be copied with strides of one's own: a literal, or one with a place. */
    static Value value(Node node, GraphSchedule schedule) {
        Value value = schedule.value(node);
        return value instanceof Value.Broadcast ? new Value.Stored(schedule.view(node)) : value;
    }

    /**
     * Copies as many places of an axis of {@code dims} as the shorter of two values has, the views standing at the first
     * of them.
     */
    static Statement part(
            ProgramBuilder builder, Value from, TensorType fromType, View to, TensorType toType, int axis, Node node) {
        int fromRun = fromType.dims().get(axis) * inner(fromType, axis);
        int toRun = toType.dims().get(axis) * inner(toType, axis);
        int run = Math.min(fromRun, toRun);
        List<Axis> axes = List.of(
                new Axis(Math.max(1, toType.steps()), false),
                builder.rows(1, toType),
                new Axis(toType.elements() / toRun, false),
                new Axis(run, false));
        Input input = ProgramBuilder.input(from, fromType);
        if (from instanceof Value.Stored) {
            View view = ((Value.Stored) from).view();
            input = new Input.Load(new Operand(view, List.of(view.stepStride(), view.rowStride(), fromRun, 1)));
        }
        return copy(axes, input, new Operand(to, List.of(to.stepStride(), to.rowStride(), toRun, 1)), node);
    }

    private static Statement copy(List<Axis> axes, Input from, Operand to, Node node) {
        Statement.Store store = new Statement.Store(to, from, false);
        return new Statement.Pointwise(axes, List.of(), List.of(store), NodeEquation.equation(node));
    }

    /** Between a table and its parts at indices. */
    static Statement rows(
            ProgramBuilder builder,
            View table,
            TensorType ofTable,
            View index,
            TensorType ofIndex,
            View parts,
            TensorType ofParts,
            boolean add,
            Node node) {
        TensorType each = ofParts.withSizes(List.of());
        int width = ofTable.inner(ofTable.times().size());
        List<Integer> inTable = new ArrayList<>(ProgramBuilder.strides(table, ofTable.withSizes(List.of()), each));
        List<Integer> inParts = new ArrayList<>(ProgramBuilder.strides(parts, each, each));
        for (int i = 2; i < inTable.size(); i++) {
            inTable.set(i, inTable.get(i) * ofTable.sizes().get(0) * width);
            inParts.set(i, inParts.get(i) * width);
        }
        return new Statement.Rows(
                builder.everyAxis(each),
                width,
                new Operand(table, inTable),
                new Operand(index, ProgramBuilder.strides(index, ofIndex, each)),
                new Operand(parts, inParts),
                add,
                NodeEquation.equation(node));
    }

    /** A value along the axes that it lacks. */
    static Statement repeat(ProgramBuilder builder, View from, TensorType type, View to, Node node) {
        List<Axis> axes = builder.everyAxis(node.type());
        Operand target = new Operand(to, ProgramBuilder.strides(to, node.type(), node.type()));
        return copy(
                axes, new Input.Load(new Operand(from, ProgramBuilder.strides(from, type, node.type()))), target, node);
    }

    static Statement transpose(ProgramBuilder builder, View from, View to, Node node) {
        TensorType type = node.type();
        int rows = type.sizes().get(0);
        int columns = type.sizes().get(1);
        int matrices = type.elements() / (rows * columns);
        List<Axis> axes = List.of(
                new Axis(Math.max(1, type.steps()), false),
                builder.rows(1, type),
                new Axis(matrices, false),
                new Axis(rows, false),
                new Axis(columns, false));
        int each = rows * columns;
        Input input = new Input.Load(new Operand(from, List.of(from.stepStride(), from.rowStride(), each, 1, rows)));
        return copy(axes, input, new Operand(to, List.of(to.stepStride(), to.rowStride(), each, columns, 1)), node);
    }

    /** Elements in order of (step, dims) under another number of steps. */
    static List<Statement> reshape(ProgramBuilder builder, View from, TensorType type, View to, Node node) {
        int source = type.elements();
        int target = node.type().elements();
        if (source % target == 0 || target % source == 0) {
            return List.of(regroup(builder, from, type, to, node.type(), node));
        }
        TensorType flat = new TensorType(0, type.batched(), List.of(type.elementsOfAllSteps()));
        View between = builder.buffer(NodeEquation.label(node), flat, 1).view();
        return List.of(
                regroup(builder, from, type, between, flat, node),
                regroup(builder, between, flat, to, node.type(), node));
    }

    private static Statement regroup(
            ProgramBuilder builder, View from, TensorType fromType, View to, TensorType toType, Node node) {
        boolean split = fromType.elements() >= toType.elements();
        int run = Math.min(fromType.elements(), toType.elements());
        int parts = Math.max(fromType.elements(), toType.elements()) / run;
        int outer = Math.max(1, split ? fromType.steps() : toType.steps());
        List<Axis> axes =
                List.of(new Axis(outer, false), builder.rows(1, toType), new Axis(parts, false), new Axis(run, false));
        View wide = split ? from : to;
        View narrow = split ? to : from;
        Operand wideOperand = new Operand(wide, List.of(wide.stepStride(), wide.rowStride(), run, 1));
        Operand narrowOperand =
                new Operand(narrow, List.of(parts * narrow.stepStride(), narrow.rowStride(), narrow.stepStride(), 1));
        return split
                ? copy(axes, new Input.Load(wideOperand), narrowOperand, node)
                : copy(axes, new Input.Load(narrowOperand), wideOperand, node);
    }
}
