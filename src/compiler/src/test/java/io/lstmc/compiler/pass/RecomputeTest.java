package io.lstmc.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.autodiff.GradientCheck;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.ScanBuilder;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.ir.Verifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two recurrences: the second runs backwards and reads what the first one stacked. */
class RecomputeTest {

    private static final int STEPS = 4;
    private static final TensorType ROW = TensorType.perSample(16);

    private final GraphBuilder outer = new GraphBuilder();
    private final ScanBuilder first = new ScanBuilder(STEPS, false);
    private final Node xs = outer.argument("xs", Op.Role.INPUT, ROW.withSteps(STEPS));
    private final Node u = outer.argument("U", Op.Role.PARAMETER, TensorType.shared(16, 16));
    private final Node p = outer.argument("p", Op.Role.PARAMETER, TensorType.shared(16));
    private final Node h = first.carry("h", outer.constant(0, ROW));
    private final Node x = first.element("x", xs);
    private final Node uInside = first.invariant("U", u);
    private final Node pInside = first.invariant("p", p);
    private final GraphBuilder body = first.body();
    private final Node f = body.unary(UnaryFunction.SIGMOID, body.plus(x, body.contract("ij", "j", "i", uInside, h)));
    private final Node next = body.times(f, body.plus(h, x));

    private Node number(double value) {
        return body.constantLike(value, f);
    }

    /** The graph in which the second recurrence sums the products of all stacks of the first one. */
    private Graph graph(Node... stacked) {
        return graph(false, stacked);
    }

    private Graph graph(boolean readElsewhere, Node... stacked) {
        Map<String, Node> outputs = new LinkedHashMap<>();
        for (Node node : stacked) {
            outputs.put("o" + outputs.size(), node);
        }
        List<Node> made = first.build(outer, Map.of("h'", next), outputs);
        ScanBuilder second = new ScanBuilder(STEPS, true);
        Node sum = second.carry("s", outer.constant(0, ROW));
        Node product = sum;
        for (int i = 1; i < made.size(); i++) {
            Node element = second.element("e" + i, made.get(i));
            Node all = second.body().broadcast(element, ROW);
            product = second.body().plus(second.body().times(product, all), all);
        }
        Map<String, Node> ends = new LinkedHashMap<>();
        ends.put("sum", second.build(outer, Map.of("s'", product), Map.of()).get(0));
        if (readElsewhere) {
            ends.put("stack", made.get(made.size() - 1));
        }
        return outer.build(ends);
    }

    /** The two recurrences behind the pass, which must have changed no number. */
    private static List<Op.Scan> after(Graph graph) {
        return after(graph, Precision.FLOAT);
    }

    private static List<Op.Scan> after(Graph graph, Precision precision) {
        Graph after = new Prune().apply(new Recompute(precision).apply(graph));
        Verifier.verify(after, "recompute");
        Map<String, Tensor> at = GradientCheck.randomArguments(graph, 3, 1);
        Map<String, Tensor> expected = Interpreter.run(graph, at, 3);
        Interpreter.run(after, at, 3)
                .forEach((name, value) -> assertArrayEquals(expected.get(name).data(), value.data(), 1e-13, name));
        return Scans.of(after);
    }

    /** How many values a recurrence stacks. */
    private static int stacks(Op.Scan scan) {
        return scan.body().results().size() - scan.carries();
    }

    private static List<TensorType> types(Op.Scan scan) {
        return scan.body().resultList().stream().map(Node::type).toList();
    }

    private static void doesNotFire(Graph graph) {
        doesNotFire(graph, Precision.FLOAT);
    }

    private static void doesNotFire(Graph graph, Precision precision) {
        List<Op.Scan> before = Scans.of(new Prune().apply(graph));
        List<Op.Scan> after = after(graph, precision);
        assertEquals(types(before.get(0)), types(after.get(0)));
        assertEquals(before.get(1).elements(), after.get(1).elements());
    }

    @Test
    void aComplementIsComputedAgain() {
        List<Op.Scan> scans = after(graph(f, body.minus(number(1), f)));
        assertEquals(1, stacks(scans.get(0)));
        assertEquals(1, scans.get(1).elements());
    }

    @Test
    void soIsWhatIsComputedFromAnInputAndAWeight() {
        List<Op.Scan> scans = after(graph(f, body.times(x, body.broadcast(pInside, ROW))));
        assertEquals(1, stacks(scans.get(0)));
        assertEquals(2, scans.get(1).elements(), "f and x");
        assertEquals(1, scans.get(1).invariants());
    }

    @Test
    void oneValueMayBeComputedFromAnother() {
        Node complement = body.minus(number(1), f);
        List<Op.Scan> scans = after(graph(f, complement, body.times(complement, f)));
        assertEquals(1, stacks(scans.get(0)));
    }

    @Test
    void theStateBehindAStepIsThereIfTheOneBeforeIs() {
        List<Op.Scan> scans = after(graph(h, body.minus(next, number(2))));
        assertEquals(2, stacks(scans.get(0)), "the state before the step and behind it: one array");
    }

    @Test
    void elseItIsNot() {
        doesNotFire(graph(f, body.minus(next, number(2))));
    }

    @Test
    void aSmallValueIsStackedForALargeOne() {
        Node mean = body.divide(body.sum(next, TensorType.perSample()), body.constant(16, TensorType.perSample()));
        List<Op.Scan> scans = after(graph(h, body.minus(h, body.broadcast(mean, ROW))));
        assertEquals(List.of(ROW, ROW, TensorType.perSample()), types(scans.get(0)));
    }

    @Test
    void soIsAFunctionOfSmallValuesAndOfWhatIsTheSameAtEveryStep() {
        List<Op.Scan> scans = after(graph(h, body.unary(UnaryFunction.TANH, small())));
        assertEquals(List.of(ROW, ROW, TensorType.perSample()), types(scans.get(0)));
        assertEquals(1, scans.get(1).invariants());
    }

    @Test
    void twoFunctionsOfThemAreNot() {
        doesNotFire(graph(h, body.unary(UnaryFunction.TANH, body.unary(UnaryFunction.TANH, small()))));
    }

    @Test
    void norOneOfAValueThatTakesOne() {
        Node one = body.unary(UnaryFunction.TANH, small());
        List<Op.Scan> scans = after(graph(h, one, body.unary(UnaryFunction.SIGMOID, one)));
        assertEquals(3, stacks(scans.get(0)), "h, the sum, and the second function");
    }

    @Test
    void norASlowOne() {
        doesNotFire(graph(h, body.unary(UnaryFunction.SIN, small())));
    }

    @Test
    void norOneOfAState() {
        Node outside = body.unary(UnaryFunction.TANH, body.plus(h, small()));
        Node inside = body.minus(h, body.times(body.unary(UnaryFunction.TANH, small()), number(2)));
        doesNotFire(graph(h, outside, inside));
    }

    /** There is vector code for functions of floats alone. */
    @Test
    void norAnyInDoublePrecision() {
        doesNotFire(graph(h, body.unary(UnaryFunction.TANH, small())), Precision.DOUBLE);
    }

    /** As large as a row, of one number for each sample and a parameter. */
    private Node small() {
        Node sum = body.broadcast(body.sum(next, TensorType.perSample()), ROW);
        return body.plus(sum, body.broadcast(pInside, ROW));
    }

    @Test
    void whatTakesLongIsNot() {
        doesNotFire(graph(f, body.unary(UnaryFunction.TANH, f)));
    }

    @Test
    void neitherIsAProduct() {
        doesNotFire(graph(f, body.contract("ij", "j", "i", uInside, f)));
    }

    @Test
    void norASum() {
        doesNotFire(graph(f, body.sum(f, TensorType.perSample())));
    }

    @Test
    void norAQuotientOfWhatIsAsLarge() {
        doesNotFire(graph(f, body.divide(number(1), f)));
    }

    @Test
    void norWhatNeedsAnotherStackAsLarge() {
        doesNotFire(graph(f, body.times(f, body.unary(UnaryFunction.TANH, h))));
    }

    @Test
    void norWhatNeedsManyOperations() {
        Node value = f;
        for (int i = 2; i < 7; i++) {
            value = body.times(body.plus(value, number(i)), f);
        }
        doesNotFire(graph(f, value));
    }

    @Test
    void norWhatIsStackedAnyway() {
        doesNotFire(graph(true, f, body.minus(number(1), f)));
    }

    /** The second recurrence reads what the first one stacks, and the third what both do. */
    @Test
    void aChainOfRecurrencesKeepsItsNumbers() {
        Node complement = body.minus(number(1), f);
        List<Node> made = first.build(outer, Map.of("h'", next), outputs(f, complement));
        ScanBuilder second = new ScanBuilder(STEPS, false);
        Node s = second.carry("s", outer.constant(0, ROW));
        Node e = second.element("e", made.get(2));
        Node x2 = second.element("x2", xs);
        Node f2 = second.element("f2", made.get(1));
        GraphBuilder inner = second.body();
        Node g = inner.unary(UnaryFunction.TANH, inner.plus(inner.plus(s, e), inner.times(x2, f2)));
        List<Node> again = second.build(
                outer,
                Map.of("s'", inner.times(g, x2)),
                outputs(
                        g,
                        inner.times(g, x2),
                        inner.times(x2, e),
                        inner.minus(f2, inner.times(e, g)),
                        inner.minus(e, x2)));
        ScanBuilder third = new ScanBuilder(STEPS, true);
        Node sum = third.carry("s", outer.constant(0, ROW));
        List<Node> read = new ArrayList<>(again.subList(1, again.size()));
        read.addAll(made.subList(1, made.size()));
        read.add(xs);
        Node product = sum;
        for (Node stack : read) {
            Node element = third.element("e" + read.indexOf(stack), stack);
            product = third.body().plus(third.body().times(product, element), element);
        }
        Map<String, Node> ends = new LinkedHashMap<>();
        ends.put("sum", third.build(outer, Map.of("s'", product), Map.of()).get(0));
        List<Op.Scan> scans = after(outer.build(ends));
        assertEquals(1, stacks(scans.get(0)));
        assertEquals(1, stacks(scans.get(1)));
    }

    private static Map<String, Node> outputs(Node... stacked) {
        Map<String, Node> outputs = new LinkedHashMap<>();
        for (Node node : stacked) {
            outputs.put("o" + outputs.size(), node);
        }
        return outputs;
    }
}
