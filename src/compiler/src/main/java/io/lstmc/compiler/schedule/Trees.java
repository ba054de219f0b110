package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Elementwise nodes that only one other elementwise node reads, collected with their reader so that they are computed
 * where they are needed and never stored.
 *
 * <pre>
 * before:  k = f ⊙ c    m = i ⊙ g    c' = k + m          (k could be computed with f, at the cost of storing it)
 * after:   one tree with root c'
 * </pre>
 */
final class Trees {

    private final Map<Node, Node> roots = new HashMap<>();
    private final Map<Node, List<Node>> members = new HashMap<>();

    /**
     * @param nodes in order
     * @param grow whether trees may have more than a root
     */
    Trees(List<Node> nodes, Chains chains, boolean grow) {
        Map<Node, Node> readers = new HashMap<>();
        for (Node n : nodes) {
            for (Node x : n.inputs()) {
                readers.put(x, n);
            }
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (!isFree(node, chains)) {
                continue;
            }
            Node root = chains.single(node) && !Group.isAlone(node) ? roots.get(readers.get(node)) : null;
            boolean fits =
                    grow && root != null && !Group.isAlone(root) && Group.fits(with(members.get(root), node), chains);
            Node own = fits ? root : node;
            roots.put(node, own);
            members.computeIfAbsent(own, r -> new ArrayList<>()).add(0, node);
        }
    }

    private static Set<Node> with(List<Node> tree, Node node) {
        Set<Node> nodes = new HashSet<>(tree);
        nodes.add(node);
        return nodes;
    }

    private static boolean isFree(Node node, Chains chains) {
        return Chains.isPointwise(node) && chains.chain(node).isEmpty() && !chains.absorbed(node);
    }

    /** The nodes of the tree with this root, in order; none if it is not a root. */
    List<Node> tree(Node root) {
        return members.getOrDefault(root, List.of());
    }
}
