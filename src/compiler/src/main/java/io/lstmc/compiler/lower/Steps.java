package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.pass.Reversal;
import java.util.ArrayList;
import java.util.List;

/** What is said of a whole sequence: its last step, and sums over its steps, of those that a sample has. */
final class Steps {

    private final GraphBuilder graph;
    private final Node sequence;

    /** The axis of the sequence that is meant. */
    private final int axis;

    private final int length;

    /** Which steps a sample has, null where it has all; its only axis is the one that is meant. */
    private final Node present;

    private Steps(GraphBuilder graph, Node sequence, int axis, Node present) {
        this.graph = graph;
        this.sequence = sequence;
        this.axis = axis;
        this.length = axis == Op.STEPS
                ? sequence.type().steps()
                : sequence.type().dims().get(axis);
        this.present = present;
    }

    /** Along the time outside of the batch. */
    static Steps outside(EvaluationContext context, Node sequence) {
        return new Steps(
                context.graph(),
                sequence,
                Op.STEPS,
                context.present(sequence.type().time()));
    }

    /** Along the time inside of samples that is one of {@code sequence.type().times()}. */
    static Steps inside(EvaluationContext context, Node sequence, int time) {
        return new Steps(
                context.graph(),
                sequence,
                time,
                context.presentInside(sequence.type().times().get(time)));
    }

    /** One step of a sequence along the time outside of the batch. */
    static Node step(GraphBuilder graph, Node sequence, int index) {
        return new Steps(graph, sequence, Op.STEPS, null).step(index);
    }

    private Node step(int index) {
        return graph.reshape(graph.slice(sequence, axis, index, index + 1), ofOneStep(sequence.type()));
    }

    private TensorType ofOneStep(TensorType type) {
        if (axis == Op.STEPS) {
            return type.withSteps(0);
        }
        List<TensorType.Time> rest = new ArrayList<>(type.times());
        rest.remove(sequence.type().times().get(axis));
        return type.withTimes(rest);
    }

    Node last() {
        if (present == null) {
            return step(length - 1);
        }
        return total(graph.select(Reversal.isLast(graph, present), sequence, graph.constantLike(0, sequence)));
    }

    Node first() {
        return step(0);
    }

    /** All steps in reverse order, along the time outside of the batch. */
    Node reverse() {
        return present == null
                ? graph.add(new Op.Reverse(), sequence)
                : graph.add(
                        new Op.Reverse(),
                        graph.broadcast(sequence, sequence.type().withBatch(true)),
                        present);
    }

    /**
     * The sequence one step later, along a time inside of samples.
     *
     * @param first the first step; zero if {@code null}
     */
    Node previous(Node first) {
        Node later = length == 1
                ? graph.constantLike(0, sequence)
                : graph.add(new Op.Pad(axis, 1, 0), graph.slice(sequence, axis, 0, length - 1));
        if (first == null) {
            return later;
        }
        TensorType.Time time = sequence.type().times().get(axis);
        TensorType one = TensorType.SCALAR.withTimes(List.of(new TensorType.Time(time.name(), 1)));
        Node isFirst = graph.constant(1, one);
        return graph.select(length == 1 ? isFirst : graph.add(new Op.Pad(0, 0, length - 1), isFirst), first, later);
    }

    Node sum() {
        return total(orElse(0));
    }

    Node mean() {
        Node sum = sum();
        Node count = present == null ? graph.constantLike(length, sum) : total(present);
        return graph.divide(sum, count);
    }

    Node max() {
        return graph.max(orElse(Double.NEGATIVE_INFINITY), ofOneStep(sequence.type()));
    }

    private Node total(Node value) {
        return graph.sum(value, ofOneStep(value.type()));
    }

    /** The sequence with {@code value} at the steps that a sample does not have. */
    private Node orElse(double value) {
        return present == null ? sequence : graph.select(present, sequence, graph.constantLike(value, sequence));
    }
}
