package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Loop;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lowers a recurrence.
 *
 * <p>A carried state of which somebody reads all steps lives in a buffer with one slot more than there are steps: slot
 * {@code t} holds it before step {@code t}, slot {@code t + 1} behind it (for a reversed recurrence the other way round),
 * so that the state, its stack and the stack of its previous values are views of one buffer. Any other state has one slot,
 * which is overwritten at the end of each step.
 */
final class ScanLowering {

    private final Node node;
    private final Op.Scan op;
    private final GraphSchedule outer;
    private final ProgramBuilder builder;
    private final List<Node> projects;
    private final Loop loop;
    private final GraphSchedule body;
    private final List<Node> nodes;

    /** The results of the body, in order. */
    private final List<Node> ofBody;

    private final List<Statement> before = new ArrayList<>();
    private final List<FinalCopies.Copy> stepResults = new ArrayList<>();
    private final List<FinalCopies.Copy> carried = new ArrayList<>();
    private final Map<Node, View> stacked = new HashMap<>();
    private final Map<Node, View> results = new HashMap<>();

    ScanLowering(Node node, GraphSchedule outer, List<Node> projects) {
        this.node = node;
        this.op = (Op.Scan) node.op();
        this.outer = outer;
        this.builder = outer.builder();
        this.projects = projects;
        this.loop = builder.loop(op.steps(), op.reverse());
        this.ofBody = op.body().resultList();
        Set<Integer> needed = new HashSet<>();
        for (Node p : projects) {
            needed.add(((Op.Project) p.op()).index());
        }
        List<Node> ends = new ArrayList<>();
        for (int i = 0; i < ofBody.size(); i++) {
            if (i < op.carries() || needed.contains(i)) {
                ends.add(ofBody.get(i));
            }
        }
        this.nodes = Graph.reaching(ends);
        this.body = new GraphSchedule(builder, nodes, ends);
    }

    void lower() {
        List<Node> arguments = op.body().arguments();
        for (int i = 0; i < op.carries(); i++) {
            carry(i);
        }
        for (int i = op.carries(); i < arguments.size(); i++) {
            Node argument = arguments.get(i);
            if (nodes.contains(argument)) {
                Value value =
                        needsPlace(argument) ? new Value.Stored(outer.view(node.input(i))) : outer.value(node.input(i));
                boolean element = i < op.carries() + op.elements();
                if (element && isOwned(node.input(i))) {
                    body.bindOwned(argument, at(value));
                } else {
                    body.bind(argument, element ? at(value) : value);
                }
            }
        }
        broadcast();
        for (Node project : projects) {
            output(project);
        }
        for (FinalCopies.Copy copy : stepResults) {
            body.requestPlace(copy.node(), new Target(copy.to(), false));
        }
        NodeLowering.lower(nodes, body, Scheduler.projects(nodes));
        copyResults();
        List<Statement> statements = new ArrayList<>(before);
        List<Statement> steps = body.finish(List.of(body.close())).get(0);
        statements.add(new Statement.Repeat(loop, steps, NodeEquation.equation(node)));
        outer.append(statements);
        for (Map.Entry<Node, View> entry : results.entrySet()) {
            outer.put(entry.getKey(), entry.getValue());
        }
    }

    /** Whether something in the body reads a value that loops cannot repeat on the way. */
    private boolean needsPlace(Node argument) {
        for (Node n : nodes) {
            if (n.inputs().contains(argument)
                    && !Chains.isPointwise(n)
                    && !(n.op() instanceof Op.Broadcast && argument.type().isUniformIn(n.type()))
                    && !(n.op() instanceof Op.Reduce)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Repeats shared values that loops read for each row once before the recurrence, so that the loops walk all their
     * arrays with the same index.
     */
    private void broadcast() {
        for (Node node : nodes) {
            boolean shared = node.op() instanceof Op.Broadcast
                    && node.input(0).op() instanceof Op.Argument argument
                    && argument.role() == Op.Role.INVARIANT
                    && !node.input(0).type().batched()
                    && node.input(0).type().elements() > 1
                    && node.type().batched();
            if (shared && nodes.stream().anyMatch(n -> n.inputs().contains(node) && isInLoop(n))) {
                View rows = builder.place(node);
                before.add(repeat(node, rows));
                body.bind(node, new Value.Stored(rows));
            }
        }
    }

    private Statement repeat(Node node, View rows) {
        Node source = node.input(0);
        return source.type().isUniformIn(node.type())
                ? builder.copy(body.value(node), rows, node.type(), false, NodeEquation.label(node) + " for each row")
                : Copies.repeat(builder, body.view(source), source.type(), rows, node);
    }

    private boolean isInLoop(Node reader) {
        return Chains.isPointwise(reader) && body.chains().chain(reader).isEmpty();
    }

    /** Whether a sum was computed for this recurrence alone. */
    private boolean isOwned(Node operand) {
        return outer.chains().single(operand)
                && outer.chains().chain(operand).isPresent()
                && outer.value(operand) instanceof Value.Stored stored
                && stored.view().buffer().kind() == Buffer.Kind.TEMPORARY;
    }

    private Value at(Value value) {
        if (value instanceof Value.Stored) {
            return new Value.Stored(((Value.Stored) value).view().at(loop, 0));
        }
        if (value instanceof Value.Broadcast) {
            Value.Broadcast broadcast = (Value.Broadcast) value;
            return broadcast.type().hasSteps()
                    ? new Value.Broadcast(
                            at(broadcast.source()), broadcast.type().withSteps(0))
                    : broadcast;
        }
        return value;
    }

    private void carry(int index) {
        Node argument = op.body().arguments().get(index);
        Node end = ofBody.get(index);
        TensorType type = argument.type();
        List<Node> after = stacks(end);
        List<Node> previous = stacks(argument);
        Value first = outer.value(node.input(index));
        View last;
        if (after.isEmpty() && previous.isEmpty()) {
            View slot = builder.place(argument);
            init(argument, first, slot);
            body.bindOwned(argument, new Value.Stored(slot));
            carried.add(new FinalCopies.Copy(end, slot));
            last = slot;
        } else {
            View slots = builder.buffer(NodeEquation.label(end), type, op.steps() + 1)
                    .view();
            View early = op.reverse() ? slots.from(1) : slots;
            View late = op.reverse() ? slots : slots.from(1);
            init(argument, first, op.reverse() ? slots.from(op.steps()) : slots);
            body.bind(argument, new Value.Stored(early.at(loop, 0)));
            stepResults.add(new FinalCopies.Copy(end, late.at(loop, 0)));
            for (Node p : after) {
                results.put(p, late);
            }
            for (Node p : previous) {
                results.put(p, early);
            }
            last = op.reverse() ? slots : slots.from(op.steps());
        }
        for (Node project : projects) {
            if (((Op.Project) project.op()).index() == index) {
                results.put(project, last);
            }
        }
    }

    private void init(Node argument, Value value, View to) {
        String equation = NodeEquation.label(argument) + " before the first step";
        before.add(builder.copy(value, to, argument.type(), false, equation));
    }

    /** The stacked outputs that are a node of the body and have no place yet. */
    private List<Node> stacks(Node inner) {
        List<Node> found = new ArrayList<>();
        for (Node project : projects) {
            int index = ((Op.Project) project.op()).index();
            if (index >= op.carries() && ofBody.get(index) == inner && !results.containsKey(project)) {
                found.add(project);
            }
        }
        return found;
    }

    private void output(Node project) {
        if (results.containsKey(project)) {
            return;
        }
        Node inner = ofBody.get(((Op.Project) project.op()).index());
        View stack = stacked.get(inner);
        if (stack == null) {
            stack = builder.buffer(label(project, inner), inner.type(), op.steps())
                    .view();
            stacked.put(inner, stack);
            stepResults.add(new FinalCopies.Copy(inner, stack.at(loop, 0)));
        }
        results.put(project, stack);
    }

    private static String label(Node project, Node inner) {
        return inner.name().or(project::name).orElseGet(() -> NodeEquation.label(inner));
    }

    private void copyResults() {
        FinalCopies copies = new FinalCopies(body);
        copies.each(stepResults);
        copies.atOnce(carried);
        body.append(copies.statements());
    }
}
