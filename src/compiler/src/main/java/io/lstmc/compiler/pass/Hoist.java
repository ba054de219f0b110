package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Names;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes before a recurrence, for all steps at once, the products that do not depend on it; and what is the same at
 * every step, once.
 *
 * <pre>
 * before: scan h, x: h' = tanh(W·x + U·h)
 * after:  p = W·x                            one product over all steps and samples
 *         scan h, p: h' = tanh(p + U·h)
 * </pre>
 *
 * <p>A recurrence that carries nothing dissolves. Pointwise operations alone stay: outside they would only cost memory.
 */
public final class Hoist extends ScanPass {

    @Override
    public String name() {
        return "hoist";
    }

    @Override
    List<Node> rewrite(GraphBuilder to, Op.Scan scan, List<Node> inputs, Set<Integer> used) {
        Graph body = scan.body();
        Lift lift = new Lift(to, scan.steps());
        for (int i = scan.carries(); i < body.arguments().size(); i++) {
            lift.put(body.arguments().get(i), inputs.get(i));
        }
        Set<Node> free = independent(body);
        if (scan.carries() == 0 && free.containsAll(body.nodes())) {
            return body.resultList().stream().map(lift::liftWithSteps).toList();
        }
        Set<Node> chosen = worthHoisting(body, free);

        GraphBuilder inner = new GraphBuilder();
        GraphCopy copy = new GraphCopy(inner, GraphCopy.Rule.SAME);
        Set<String> taken = new HashSet<>();
        List<Node> newInputs = new ArrayList<>();
        for (int i = 0; i < body.arguments().size(); i++) {
            Op.Argument op = Graph.argument(body.arguments().get(i));
            taken.add(op.name());
            copy.put(body.arguments().get(i), inner.argument(op.name(), op.role(), op.type()));
            newInputs.add(inputs.get(i));
        }
        List<Node> elements = new ArrayList<>();
        List<Node> invariants = new ArrayList<>();
        for (Node node : chosen) {
            Node outside = lift.lift(node);
            boolean timed = outside.type().hasSteps();
            String name = Names.free(node.name().orElse("p" + node.id()), taken);
            taken.add(name);
            Op.Role role = timed ? Op.Role.ELEMENT : Op.Role.INVARIANT;
            copy.put(node, inner.argument(name, role, node.type()));
            (timed ? elements : invariants).add(outside);
        }
        newInputs.addAll(scan.carries() + scan.elements(), elements);
        newInputs.addAll(invariants);
        Map<String, Node> results = copy.copyAll(body);
        Graph made = inner.build(results);
        List<Node> ordered = new ArrayList<>(made.arguments(Op.Role.CARRY));
        ordered.addAll(made.arguments(Op.Role.ELEMENT));
        ordered.addAll(made.arguments(Op.Role.INVARIANT));
        return to.scan(
                new Op.Scan(
                        scan.steps(),
                        scan.reverse(),
                        scan.carries(),
                        scan.elements() + elements.size(),
                        scan.invariants() + invariants.size(),
                        new Graph(ordered, results)),
                newInputs);
    }

    /** The nodes of a body that do not depend on a carry. */
    private static Set<Node> independent(Graph body) {
        Set<Node> free = new HashSet<>();
        for (Node node : body.nodes()) {
            boolean carry =
                    node.op() instanceof Op.Argument && Graph.argument(node).role() == Op.Role.CARRY;
            boolean fixed = node.op() instanceof Op.Random || node.op() instanceof Op.Scan;
            if (!carry && !fixed && free.containsAll(node.inputs())) {
                free.add(node);
            }
        }
        return free;
    }

    /** The last of the free nodes that are products, or the same at every step, in order. */
    private static Set<Node> worthHoisting(Graph body, Set<Node> free) {
        Set<Node> timed = new HashSet<>();
        Set<Node> chosen = new LinkedHashSet<>();
        for (Node node : body.nodes()) {
            boolean element =
                    node.op() instanceof Op.Argument && Graph.argument(node).role() != Op.Role.INVARIANT;
            if (element || node.inputs().stream().anyMatch(timed::contains)) {
                timed.add(node);
            }
            boolean computed = !node.inputs().isEmpty() && !(node.op() instanceof Op.Broadcast);
            if (free.contains(node) && computed && (node.op() instanceof Op.Contract || !timed.contains(node))) {
                chosen.add(node);
            }
        }
        // What only chosen nodes read need not enter the loop; copying the body leaves it out.
        return chosen;
    }
}
