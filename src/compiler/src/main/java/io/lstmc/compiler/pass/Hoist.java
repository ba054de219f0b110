package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.ScanBuilder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes before a recurrence what is the same at every step; and for few samples, for all steps at once, the products
 * that do not depend on it.
 *
 * <pre>
 * before: scan h, x: h' = tanh((W / 2)·x + U·h + b)
 * after:  V = W / 2
 *         scan h, x: h' = tanh(V·x + U·h + b)
 *
 * for few samples also:
 *         p = V·x + b                        one product over all steps
 *         scan h, p: h' = tanh(p + U·h)
 * </pre>
 *
 * <p>A product over all steps reads the weights once and not at each step. A batch gains nothing by it: its rows alone make
 * a product fast, and what is computed for all steps ahead has left the cache when its step comes.
 *
 * <p>Each value is computed as it was, only elsewhere: no bit changes, unless addends are gathered ({@link GatherAddends}).
 *
 * <p>A recurrence that carries nothing dissolves. Pointwise operations alone stay: outside they would only cost memory.
 */
public final class Hoist extends ScanPass {

    /** Of how many samples a graph is made for. */
    public enum Rows {
        FEW,
        MANY
    }

    private final boolean gather;
    private final Rows rows;

    public Hoist(Rows rows) {
        this(rows, true);
    }

    /**
     * @param gather whether sums are put in an order in which more of them can be hoisted
     */
    public Hoist(Rows rows, boolean gather) {
        this.rows = rows;
        this.gather = gather;
    }

    @Override
    public String name() {
        return "hoist";
    }

    @Override
    List<Node> rewrite(GraphBuilder to, Op.Scan scan, List<Node> inputs, Set<Integer> used) {
        Graph body = gather ? GatherAddends.of(scan.body(), independent(scan.body())) : scan.body();
        Lift lift = new Lift(to, scan.time());
        for (int i = scan.carries(); i < body.arguments().size(); i++) {
            lift.put(body.arguments().get(i), inputs.get(i));
        }
        Set<Node> free = independent(body);
        if (scan.carries() == 0 && free.containsAll(body.nodes())) {
            return body.resultList().stream().map(lift::liftWithSteps).toList();
        }
        Set<Node> chosen = worthHoisting(body, free, rows == Rows.FEW);

        ScanBuilder made = new ScanBuilder(scan.time(), scan.reverse());
        GraphCopy copy = new GraphCopy(made.body(), GraphCopy.Rule.SAME);
        for (int i = 0; i < body.arguments().size(); i++) {
            Op.Argument op = Graph.argument(body.arguments().get(i));
            Node argument = switch (op.role()) {
                case CARRY -> made.carry(op.name(), inputs.get(i));
                case ELEMENT -> made.element(op.name(), inputs.get(i));
                default -> made.invariant(op.name(), inputs.get(i));
            };
            copy.put(body.arguments().get(i), argument);
        }
        for (Node node : chosen) {
            Node outside = lift.lift(node);
            String name = node.name().orElseGet(() -> "p_" + partOf(node, body));
            to.name(outside, name);
            copy.put(node, outside.type().hasSteps() ? made.element(name, outside) : made.invariant(name, outside));
        }
        Set<Node> addends = new HashSet<>();
        for (Node n : body.nodes()) {
            if (isSum(n)) {
                addends.addAll(n.inputs());
            }
        }
        for (Node node : withProducts(body)) {
            if (!addends.contains(node) && node.name().isEmpty()) {
                made.body().name(copy.copy(node), "p_" + partOf(node, body));
            }
        }
        Map<String, Node> next = new LinkedHashMap<>();
        Map<String, Node> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : copy.copyAll(body).entrySet()) {
            (next.size() < scan.carries() ? next : outputs).put(entry.getKey(), entry.getValue());
        }
        return made.build(to, next, outputs);
    }

    /** What the source calls the first value that a node becomes part of. */
    private static String partOf(Node node, Graph body) {
        Set<Node> parts = new HashSet<>(Set.of(node));
        for (Node user : body.nodes()) {
            if (user.inputs().stream().anyMatch(parts::contains)) {
                if (user.name().isPresent()) {
                    return user.name().get();
                }
                parts.add(user);
            }
        }
        return Integer.toString(node.id());
    }

    /** The nodes of a body that do not depend on a carry. */
    private static Set<Node> independent(Graph body) {
        Set<Node> free = new HashSet<>();
        for (Node node : body.nodes()) {
            boolean carry =
                    node.op() instanceof Op.Argument && Graph.argument(node).role() == Op.Role.CARRY;
            boolean fixed = node.op() instanceof Op.Random || node.op() instanceof Op.Scan;
            if (!carry && !fixed && Lift.movable(node) && free.containsAll(node.inputs())) {
                free.add(node);
            }
        }
        return free;
    }

    private static boolean isSum(Node node) {
        return node.op() instanceof Op.Binary && ((Op.Binary) node.op()).function() == BinaryFunction.ADD;
    }

    /** The sums of a body that have a product among their addends, at any depth. */
    private static Set<Node> withProducts(Graph body) {
        Set<Node> found = new LinkedHashSet<>();
        for (Node node : body.nodes()) {
            if (isSum(node) && node.inputs().stream().anyMatch(x -> isProduct(x) || found.contains(x))) {
                found.add(node);
            }
        }
        return found;
    }

    private static boolean isProduct(Node node) {
        return node.op() instanceof Op.Contract;
    }

    /**
     * The last of the free nodes that are the same at every step, or, {@code overSteps}, products or sums with products, in
     * order.
     */
    private static Set<Node> worthHoisting(Graph body, Set<Node> free, boolean overSteps) {
        Set<Node> timed = new HashSet<>();
        Set<Node> chosen = new LinkedHashSet<>();
        for (Node node : body.nodes()) {
            boolean element =
                    node.op() instanceof Op.Argument && Graph.argument(node).role() != Op.Role.INVARIANT;
            if (element || node.inputs().stream().anyMatch(timed::contains)) {
                timed.add(node);
            }
            boolean computed = !node.inputs().isEmpty() && !(node.op() instanceof Op.Broadcast);
            boolean sum = isSum(node) && node.inputs().stream().anyMatch(x -> chosen.contains(x) && timed.contains(x));
            boolean product = overSteps && (isProduct(node) || sum);
            if (free.contains(node) && computed && (product || !timed.contains(node))) {
                chosen.add(node);
            }
        }
        // What only chosen nodes read need not enter the loop.
        Set<Node> read = new HashSet<>(body.resultList());
        for (Node n : body.nodes()) {
            if (!chosen.contains(n)) {
                read.addAll(n.inputs());
            }
        }
        chosen.retainAll(read);
        return chosen;
    }
}
