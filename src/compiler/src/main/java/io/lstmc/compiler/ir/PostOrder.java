package io.lstmc.compiler.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What recursion over operands computes, on a list instead of the stack of the thread, which a chain of a few thousand
 * equations would exceed.
 */
public final class PostOrder {

    private PostOrder() {}

    /** A value whose operands are computed one after the other. */
    private static final class Open<N, R> {
        private final N node;
        private final List<N> operands;
        private final List<R> results = new ArrayList<>();

        Open(N node, List<N> operands) {
            this.node = node;
            this.operands = operands;
        }
    }

    /**
     * The result of {@code root}: that of each operand first, in order, then its own out of those.
     *
     * @param operands those of a node that are to be computed before it
     * @param result what becomes of a node and the results of its operands
     */
    public static <N, R> R of(N root, Function<N, List<N>> operands, BiFunction<N, List<R>, R> result) {
        Deque<Open<N, R>> path = new ArrayDeque<>();
        path.push(new Open<>(root, operands.apply(root)));
        while (true) {
            Open<N, R> top = path.peek();
            if (top.results.size() < top.operands.size()) {
                N next = top.operands.get(top.results.size());
                path.push(new Open<>(next, operands.apply(next)));
                continue;
            }
            path.pop();
            R made = result.apply(top.node, top.results);
            if (path.isEmpty()) {
                return made;
            }
            path.peek().results.add(made);
        }
    }
}
