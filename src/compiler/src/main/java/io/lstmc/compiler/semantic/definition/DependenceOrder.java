package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders nodes, numbered in the order of the text, so that each comes after what it uses, by Tarjan's strongly connected
 * components (1972), without recursion.
 *
 * @param order all nodes, used ones first; among themselves those of a cycle stand in any order
 * @param cycles one shortest cycle of each group of nodes that use one another
 * @param cyclic all nodes of these groups
 */
public record DependenceOrder(List<Integer> order, List<List<Edge>> cycles, Set<Integer> cyclic) {

    /** A use of node {@code to} in node {@code from}. */
    public record Edge(int from, int to, Span span) {}

    /** @param uses for each node what it uses, in the order of the text */
    public static DependenceOrder of(List<List<Edge>> uses) {
        return new Components(uses).run();
    }

    private static final class Components {

        private final List<List<Edge>> uses;
        private final int[] index;
        private final int[] low;
        private final int[] position;
        private final int[] component;
        private final Deque<Integer> pending = new ArrayDeque<>();
        private final List<Integer> order = new ArrayList<>();
        private final List<List<Edge>> cycles = new ArrayList<>();
        private final Set<Integer> cyclic = new HashSet<>();
        private int visited;
        private int components;

        Components(List<List<Edge>> uses) {
            this.uses = uses;
            int n = uses.size();
            index = new int[n];
            low = new int[n];
            position = new int[n];
            component = new int[n];
            Arrays.fill(index, -1);
            Arrays.fill(component, -1);
        }

        DependenceOrder run() {
            for (int root = 0; root < uses.size(); root++) {
                if (index[root] < 0) {
                    visitFrom(root);
                }
            }
            cycles.sort((a, b) -> Integer.compare(a.get(0).from(), b.get(0).from()));
            return new DependenceOrder(List.copyOf(order), List.copyOf(cycles), Set.copyOf(cyclic));
        }

        private void visitFrom(int root) {
            Deque<Integer> path = new ArrayDeque<>();
            open(root, path);
            while (!path.isEmpty()) {
                int node = path.peek();
                List<Edge> out = uses.get(node);
                if (position[node] < out.size()) {
                    int next = out.get(position[node]++).to();
                    if (index[next] < 0) {
                        open(next, path);
                    } else if (component[next] < 0) {
                        low[node] = Math.min(low[node], index[next]);
                    }
                } else {
                    path.pop();
                    if (!path.isEmpty()) {
                        low[path.peek()] = Math.min(low[path.peek()], low[node]);
                    }
                    if (low[node] == index[node]) {
                        close(node);
                    }
                }
            }
        }

        private void open(int node, Deque<Integer> path) {
            index[node] = visited;
            low[node] = visited++;
            pending.push(node);
            path.push(node);
        }

        private void close(int node) {
            int least = node;
            int size = 0;
            int member;
            do {
                size++;
                member = pending.pop();
                component[member] = components;
                order.add(member);
                least = Math.min(least, member);
            } while (member != node);
            if (size > 1 || uses.get(node).stream().anyMatch(edge -> edge.to() == node)) {
                cycles.add(shortestCycle(least));
                cyclic.addAll(order.subList(order.size() - size, order.size()));
            }
            components++;
        }

        /** Breadth-first from a node back to itself inside its component. */
        private List<Edge> shortestCycle(int start) {
            Map<Integer, Edge> reachedBy = new HashMap<>();
            Deque<Integer> queue = new ArrayDeque<>(List.of(start));
            while (!queue.isEmpty()) {
                for (Edge edge : uses.get(queue.remove())) {
                    if (component[edge.to()] == component[start] && !reachedBy.containsKey(edge.to())) {
                        reachedBy.put(edge.to(), edge);
                        queue.add(edge.to());
                    }
                }
            }
            List<Edge> cycle = new ArrayList<>();
            Edge edge = reachedBy.get(start);
            cycle.add(edge);
            while (edge.from() != start) {
                edge = reachedBy.get(edge.from());
                cycle.add(edge);
            }
            Collections.reverse(cycle);
            return cycle;
        }
    }
}
