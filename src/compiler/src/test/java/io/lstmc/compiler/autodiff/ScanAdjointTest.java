package io.lstmc.compiler.autodiff;

import static io.lstmc.compiler.ir.UnaryFunction.SIGMOID;
import static io.lstmc.compiler.ir.UnaryFunction.TANH;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.pass.Pipeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanAdjointTest {

    private static final int X = 3;
    private static final int H = 2;

    /** A cell with two states, a peephole, a matrix used twice and an output besides the states. */
    private static Graph cell(int steps, boolean reverse) {
        GraphBuilder in = new GraphBuilder();
        Node h = in.argument("h", Op.Role.CARRY, TensorType.perSample(H));
        Node c = in.argument("c", Op.Role.CARRY, TensorType.perSample(H));
        Node x = in.argument("x", Op.Role.ELEMENT, TensorType.perSample(X));
        Node w = in.argument("W", Op.Role.INVARIANT, TensorType.shared(H, X));
        Node u = in.argument("U", Op.Role.INVARIANT, TensorType.shared(H, H));
        Node p = in.argument("p", Op.Role.INVARIANT, TensorType.shared(H));
        Node a = in.plus(in.contract("ij", "j", "i", w, x), in.contract("ij", "j", "i", u, h));
        Node f = in.name(in.unary(SIGMOID, in.plus(a, in.times(p, c))), "f");
        Node g = in.name(in.unary(TANH, in.plus(a, in.contract("ij", "j", "i", u, c))), "g");
        Node c2 = in.name(in.plus(in.times(f, c), in.times(in.minus(in.constantLike(1, f), f), g)), "c'");
        Node h2 = in.name(in.times(f, in.unary(TANH, c2)), "h'");
        Map<String, Node> results = new LinkedHashMap<>();
        results.put("h'", h2);
        results.put("c'", c2);
        results.put("h", h2);
        results.put("v", in.contract("ij", "j", "i", u, in.times(g, h)));
        Graph body = in.build(results);

        GraphBuilder out = new GraphBuilder();
        Node xs = out.argument("xs", Op.Role.INPUT, new TensorType(steps, true, List.of(X)));
        Node h0 = out.argument("h0", Op.Role.INPUT, TensorType.perSample(H));
        Node ws = out.argument("W", Op.Role.PARAMETER, TensorType.shared(H, X));
        Node us = out.argument("U", Op.Role.PARAMETER, TensorType.shared(H, H));
        Node ps = out.argument("p", Op.Role.PARAMETER, TensorType.shared(H));
        Node zero = out.constant(0, TensorType.perSample(H));
        List<Node> made = out.scan(new Op.Scan(steps, reverse, 2, 1, 3, body), List.of(h0, zero, xs, ws, us, ps));
        Node last =
                out.reshape(out.slice(made.get(2), Op.STEPS, steps - 1, steps), new TensorType(0, true, List.of(H)));
        Map<String, Node> ends = new LinkedHashMap<>();
        ends.put("loss", out.sum(out.times(last, made.get(1)), TensorType.perSample()));
        ends.put("v", made.get(3));
        return out.build(ends);
    }

    @ParameterizedTest
    @CsvSource({"1,1,false", "2,3,false", "7,1,false", "7,3,true", "2,2,true"})
    void derivativesOfARecurrenceAgreeWithDifferences(int steps, int batch, boolean reverse) {
        GradientCheck.checkAll(cell(steps, reverse), batch, 5, 1e-7);
    }

    @ParameterizedTest
    @CsvSource({"7,1"})
    void noGradientOfAMatrixIsSummedInsideTheLoop(int steps, int scansWithProducts) {
        Graph derived =
                new Pipeline().differentiate(cell(steps, false), List.of("loss", "v"), List.of(Op.Role.PARAMETER));
        for (Node node : derived.nodes()) {
            if (node.op() instanceof Op.Scan) {
                for (Node result : ((Op.Scan) node.op()).body().results().values()) {
                    assertEquals(
                            true,
                            result.type().batched() || result.type().rank() < 2,
                            result + " is shared by the batch");
                }
            }
        }
    }
}
