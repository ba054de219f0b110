package io.lstmc.compiler.semantic.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.definition.DependenceOrder.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependenceOrderTest {

    private static final Span SPAN = new Span(new SourceText("test", ""), 0, 0);

    /** Each row of {@code uses} lists what that node uses. */
    private static DependenceOrder order(int[]... uses) {
        List<List<Edge>> edges = new ArrayList<>();
        for (int from = 0; from < uses.length; from++) {
            List<Edge> row = new ArrayList<>();
            for (int to : uses[from]) {
                row.add(new Edge(from, to, SPAN));
            }
            edges.add(row);
        }
        return DependenceOrder.of(edges);
    }

    private static List<List<Integer>> paths(DependenceOrder order) {
        return order.cycles().stream()
                .map(cycle -> cycle.stream().map(Edge::to).toList())
                .toList();
    }

    @Test
    void whatIsUsedComesFirstAndElseTheTextDecides() {
        DependenceOrder order = order(new int[] {2}, new int[] {}, new int[] {3}, new int[] {}, new int[] {0});
        assertEquals(List.of(3, 2, 0, 1, 4), order.order());
        assertEquals(List.of(), order.cycles());
    }

    @Test
    void aCycleIsTheShortestOneFromItsFirstNode() {
        // 0 → 1 → 2 → 0 and the shorter way 0 → 2 → 0.
        DependenceOrder order = order(new int[] {1, 2}, new int[] {2}, new int[] {0}, new int[] {0});
        assertEquals(List.of(List.of(2, 0)), paths(order));
        assertEquals(Set.of(0, 1, 2), order.cyclic());
    }

    @Test
    void eachGroupGivesOneCycleInTheOrderOfTheText() {
        DependenceOrder order = order(new int[] {3}, new int[] {1}, new int[] {}, new int[] {0});
        assertEquals(List.of(List.of(3, 0), List.of(1)), paths(order));
    }

    @Test
    void aLongChainNeedsNoStack() {
        int[][] uses = new int[200_000][];
        for (int i = 0; i < uses.length; i++) {
            uses[i] = i + 1 < uses.length ? new int[] {i + 1} : new int[] {};
        }
        assertEquals(uses.length, order(uses).order().size());
    }
}
