package io.lstmc.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatherAddendsTest {

    private final GraphBuilder body = new GraphBuilder();
    private final Node h = body.argument("h", Op.Role.CARRY, TensorType.perSample(3));
    private final Node x = body.argument("x", Op.Role.ELEMENT, TensorType.perSample(3));
    private final Node b =
            body.broadcast(body.argument("b", Op.Role.INVARIANT, TensorType.shared(3)), TensorType.perSample(3));
    private final Node w = body.argument("W", Op.Role.INVARIANT, TensorType.shared(3, 3));
    private final Node u = body.argument("U", Op.Role.INVARIANT, TensorType.shared(3, 3));
    private final Node wx = body.contract("ij", "j", "i", w, x);
    private final Node uh = body.contract("ij", "j", "i", u, h);
    private final Map<String, Node> results = new LinkedHashMap<>();

    private String gathered(Node sum) {
        results.put("sum", sum);
        Graph graph = body.build(results);
        Graph after = GatherAddends.of(graph, Set.of(w, x, b, b.input(0), u, wx));
        return text(after.results().get("sum"));
    }

    private static String text(Node node) {
        if (node.op() instanceof Op.Argument) {
            return Graph.argument(node).name();
        }
        if (node.op() instanceof Op.Broadcast) {
            return text(node.input(0));
        }
        String sign = node.op() instanceof Op.Contract ? "" : "+";
        return "(" + text(node.input(0)) + sign + text(node.input(1)) + ")";
    }

    @Test
    void freeAddendsComeFirst() {
        assertEquals("(((Wx)+b)+(Uh))", gathered(body.plus(body.plus(wx, uh), b)));
    }

    @Test
    void alsoFromTheRightAndFromBothSides() {
        assertEquals("(((Wx)+b)+(Uh))", gathered(body.plus(uh, body.plus(wx, b))));
        assertEquals("((((Wx)+b)+(Uh))+h)", gathered(body.plus(body.plus(uh, wx), body.plus(b, h))));
    }

    @Test
    void notWithoutAProductAmongThem() {
        assertEquals("((x+(Uh))+b)", gathered(body.plus(body.plus(x, uh), b)));
    }

    @Test
    void notWithOneFreeAddend() {
        assertEquals("((Uh)+(Wx))", gathered(body.plus(uh, wx)));
    }

    @Test
    void aSumThatSomebodyElseReadsStays() {
        Node inner = body.plus(wx, uh);
        results.put("inner", inner);
        assertEquals("(((Wx)+(Uh))+b)", gathered(body.plus(inner, b)));
    }

    @Test
    void aSumThatIsReadTwiceStays() {
        Node inner = body.plus(wx, uh);
        results.put("square", body.times(inner, inner));
        assertEquals("(((Wx)+(Uh))+b)", gathered(body.plus(inner, b)));
    }
}
