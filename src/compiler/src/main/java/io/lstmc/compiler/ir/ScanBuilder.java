package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a recurrence whose inputs become known while its body is written. */
public final class ScanBuilder {

    private final GraphBuilder body = new GraphBuilder();
    private final List<Node> carries = new ArrayList<>();
    private final List<Node> elements = new ArrayList<>();
    private final List<Node> invariants = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** The carries of which it is said later what they begin with, by their place. */
    private final Map<Node, Integer> open = new HashMap<>();

    /** What the invariants of the body are outside. */
    private final Map<Node, Node> sources = new HashMap<>();

    private final TensorType.Time time;
    private final boolean reverse;

    /** Along a time without a name. */
    public ScanBuilder(int steps, boolean reverse) {
        this(new TensorType.Time("", steps), reverse);
    }

    public ScanBuilder(TensorType.Time time, boolean reverse) {
        this.time = time;
        this.reverse = reverse;
    }

    /** Where the nodes of the body go. */
    public GraphBuilder body() {
        return body;
    }

    /** The carried state before the step. */
    public Node carry(String name, Node initial) {
        carries.add(initial);
        return argument(name, Op.Role.CARRY, initial.type());
    }

    /** The carried state before the step, where it becomes known later what it begins with: see {@link #begin}. */
    public Node carry(String name, TensorType type) {
        carries.add(null);
        Node carry = argument(name, Op.Role.CARRY, type);
        open.put(carry, carries.size() - 1);
        return carry;
    }

    /** Says what a carried state begins with. */
    public void begin(Node carry, Node initial) {
        carries.set(open.get(carry), initial);
    }

    /**
     * What a value of the body is outside of it.
     *
     * @param outer where the recurrence stands
     * @param value made of invariants alone
     */
    public Node outside(GraphBuilder outer, Node value) {
        GraphCopy copy = new GraphCopy(outer, GraphCopy.Rule.SAME);
        sources.forEach(copy::put);
        return copy.copy(value);
    }

    /** The element of {@code sequence} at the step. */
    public Node element(String name, Node sequence) {
        elements.add(sequence);
        return argument(name, Op.Role.ELEMENT, sequence.type().withSteps(0));
    }

    /** A value that is the same at every step. */
    public Node invariant(String name, Node value) {
        invariants.add(value);
        Node inside = argument(name, Op.Role.INVARIANT, value.type());
        sources.put(inside, value);
        return inside;
    }

    private Node argument(String wish, Op.Role role, TensorType type) {
        String name = FreshNames.free(wish, names);
        names.add(name);
        return body.argument(name, role, type);
    }

    /**
     * The recurrence as nodes of another graph.
     *
     * @param next the carries behind the step, in the order in which they were declared
     * @param outputs what the step gives besides
     * @return the last carries, then the stacked outputs
     */
    public List<Node> build(GraphBuilder outer, Map<String, Node> next, Map<String, Node> outputs) {
        Map<String, Node> results = new LinkedHashMap<>(next);
        for (Map.Entry<String, Node> entry : outputs.entrySet()) {
            results.put(FreshNames.free(entry.getKey(), results.keySet()), entry.getValue());
        }
        Graph made = body.build(results);
        List<Node> ordered = new ArrayList<>(made.arguments(Op.Role.CARRY));
        ordered.addAll(made.arguments(Op.Role.ELEMENT));
        ordered.addAll(made.arguments(Op.Role.INVARIANT));
        List<Node> inputs = new ArrayList<>(carries);
        inputs.addAll(elements);
        inputs.addAll(invariants);
        Op.Scan scan = new Op.Scan(
                time, reverse, carries.size(), elements.size(), invariants.size(), new Graph(ordered, results));
        return outer.scan(scan, inputs);
    }
}
