package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.pass.Reversal;

/** What is said of a whole sequence: its last step, and sums over its steps, of those that a sample has. */
final class Steps {

    private final GraphBuilder graph;
    private final Node present;

    Steps(Context context) {
        this.graph = context.graph();
        this.present = context.present();
    }

    /** One step of a sequence. */
    static Node step(GraphBuilder graph, Node sequence, int index) {
        Node step = graph.slice(sequence, Op.STEPS, index, index + 1);
        return graph.reshape(step, 0, sequence.type().dims());
    }

    Node last(Node sequence) {
        int steps = sequence.type().steps();
        if (present == null) {
            return step(graph, sequence, steps - 1);
        }
        return total(graph.select(Reversal.isLast(graph, present), sequence, graph.constantLike(0, sequence)));
    }

    Node reverse(Node sequence) {
        return present == null
                ? graph.add(new Op.Reverse(), sequence)
                : graph.add(
                        new Op.Reverse(),
                        graph.broadcast(sequence, sequence.type().withBatch(true)),
                        present);
    }

    Node sum(Node sequence) {
        return total(orElse(sequence, 0));
    }

    Node mean(Node sequence) {
        Node sum = sum(sequence);
        Node count = present == null ? graph.constantLike(sequence.type().steps(), sum) : total(present);
        return graph.divide(sum, count);
    }

    Node max(Node sequence) {
        return graph.max(
                orElse(sequence, Double.NEGATIVE_INFINITY), sequence.type().withSteps(0));
    }

    private Node total(Node sequence) {
        return graph.sum(sequence, sequence.type().withSteps(0));
    }

    /** The sequence with {@code value} at the steps that a sample does not have. */
    private Node orElse(Node sequence, double value) {
        return present == null ? sequence : graph.select(present, sequence, graph.constantLike(value, sequence));
    }
}
