package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import java.util.Map;

/** Values that follow from earlier steps: states without a name, in a cell as in recurrences of their own. */
final class EarlierSteps {

    /** The value of a state after a step. */
    private interface Update {
        Node of(GraphBuilder graph, Node before, Node value);
    }

    private final EvaluationContext context;

    EarlierSteps(EvaluationContext context) {
        this.context = context;
    }

    /**
     * The value at the step before.
     *
     * @param first the value at the first step, the same at all steps; zero if {@code null}
     */
    Node previous(Node value, Node first) {
        return run("previous", value, first, false, (graph, before, x) -> x);
    }

    /** The sum of the steps up to the present one. */
    Node sum(Node value) {
        return run("sum", value, null, true, (graph, before, x) -> graph.plus(before, x));
    }

    /** @param after whether the state after the step is meant, not the one before */
    private Node run(String name, Node value, Node first, boolean after, Update update) {
        if (context.step() != null) {
            StepContext step = context.step();
            return state(step, name, value, first == null ? null : step.outside(first), after, update);
        }
        StepContext inside = new StepContext(context, value.type().time());
        Node ofSamples = context.graph().broadcast(value, value.type().withBatch(true));
        Node output = state(inside, name, inside.scan().element("step", ofSamples), first, after, update);
        return inside.scan()
                .build(context.graph(), inside.next(), Map.of(name, output))
                .get(inside.next().size());
    }

    private static Node state(StepContext step, String wish, Node value, Node first, boolean after, Update update) {
        GraphBuilder outside = step.outer().graph();
        TensorType type = value.type().withBatch(true);
        Node initial = first == null ? outside.constant(0, type) : outside.broadcast(first, type);
        String name = step.declare(wish);
        Node before = step.scan().carry(name, initial);
        Node next = step.keep(update.of(step.graph(), before, value), before);
        step.update(name, next);
        return after ? next : before;
    }
}
