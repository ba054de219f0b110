package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Additions that disappear in the accumulators of products and sums, and operations that disappear in reductions.
 *
 * <pre>
 * before:  p = W·x    q = U·h    z = p + q    a = z + b
 * after:   a = b, then a += W·x, then a += U·h
 *
 * before:  d = y - x    e = d ⊙ d    s = sum(e)
 * after:   s = sum((y - x) ⊙ (y - x))
 * </pre>
 *
 * <p>Only values with one reader disappear, so nothing is computed twice.
 */
final class Chains {

    private static final int MOST_INLINED = 40;

    /**
     * A sum of products.
     *
     * @param base what the accumulator starts with, if not 0
     * @param terms contractions, scatters and sums, in order
     */
    record Chain(Optional<Node> base, List<Node> terms) {}

    /** What is left of a chain that became part of another. */
    private static final Chain TAKEN = new Chain(Optional.empty(), List.of());

    private final Map<Node, Chain> chains = new HashMap<>();
    private final Set<Node> absorbed = new HashSet<>();
    private final Map<Node, Integer> uses = new HashMap<>();
    private final Map<Node, Set<Node>> readers = new HashMap<>();
    private final Set<Node> results = new HashSet<>();

    /**
     * @param nodes in order
     * @param results nodes that somebody outside reads, as often as they do
     * @param inline whether reductions compute on the way what only they read
     */
    Chains(List<Node> nodes, Iterable<Node> results, boolean inline) {
        for (Node n : nodes) {
            for (Node x : n.inputs()) {
                uses.merge(x, 1, Integer::sum);
            }
        }
        for (Node n : nodes) {
            for (Node x : n.inputs()) {
                readers.computeIfAbsent(x, r -> new LinkedHashSet<>()).add(n);
            }
        }
        for (Node r : results) {
            uses.merge(r, 2, Integer::sum);
        }
        for (Node result : results) {
            this.results.add(result);
        }
        for (Node node : nodes) {
            visit(node);
        }
        if (inline) {
            for (Node n : nodes) {
                if (n.op() instanceof Op.Reduce
                        && n.type().isUniformIn(n.input(0).type())) {
                    inline(n);
                }
            }
        }
    }

    /** Whether exactly one node reads it. */
    boolean single(Node node) {
        return uses.getOrDefault(node, 0) == 1;
    }

    /** Whether only these nodes read it. */
    boolean readWithin(Node node, Set<Node> nodes) {
        return !results.contains(node) && nodes.containsAll(readers.getOrDefault(node, Set.of()));
    }

    /** Whether another statement computes it on the way. */
    boolean absorbed(Node node) {
        return absorbed.contains(node);
    }

    /** The chain that computes a node, if one does. */
    Optional<Chain> chain(Node node) {
        return Optional.ofNullable(chains.get(node));
    }

    private void visit(Node node) {
        if (isTerm(node)) {
            chains.put(node, new Chain(Optional.empty(), new ArrayList<>(List.of(node))));
        } else if (node.op() instanceof Op.Binary && ((Op.Binary) node.op()).function() == BinaryFunction.ADD) {
            Node x = node.input(0);
            Node y = node.input(1);
            if (open(y) && chains.containsKey(x) && single(x)) {
                join(node, x, y);
            } else if (open(x) && chains.containsKey(y) && single(y)) {
                join(node, y, x);
            } else if (open(x)) {
                start(node, x, y);
            } else if (open(y)) {
                start(node, y, x);
            }
        }
    }

    private static boolean isTerm(Node node) {
        return node.op() instanceof Op.Contract
                || node.op() instanceof Op.Scatter
                || node.op() instanceof Op.Reduce && ((Op.Reduce) node.op()).reduction() == Op.Reduction.SUM;
    }

    /** Whether it is a chain with one reader whose accumulator starts with 0. */
    private boolean open(Node node) {
        return chains.containsKey(node) && chains.get(node).base().isEmpty() && single(node);
    }

    private void join(Node node, Node first, Node second) {
        Optional<Node> base = chains.get(first).base();
        List<Node> terms = takeTerms(first);
        terms.addAll(takeTerms(second));
        chains.put(node, new Chain(base, terms));
        absorbed.add(first);
        absorbed.add(second);
    }

    /** The terms of a chain that becomes part of another, where they are from now on. */
    private List<Node> takeTerms(Node part) {
        return chains.put(part, TAKEN).terms();
    }

    private void start(Node node, Node chain, Node base) {
        chains.put(node, new Chain(Optional.of(base), takeTerms(chain)));
        absorbed.add(chain);
    }

    private void inline(Node reduce) {
        List<Node> open = new ArrayList<>(List.of(reduce.input(0)));
        for (int i = 0; i < open.size() && i < MOST_INLINED; i++) {
            Node node = open.get(i);
            if (single(node) && isPointwise(node) && !Group.isAlone(node) && !chains.containsKey(node)) {
                absorbed.add(node);
                open.addAll(node.inputs());
            }
        }
    }

    static boolean isPointwise(Node node) {
        return node.op() instanceof Op.Unary || node.op() instanceof Op.Binary || node.op() instanceof Op.Select;
    }
}
