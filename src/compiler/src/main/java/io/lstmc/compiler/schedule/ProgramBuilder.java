package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Loop;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.List;

/** What all scopes of one program share: the block, and the buffers and loops that exist so far. */
final class ProgramBuilder {

    private final int block;
    private final boolean single;
    private final boolean fuses;
    private final List<Buffer> buffers = new ArrayList<>();
    private final List<Buffer> literals = new ArrayList<>();
    private int loops;

    /**
     * @param block rows that a batched buffer has room for
     * @param single whether exactly one row is live, always
     * @param fuses whether elementwise operations may share a loop
     */
    ProgramBuilder(int block, boolean single, boolean fuses) {
        this.fuses = fuses;
        this.block = block;
        this.single = single;
    }

    boolean fuses() {
        return fuses;
    }

    Loop loop(int steps, boolean reverse) {
        return new Loop(loops++, steps, reverse);
    }

    Buffer buffer(String name, TensorType type, int slots) {
        Buffer buffer = Buffer.of(name, Buffer.Kind.TEMPORARY, type, slots, block);
        buffers.add(buffer);
        return buffer;
    }

    /** Where numbers of the source lie. */
    View literal(Node node, double[] numbers) {
        Buffer buffer = Buffer.literal(NodeEquation.label(node), numbers);
        literals.add(buffer);
        return buffer.view();
    }

    List<Buffer> literals() {
        return literals;
    }

    /** A new buffer for the value of a node. */
    View place(Node node) {
        return buffer(NodeEquation.label(node), node.type(), node.type().steps())
                .view();
    }

    List<Buffer> buffers() {
        return buffers;
    }

    /** Whether a value of this type has more than one live row. */
    boolean hasRows(TensorType type) {
        return type.batched() && !single;
    }

    /** Elements of one step of a dense value. */
    int stride(TensorType type) {
        return (type.batched() ? block : 1) * type.elements();
    }

    /** {@code length} times the live rows of a type. */
    Axis rows(int length, TensorType type) {
        return new Axis(length, hasRows(type));
    }

    /** The loops over all elements of a type: steps, rows, elements. */
    List<Axis> axes(TensorType type) {
        return List.of(new Axis(Math.max(1, type.steps()), false), rows(1, type), new Axis(type.elements(), false));
    }

    /** The loops over all elements of a type, one for each of its axes: steps, rows, dims. */
    List<Axis> everyAxis(TensorType type) {
        List<Axis> axes = new ArrayList<>(List.of(new Axis(Math.max(1, type.steps()), false), rows(1, type)));
        for (int length : type.dims()) {
            axes.add(new Axis(length, false));
        }
        return axes;
    }

    /** The strides of a value in the loops over every axis of a type to which it broadcasts. */
    static List<Integer> strides(View view, TensorType type, TensorType wider) {
        List<Integer> strides = new ArrayList<>();
        strides.add(type.hasSteps() ? view.stepStride() : 0);
        strides.add(type.batched() ? view.rowStride() : 0);
        strides.addAll(type.stridesIn(wider));
        return strides;
    }

    /** A view of a value of type {@code type}, walked by the loops over a type in which it is uniform. */
    static Operand operand(View view, TensorType type) {
        return new Operand(
                view,
                List.of(
                        type.hasSteps() ? view.stepStride() : 0,
                        type.batched() ? view.rowStride() : 0,
                        type.rank() > 0 ? 1 : 0));
    }

    /** What a loop over a type reads of a value of type {@code type}. */
    static Input input(Value value, TensorType type) {
        if (value instanceof Value.Stored) {
            return new Input.Load(operand(((Value.Stored) value).view(), type));
        }
        if (value instanceof Value.Number) {
            return new Input.Number(((Value.Number) value).value());
        }
        if (value instanceof Value.Scalar scalar) {
            return new Input.Scalar(scalar.name());
        }
        Value.Broadcast broadcast = (Value.Broadcast) value;
        return input(broadcast.source(), broadcast.type());
    }

    /** {@code to = value}, or {@code +=}, for all elements of a type. */
    Statement.Pointwise copy(Value value, View to, TensorType type, boolean add, String equation) {
        Statement.Store store = new Statement.Store(operand(to, type), input(value, type), add);
        return new Statement.Pointwise(axes(type), List.of(), List.of(store), equation);
    }
}
