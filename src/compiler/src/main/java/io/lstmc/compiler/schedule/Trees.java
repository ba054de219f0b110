package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
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

    private static final int LARGEST = 12;

    private final Map<Node, Node> roots = new HashMap<>();
    private final Map<Node, List<Node>> members = new HashMap<>();

    /**
     * @param nodes in order
     * @param grow whether trees may have more than a root
     */
    Trees(List<Node> nodes, Chains chains, boolean grow) {
        Map<Node, Node> readers = new HashMap<>();
        nodes.forEach(n -> n.inputs().forEach(x -> readers.put(x, n)));
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (!isFree(node, chains)) {
                continue;
            }
            Node root = chains.single(node) && !Group.isAlone(node) ? roots.get(readers.get(node)) : null;
            boolean fits = grow
                    && root != null
                    && !Group.isAlone(root)
                    && members.get(root).size() < LARGEST
                    && arrays(members.get(root), node)
                            <= Group.mostArrays(members.get(root).size() + 1);
            Node own = fits ? root : node;
            roots.put(node, own);
            members.computeIfAbsent(own, r -> new ArrayList<>()).add(0, node);
        }
    }

    /** How many arrays the loop of a tree and one node more reads and writes. */
    private static int arrays(List<Node> tree, Node more) {
        Set<Node> read = new HashSet<>(more.inputs());
        tree.forEach(node -> read.addAll(node.inputs()));
        read.removeAll(tree);
        read.remove(more);
        read.removeIf(node -> node.op() instanceof Op.Constant);
        return read.size() + 1;
    }

    private static boolean isFree(Node node, Chains chains) {
        return Chains.isPointwise(node) && chains.chain(node).isEmpty() && !chains.absorbed(node);
    }

    /** The nodes of the tree with this root, in order; none if it is not a root. */
    List<Node> tree(Node root) {
        return members.getOrDefault(root, List.of());
    }
}
