package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.List;

/** Once derivatives are taken, {@code stop_gradient(x)} is {@code x}. */
public final class DropStopGradient implements Pass {

    @Override
    public String name() {
        return "drop-stop-gradient";
    }

    @Override
    public Graph apply(Graph graph) {
        return GraphCopy.of(graph, DropStopGradient::drop);
    }

    private static Node drop(GraphBuilder to, Node node, List<Node> inputs) {
        if (node.op() instanceof Op.StopGradient) {
            return inputs.get(0);
        }
        if (node.op() instanceof Op.Scan) {
            Op.Scan scan = (Op.Scan) node.op();
            Graph body = GraphCopy.of(scan.body(), DropStopGradient::drop);
            return to.add(scan.withBody(body), inputs);
        }
        return to.add(node.op(), inputs);
    }
}
