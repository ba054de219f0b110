package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves computations of one step out of a recurrence, where they work on all steps at once: the same operations, with an
 * axis of time more.
 */
final class Lift {

    private final GraphBuilder outer;
    private final TensorType.Time time;
    private final Map<Node, Node> lifted = new HashMap<>();

    Lift(GraphBuilder outer, TensorType.Time time) {
        this.outer = outer;
        this.time = time;
    }

    /** Whether an operation may be moved: the axis of steps is free for those of the recurrence. */
    static boolean movable(Node node) {
        return !node.type().hasSteps()
                && node.inputs().stream().noneMatch(x -> x.type().hasSteps());
    }

    /** Says what a node of the body is outside: a sequence, or a value that is the same at every step. */
    void put(Node inBody, Node outside) {
        lifted.put(inBody, outside);
    }

    boolean contains(Node inBody) {
        return lifted.containsKey(inBody);
    }

    /** The value outside of a node of the body; with time unless it is the same at every step. */
    Node lift(Node end) {
        for (Node node : Graph.reaching(List.of(end))) {
            if (!lifted.containsKey(node) && inputsAreLifted(node)) {
                Node outside =
                        outside(node, node.inputs().stream().map(lifted::get).toList());
                if (node.name().isPresent()) {
                    outer.name(outside, node.name().get());
                }
                lifted.put(node, outside);
            }
        }
        return lifted.get(end);
    }

    private boolean inputsAreLifted(Node node) {
        // An argument that was not put is a carry, which has no value outside.
        return !(node.op() instanceof Op.Argument) && lifted.keySet().containsAll(node.inputs());
    }

    private Node outside(Node node, List<Node> inputs) {
        boolean timed = false;
        for (Node input : inputs) {
            timed |= input.type().hasSteps();
        }
        if (!timed) {
            return outer.add(node.op(), inputs);
        }
        if (node.op() instanceof Op.Contract) {
            // Takes operands with and without time; inside, the step was no axis that it could keep or lose.
            Op.Contract op = (Op.Contract) node.op();
            return outer.add(new Op.Contract(op.left(), op.right(), op.result(), true, op.keepBatch()), inputs);
        }
        if (node.op() instanceof Op.Lookup) {
            return outer.add(node.op(), inputs);
        }
        List<Node> aligned = new ArrayList<>();
        for (Node input : inputs) {
            aligned.add(outer.broadcast(input, input.type().withTime(time)));
        }

        return outer.add(withSteps(node.op()), aligned);
    }

    /** The operation on all steps; those that do not name a type work as they are. */
    private Op withSteps(Op op) {
        if (op instanceof Op.Broadcast) {
            return new Op.Broadcast(((Op.Broadcast) op).type().withTime(time));
        }
        if (op instanceof Op.Reduce) {
            Op.Reduce reduce = (Op.Reduce) op;
            return new Op.Reduce(reduce.reduction(), reduce.type().withTime(time));
        }
        if (op instanceof Op.Scatter scatter) {
            return new Op.Scatter(scatter.type().withTime(time));
        }
        if (op instanceof Op.Reshape) {
            return new Op.Reshape(time, ((Op.Reshape) op).times(), ((Op.Reshape) op).sizes());
        }
        return op;
    }

    /** The lifted value with time, repeated if it is the same at every step. */
    Node liftWithSteps(Node end) {
        Node outside = lift(end);
        TensorType type = outside.type();
        return type.hasSteps() ? outside : outer.broadcast(outside, type.withTime(time));
    }
}
