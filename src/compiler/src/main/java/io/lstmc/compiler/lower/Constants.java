package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.List;
import java.util.Map;

/** Numbers that are known while compiling: options, sizes, bounds of slices. */
final class Constants {

    private Constants() {}

    /** Whether a value depends on no data, so that it has a value while compiling. */
    static boolean isKnown(Node node) {
        return Graph.reaching(List.of(node)).stream().noneMatch(n -> n.op() instanceof Op.Argument);
    }

    /** The value of a scalar that depends on nothing. */
    static double value(Node node) {
        Graph graph = new Graph(List.of(), Map.of("value", node));
        return Interpreter.run(graph, Map.of(), 1).get("value").value();
    }
}
