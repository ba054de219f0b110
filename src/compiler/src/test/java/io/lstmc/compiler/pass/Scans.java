package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.List;

/** What tests ask of the recurrences of a graph. */
final class Scans {

    private Scans() {}

    static List<Op.Scan> of(Graph graph) {
        return graph.nodes().stream()
                .filter(n -> n.op() instanceof Op.Scan)
                .map(n -> (Op.Scan) n.op())
                .toList();
    }

    /** How many nodes of a kind a graph has, bodies of recurrences not counted. */
    static long count(Graph graph, Class<? extends Op> kind) {
        return graph.nodes().stream().map(Node::op).filter(kind::isInstance).count();
    }
}
