package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import java.util.List;

/** Products of vectors and matrices, at each step of all times of both. */
final class Contractions {

    private Contractions() {}

    /** The last axis of the left side against the first of the right side. */
    static Node product(GraphBuilder graph, Node left, Node right) {
        String a = left.type().sizes().size() == 2 ? "ik" : "k";
        String b = right.type().sizes().size() == 2 ? "kj" : "k";
        return contract(graph, a, b, (a + b).replace("k", ""), left, right);
    }

    /** A contraction of sizes, at each step of all times of both. */
    static Node contract(GraphBuilder graph, String a, String b, String result, Node left, Node right) {
        List<TensorType.Time> times = GraphBuilder.common(
                        left.type().withSizes(List.of()), right.type().withSizes(List.of()))
                .times();
        return graph.contract(
                letters(left.type().times(), times) + a,
                letters(right.type().times(), times) + b,
                letters(times, times) + result,
                left,
                right);
    }

    /** A letter for each time: that of its place among all. */
    private static String letters(List<TensorType.Time> times, List<TensorType.Time> all) {
        StringBuilder letters = new StringBuilder();
        times.forEach(time -> letters.append((char) ('A' + all.indexOf(time))));
        return letters.toString();
    }
}
