package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders the addends of sums in the body of a recurrence so that those which do not depend on it come first, if there is a
 * product among them: their sum can then be computed before the recurrence.
 *
 * <pre>
 * before: a = (W·x + U·h) + b
 * after:  a = (W·x + b) + U·h
 * </pre>
 *
 * <p>The same addends in another order: the last bits of the sum change.
 */
final class GatherAddends {

    private final Set<Node> free;
    private final Map<Node, Integer> uses = new HashMap<>();
    private final Set<Node> inner = new HashSet<>();

    private GatherAddends(Graph body, Set<Node> free) {
        this.free = free;
        for (Node n : body.nodes()) {
            for (Node x : n.inputs()) {
                uses.merge(x, 1, Integer::sum);
            }
        }
        for (Node r : body.resultList()) {
            uses.merge(r, 2, Integer::sum);
        }
        for (Node node : body.nodes()) {
            if (isSum(node)) {
                for (Node x : node.inputs()) {
                    if (isSum(x) && uses.get(x) == 1) {
                        inner.add(x);
                    }
                }
            }
        }
    }

    /**
     * The body with its sums in the new order.
     *
     * @param free the nodes that do not depend on the recurrence
     */
    static Graph of(Graph body, Set<Node> free) {
        GatherAddends pass = new GatherAddends(body, free);
        GraphBuilder to = new GraphBuilder();
        GraphCopy[] copy = new GraphCopy[1];
        copy[0] = new GraphCopy(
                to,
                (builder, node, inputs) ->
                        pass.gathers(node) ? pass.gather(builder, node, copy[0]) : builder.add(node.op(), inputs));
        return to.build(copy[0].copyAll(body));
    }

    private static boolean isSum(Node node) {
        return node.op() instanceof Op.Binary && ((Op.Binary) node.op()).function() == BinaryFunction.ADD;
    }

    private boolean gathers(Node node) {
        if (!isSum(node) || inner.contains(node) || free.contains(node)) {
            return false;
        }
        List<Node> addends = addends(node);
        return addends.stream().filter(free::contains).count() > 1
                && addends.stream().anyMatch(a -> free.contains(a) && a.op() instanceof Op.Contract);
    }

    private List<Node> addends(Node sum) {
        List<Node> addends = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(sum.inputs());
        while (!open.isEmpty()) {
            Node next = open.pop();
            if (inner.contains(next)) {
                open.push(next.input(1));
                open.push(next.input(0));
            } else {
                addends.add(next);
            }
        }
        return addends;
    }

    private Node gather(GraphBuilder to, Node node, GraphCopy copy) {
        List<Node> ordered = new ArrayList<>();
        List<Node> addends = addends(node);
        for (Node addend : addends) {
            if (free.contains(addend)) {
                ordered.add(addend);
            }
        }
        for (Node a : addends) {
            if (!free.contains(a)) {
                ordered.add(a);
            }
        }
        return ordered.stream().map(copy::copy).reduce(to::plus).orElseThrow();
    }
}
