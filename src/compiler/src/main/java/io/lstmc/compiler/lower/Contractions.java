package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.typed.Resolved;
import java.util.List;

/** Products of vectors and matrices, at each step of all times of both. */
final class Contractions {

    private Contractions() {}

    /** Of all but outer products, the last axis of the left side goes against the first of the right side. */
    static Node product(GraphBuilder graph, Resolved.ProductKind kind, Node left, Node right) {
        return switch (kind) {
            case OUTER -> contract(graph, "i", "j", "ij", left, right);
            case DOT -> contract(graph, "k", "k", "", left, right);
            case MATRIX_BY_VECTOR -> contract(graph, "ik", "k", "i", left, right);
            case VECTOR_BY_MATRIX -> contract(graph, "k", "kj", "j", left, right);
            case MATRIX_BY_MATRIX -> contract(graph, "ik", "kj", "ij", left, right);
        };
    }

    private static Node contract(GraphBuilder graph, String a, String b, String result, Node left, Node right) {
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
