package io.lstmc.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.autodiff.GradientCheck;
import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimplifyTest {

    private final GraphBuilder graph = new GraphBuilder();
    private final Node x = graph.argument("x", Op.Role.INPUT, TensorType.perSample(3));
    private final Node y = graph.argument("y", Op.Role.INPUT, TensorType.perSample(3));

    private Node number(double value) {
        return graph.constantLike(value, x);
    }

    /** The simplified form of one value, which must have the same numbers. */
    private Node simplified(Node node) {
        Map<String, Node> results = new LinkedHashMap<>();
        results.put("r", node);
        return simplified(results).result("r");
    }

    private Graph simplified(Map<String, Node> results) {
        Graph before = graph.build(results);
        Graph after = new Simplify().apply(before);
        Map<String, Tensor> at = GradientCheck.randomArguments(before, 2, 3);
        Map<String, Tensor> expected = Interpreter.run(before, at, 2);
        Interpreter.run(after, at, 2)
                .forEach((name, value) -> assertArrayEquals(expected.get(name).data(), value.data(), 1e-13, name));
        return after;
    }

    private void becomes(String operation, Node node) {
        assertEquals(operation, simplified(node).toString().replaceFirst(".* = ", ""));
    }

    @Test
    void neutralElements() {
        String same = "Argument[name=x, role=INPUT, type=[batch, 3]]";
        becomes(same, graph.plus(x, number(-0.0)));
        becomes(same, graph.plus(number(-0.0), x));
        becomes(same, graph.minus(x, number(0)));
        becomes(same, graph.times(number(1), x));
        becomes(same, graph.divide(x, number(1)));
        becomes(same, graph.binary(BinaryFunction.POWER, x, number(1)));
        becomes(same, graph.unary(UnaryFunction.NEGATE, graph.unary(UnaryFunction.NEGATE, x)));
        becomes(same, graph.select(number(1), x, y));
    }

    @Test
    void aProductWithZeroStaysBecauseOfInfinity() {
        becomes("Binary[function=MULTIPLY]", graph.times(x, number(0)));
    }

    @Test
    void aSumOfProductsIsOneContraction() {
        TensorType shared = TensorType.shared(3);
        becomes(
                "Contract[left=i, right=i, result=i, keepSteps=false, keepBatch=false]",
                graph.sum(graph.times(x, y), shared));
    }

    /** A sum over some axes: what one factor repeats along them, or along the others, is not repeated. */
    @Test
    void aSumOfSomeAxesOfAProductIsAContraction() {
        TensorType weights = TensorType.perSample().withTimes(List.of(new TensorType.Time("K", 4)));
        TensorType rows = weights.withSizes(List.of(3));
        Node w = graph.argument("w", Op.Role.INPUT, weights);
        Node m = graph.argument("m", Op.Role.INPUT, rows);
        becomes(
                "Contract[left=a, right=ab, result=b, keepSteps=false, keepBatch=true]",
                graph.sum(graph.times(graph.broadcast(w, rows), m), TensorType.perSample(3)));
        becomes(
                "Contract[left=b, right=ab, result=a, keepSteps=false, keepBatch=true]",
                graph.sum(graph.times(graph.broadcast(x, rows), m), weights));
        becomes(
                "Contract[left=a, right=ab, result=b, keepSteps=false, keepBatch=false]",
                graph.sum(graph.times(graph.broadcast(w, rows), m), TensorType.shared(3)));
        becomes(
                "Contract[left=ab, right=ab, result=b, keepSteps=false, keepBatch=true]",
                graph.sum(graph.times(m, m), TensorType.perSample(3)));
    }

    /** Only one of the factors has values along the axis that is summed, or none of them has. */
    @Test
    void otherSumsOfProductsAreNoContractions() {
        TensorType weights = TensorType.perSample().withTimes(List.of(new TensorType.Time("K", 4)));
        TensorType rows = weights.withSizes(List.of(3));
        Node w = graph.argument("w", Op.Role.INPUT, weights);
        Node m = graph.argument("m", Op.Role.INPUT, rows);
        Node product = graph.times(graph.broadcast(w, rows), m);
        Map<String, Node> results = new LinkedHashMap<>();
        results.put("own", graph.sum(product, weights));
        Node both = graph.times(graph.broadcast(x, rows), graph.broadcast(y, rows));
        results.put("none", graph.sum(both, TensorType.perSample(3)));
        assertEquals(0, Scans.count(simplified(results), Op.Contract.class));
    }

    @Test
    void aProductWithOtherUsesIsNotComputedTwice() {
        Node product = graph.times(x, y);
        Map<String, Node> results = new LinkedHashMap<>();
        results.put("sum", graph.sum(product, TensorType.shared(3)));
        results.put("product", product);
        assertEquals(0, Scans.count(simplified(results), Op.Contract.class));
    }

    @Test
    void aSumOfNegatedValuesIsNegated() {
        Node sum = graph.sum(graph.unary(UnaryFunction.NEGATE, x), TensorType.perSample());
        becomes("Unary[function=NEGATE]", sum);
        assertEquals(Op.Reduce.class, simplified(sum).input(0).op().getClass());
        Node max = graph.max(graph.unary(UnaryFunction.NEGATE, x), TensorType.perSample());
        becomes("Reduce[reduction=MAX, type=[batch]]", max);
    }

    @Test
    void sumsOfSumsAreOne() {
        Node first = graph.sum(x, TensorType.perSample());
        becomes(
                "Reduce[reduction=SUM, type=[]]",
                graph.add(new Op.Reduce(Op.Reduction.SUM, TensorType.SCALAR), List.of(first)));
    }

    @Test
    void aContractionThatSumsNothingIsAProduct() {
        Node s = graph.argument("s", Op.Role.INPUT, TensorType.perSample());
        becomes("Binary[function=MULTIPLY]", graph.contract("", "i", "i", s, x));
    }
}
