package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The statements of a graph while they are collected: which values exist, where they lie, and in which slot of the order
 * they are computed. An elementwise node joins a group that has room and stands behind all its operands; everything else
 * gets a new slot at the end.
 */
final class GraphSchedule {

    /** Slots that are tried for an elementwise node: of thousands those further away are seldom the right ones. */
    private static final int MOST_TRIED = 100;

    private final ProgramBuilder builder;
    private final Chains chains;
    private final Trees trees;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<Node, Value> values = new HashMap<>();
    private final Map<Node, Integer> positions = new HashMap<>();
    private final Map<Node, Group> groups = new HashMap<>();
    private final Map<Node, View> places = new HashMap<>();
    private final Map<Node, View> broadcasts = new HashMap<>();
    private final Map<Node, Target> targets = new HashMap<>();
    private final Set<Node> owned = new HashSet<>();
    private int floor;

    /**
     * @param nodes all that will be computed, in order
     * @param results those of them that somebody outside reads
     */
    GraphSchedule(ProgramBuilder builder, List<Node> nodes, List<Node> results) {
        this.builder = builder;
        this.chains = new Chains(nodes, results, builder.fuses());
        this.trees = new Trees(nodes, chains, builder.fuses());
    }

    ProgramBuilder builder() {
        return builder;
    }

    Chains chains() {
        return chains;
    }

    /** Closes the groups so far; returns the slot that comes next. */
    int close() {
        floor = slots.size();
        return floor;
    }

    /** A value that exists before everything else. */
    void bind(Node node, Value value) {
        values.put(node, value);
    }

    /** Asks that a node's value be computed at a place, if some statement computes it at all. */
    void requestPlace(Node node, Target target) {
        targets.putIfAbsent(node, target);
    }

    Target target(Node node) {
        return targets.get(node);
    }

    void append(List<Statement> statements) {
        slots.add(Slot.of(statements));
    }

    /** Says that the last slot computed a node's value. */
    void put(Node node, View view) {
        values.put(node, new Value.Stored(view));
        positions.put(node, slots.size() - 1);
    }

    /** Says that a node's value is a part of that of {@code source}, or the same. */
    void alias(Node node, Node source, View view) {
        values.put(node, new Value.Stored(view));
        positions.put(node, position(source));
    }

    /** A value that exists before everything else, and that nobody but this schedule's nodes needs. */
    void bindOwned(Node node, Value value) {
        bind(node, value);
        owned.add(node);
    }

    /** Where a value lies that only one node reads and that may be overwritten, if it is such a value. */
    Optional<View> overwritable(Node node) {
        return owned.contains(node) && chains.single(node) && values.get(node) instanceof Value.Stored stored
                ? Optional.of(stored.view())
                : Optional.empty();
    }

    boolean isBound(Node node) {
        return values.containsKey(node);
    }

    static Node strip(Node node) {
        Node stripped = node;
        while (stripped.op() instanceof Op.StopGradient) {
            stripped = stripped.input(0);
        }
        return stripped;
    }

    /** The index of the slot that computes a value, -1 if it exists before all of them. */
    private int position(Node node) {
        Group group = groups.get(node);
        if (group != null || positions.containsKey(node)) {
            return positions.get(node);
        }
        boolean passes = node.op() instanceof Op.Broadcast || node.op() instanceof Op.StopGradient;
        return passes && !values.containsKey(node) ? position(node.input(0)) : -1;
    }

    /**
     * Puts an elementwise node, with the tree that it is the root of, into the first group that may compute it, else into
     * a new one. Does nothing for a node inside a tree.
     */
    void group(Node root) {
        List<Node> tree = trees.tree(root);
        if (tree.isEmpty()) {
            return;
        }
        int first = floor;
        for (Node node : tree) {
            for (Node operand : node.inputs()) {
                Node input = strip(operand);
                boolean together = groups.containsKey(input) && input.type().equals(node.type());
                first = Math.max(first, position(input) + (together ? 0 : 1));
            }
        }
        int least = Math.max(first, slots.size() - MOST_TRIED);
        Set<Node> operands = Group.operands(tree);
        for (int i = least; builder.fuses() && i < slots.size(); i++) {
            Group group = slots.get(i).group();
            if (group != null && group.takes(tree, operands)) {
                join(tree, group, i);
                return;
            }
        }
        Group group = new Group(root.type(), chains);
        slots.add(Slot.of(group));
        join(tree, group, slots.size() - 1);
    }

    private void join(List<Node> tree, Group group, int slot) {
        group.add(tree);
        for (Node node : tree) {
            groups.put(node, group);
            positions.put(node, slot);
        }
    }

    /** What is known of a value, without giving it a place that it does not need. */
    Value value(Node node) {
        Value known = values.get(node);
        if (known != null) {
            return known;
        }
        if (node.op() instanceof Op.Constant) {
            return new Value.Number(((Op.Constant) node.op()).value());
        }
        if (node.op() instanceof Op.StopGradient) {
            return value(node.input(0));
        }
        if (node.op() instanceof Op.Broadcast) {
            return new Value.Broadcast(value(node.input(0)), node.input(0).type());
        }
        return new Value.Stored(view(node));
    }

    /** Where a value lies; it gets a place if it has none. */
    View view(Node operand) {
        Node node = strip(operand);
        if (groups.containsKey(node)) {
            return place(node);
        }
        Value value = value(node);
        if (value instanceof Value.Stored) {
            return ((Value.Stored) value).view();
        }
        View known = broadcasts.get(node);
        if (known == null) {
            known = builder.place(node);
            broadcasts.put(node, known);
            append(List.of(builder.copy(value, known, node.type(), false, NodeEquation.equation(node))));
        }
        return known;
    }

    /** A copy of a value, its rows without gaps. */
    View compact(Node node) {
        View copy = builder.place(node);
        append(List.of(builder.copy(
                new Value.Stored(view(node)), copy, node.type(), false, NodeEquation.label(node) + " without gaps")));
        return copy;
    }

    /** Where the value of a node that is computed by a statement of its own goes. */
    View place(Node node) {
        View place = places.get(node);
        if (place == null) {
            Target target = targets.get(node);
            place = target != null && !target.accumulate() ? target.view() : builder.place(node);
            places.put(node, place);
        }
        return place;
    }

    /** Computes an elementwise value with one reader at a place of that reader, where that is possible. */
    boolean computeAt(Node node, View place) {
        boolean free = groups.containsKey(node)
                && positions.get(node) >= floor
                && chains.single(node)
                && !places.containsKey(node)
                && !targets.containsKey(node);
        if (free) {
            places.put(node, place);
        }
        return free;
    }

    /** All statements, in order, from one slot up to but without another. */
    List<List<Statement>> finish(List<Integer> bounds) {
        Map<Group, Instructions> built = new HashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            Group group = slots.get(i).group();
            if (group != null) {
                Instructions instructions = new Instructions(this, group::contains);
                for (Node member : group.members()) {
                    instructions.input(member);
                }
                built.put(group, instructions);
            }
        }
        List<List<Statement>> parts = new ArrayList<>();
        int from = 0;
        for (int to : bounds) {
            List<Statement> statements = new ArrayList<>();
            for (Slot slot : slots.subList(from, to)) {
                statements.addAll(slot.statements());
                if (slot.group() != null) {
                    statements.add(build(slot.group(), built.get(slot.group())));
                }
            }
            parts.add(statements);
            from = to;
        }
        return parts;
    }

    private Statement build(Group group, Instructions instructions) {
        List<Statement.Store> stores = new ArrayList<>();
        List<String> equations = new ArrayList<>();
        for (Node member : group.members()) {
            View place = places.get(member);
            if (place != null) {
                Operand to = ProgramBuilder.operand(place, member.type());
                stores.add(new Statement.Store(to, instructions.input(member), false));
                equations.add(NodeEquation.equation(member));
            }
        }
        return new Statement.Pointwise(
                builder.axes(group.type()), instructions.list(), stores, String.join("\n", equations));
    }
}
