package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.ScanBuilder;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.typed.TypedCell;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The inside of a recurrence. What is no matter of the step comes from outside as an invariant or a sequence. */
final class StepContext implements EvaluationContext {

    private final EvaluationContext outer;
    private final TensorType.Time time;
    private final ScanBuilder scan;
    private final Map<Node, Node> invariants = new HashMap<>();
    private final Map<String, Node> next = new LinkedHashMap<>();
    private final Map<String, Node> watched = new LinkedHashMap<>();
    private Node present;
    private Node number;

    StepContext(EvaluationContext outer, TensorType.Time time) {
        this.outer = outer;
        this.time = time;
        this.scan = new ScanBuilder(time, false);
    }

    @Override
    public GraphBuilder graph() {
        return scan.body();
    }

    EvaluationContext outer() {
        return outer;
    }

    ScanBuilder scan() {
        return scan;
    }

    /** The carries behind the step, in the order of their declaration. */
    Map<String, Node> next() {
        return next;
    }

    /** Declares a state; its update follows with {@link #update}. */
    String declare(String wish) {
        String name = FreshNames.free(wish, next.keySet());
        next.put(name, null);
        return name;
    }

    void update(String state, Node value) {
        next.put(state, value);
    }

    /**
     * The next value of a state. Behind the end of a sample, and at steps of a time of its own that a sample has not, it stays as
     * it is: what it became of padding could be infinite, and 0 times that is no 0.
     */
    Node keep(Node value, Node previous) {
        Node next = graph().broadcast(value, previous.type());
        for (TensorType.Time time : previous.type().times()) {
            Node inside = presentInside(time);
            next = inside == null ? next : graph().select(inside, next, previous);
        }
        return present() == null ? next : graph().select(present(), next, previous);
    }

    /** The number of the step, from 0. */
    Node number() {
        if (number == null) {
            TensorType type = TensorType.perSample();
            String name = declare("step");
            number = scan.carry(name, outer.graph().constant(0, type));
            update(name, keep(graph().plus(number, graph().constant(1, type)), number));
        }
        return number;
    }

    /** The value inside of a value outside that has no time. */
    Node invariant(String name, Node value) {
        return invariants.computeIfAbsent(value, v -> scan.invariant(name, v));
    }

    @Override
    public Node parameter(String name, TensorType type, TypedCell.TypedParam declared, LoweringScope scope) {
        return invariant(name, outer.parameter(name, type, declared, scope));
    }

    @Override
    public Node parameter(String name) {
        return invariant(name, outer.parameter(name));
    }

    @Override
    public Node uniform(TensorType type) {
        return scan.element("random", outer.uniform(type.withTime(time)));
    }

    @Override
    public Node training() {
        return invariant("training", outer.training());
    }

    @Override
    public Node present() {
        if (present == null && outer.present(time) != null) {
            present = scan.element("present", outer.present(time));
        }
        return present;
    }

    @Override
    public Node present(TensorType.Time other) {
        throw new IllegalStateException("inside of a step there are no steps of " + other);
    }

    @Override
    public Node presentInside(TensorType.Time other) {
        Node outside = outer.presentInside(other);
        return outside == null ? null : invariant("present", outside);
    }

    @Override
    public boolean isWatched(String name) {
        return outer.isWatched(name);
    }

    @Override
    public void watch(String name, Node value) {
        watched.put(name, value);
    }

    /** What layers gave at the step, by name. */
    Map<String, Node> watched() {
        return watched;
    }

    @Override
    public String unique(String wish) {
        return outer.unique(wish);
    }

    @Override
    public EvaluationContext once() {
        return new OnceContext(this, outer);
    }

    /** The value outside of a value inside that is the same at all steps. */
    Node outside(Node value) {
        return scan.outside(outer.graph(), value);
    }

    @Override
    public StepContext step() {
        return this;
    }
}
