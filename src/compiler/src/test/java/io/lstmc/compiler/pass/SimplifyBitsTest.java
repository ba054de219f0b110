package io.lstmc.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every form that {@link Simplify} knows, and its neighbours, on numbers of all kinds: the same bits as before. */
class SimplifyBitsTest {

    private static final double[] EDGES = {
        0.0,
        -0.0,
        1,
        -1,
        2,
        -2,
        0.5,
        3,
        1e-40,
        -1e-40,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        1e-310,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e39,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private static final int PAIRS = EDGES.length * EDGES.length;
    private static final Optimizations EXACT =
            Optimizations.ALL.without(List.of(Optimization.JOIN_SUMS, Optimization.RECIPROCAL));

    private final GraphBuilder graph = new GraphBuilder();
    /** All pairs of edges; {@code s} is the first of each pair as a number of its sample. */
    private final Node x = graph.argument("x", Op.Role.INPUT, TensorType.perSample(EDGES.length));

    private final Node y = graph.argument("y", Op.Role.INPUT, TensorType.perSample(EDGES.length));
    private final Node s = graph.argument("s", Op.Role.INPUT, TensorType.perSample());
    private final Map<String, Node> forms = new LinkedHashMap<>();

    private Node number(double value) {
        return graph.constantLike(value, x);
    }

    private void add(String form, Node node) {
        forms.put(form, node);
    }

    private static Map<String, Tensor> arguments(Node x, Node s) {
        double[] first = new double[PAIRS];
        double[] second = new double[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            first[i] = EDGES[i / EDGES.length];
            second[i] = EDGES[i % EDGES.length];
        }
        return Map.of(
                "x", new Tensor(x.type(), EDGES.length, first),
                "y", new Tensor(x.type(), EDGES.length, second),
                "s", new Tensor(s.type(), EDGES.length, EDGES.clone()));
    }

    private void check(Optimizations optimizations) {
        Graph before = graph.build(forms);
        Graph after = new Simplify(optimizations).apply(before);
        Map<String, Tensor> at = arguments(x, s);
        Map<String, Tensor> expected = Interpreter.run(before, at, EDGES.length);
        Interpreter.run(after, at, EDGES.length).forEach((form, value) -> {
            double[] bits = expected.get(form).data();
            for (int i = 0; i < bits.length; i++) {
                // Not raw: which NaN it is has no meaning.
                assertEquals(
                        Double.doubleToLongBits(bits[i]),
                        Double.doubleToLongBits(value.data()[i]),
                        form + " of pair " + i + ": " + bits[i] + " became " + value.data()[i]);
            }
        });
    }

    private static Node negate(GraphBuilder graph, Node a) {
        return graph.unary(UnaryFunction.NEGATE, a);
    }

    @Test
    void binaryFunctions() {
        for (BinaryFunction f : BinaryFunction.values()) {
            add("x " + f + " y", graph.binary(f, x, y));
            add("x " + f + " x", graph.binary(f, x, x));
            add("x " + f + " -y", graph.binary(f, x, negate(graph, y)));
            add("-x " + f + " y", graph.binary(f, negate(graph, x), y));
            add("x " + f + " s", graph.binary(f, x, s));
            add("s " + f + " x", graph.binary(f, s, x));
            for (double c : EDGES) {
                add("x " + f + " " + c, graph.binary(f, x, number(c)));
                add(c + " " + f + " x", graph.binary(f, number(c), x));
                add("s " + f + " " + c, graph.binary(f, s, number(c)));
                add(c + " " + f + " -x", graph.binary(f, number(c), negate(graph, x)));
                for (double d : EDGES) {
                    add(c + " " + f + " " + d, graph.binary(f, number(c), number(d)));
                }
            }
        }
        check(EXACT);
        // No divisor is known to be large here, so that the rule for divisions changes nothing either.
        check(Optimizations.ALL);
    }

    @Test
    void otherForms() {
        for (UnaryFunction f : UnaryFunction.values()) {
            add(f + " x", graph.unary(f, x));
            add(f + " " + f + " x", graph.unary(f, graph.unary(f, x)));
            add(f + " -x", graph.unary(f, negate(graph, x)));
            for (double c : EDGES) {
                add(f + " " + c, graph.unary(f, number(c)));
            }
        }
        for (double c : EDGES) {
            add("select " + c, graph.select(number(c), x, y));
            add("select x " + c, graph.select(x, number(c), y));
        }
        add("select same", graph.select(x, y, y));
        add("broadcast", graph.broadcast(graph.broadcast(s, TensorType.perSample(2)), TensorType.perSample(2)));
        add("contract s,i>i", graph.contract("", "i", "i", s, x));
        add("contract i,i>i", graph.contract("i", "i", "i", y, x));
        add("contract ,>", graph.contract("", "", "", s, s));
        add("max of max", graph.max(graph.max(x, TensorType.perSample()), TensorType.SCALAR));
        check(EXACT);
        check(Optimizations.ALL);
    }

    @Test
    void sumsStayAsTheyAreWithoutTheOption() {
        Node product = graph.times(x, y);
        add("sum of product", graph.sum(product, TensorType.shared(EDGES.length)));
        add("sum of -x", graph.sum(negate(graph, x), TensorType.perSample()));
        add("sum of sum", graph.sum(graph.sum(x, TensorType.perSample()), TensorType.SCALAR));
        check(EXACT);
        assertEquals(
                0,
                Scans.count(new Simplify(EXACT).apply(graph.build(forms)), Op.Contract.class),
                "sums of products became contractions");
        assertTrue(Scans.count(new Simplify(Optimizations.ALL).apply(graph.build(forms)), Op.Contract.class) > 0);
    }

    /** Of a norm and of a softmax, whose divisors are never small: within two roundings, and nothing infinite. */
    @Test
    void reciprocalsOnlyOfDivisorsThatAreNeverSmall() {
        TensorType perSample = TensorType.perSample();
        Node variance = graph.divide(graph.sum(graph.times(x, x), perSample), graph.constant(3, perSample));
        Node e = graph.unary(UnaryFunction.EXP, graph.minus(x, graph.max(x, perSample)));
        Node norm = graph.unary(UnaryFunction.SQRT, graph.plus(variance, graph.constant(1e-5, perSample)));
        List<Node> large = List.of(norm, graph.sum(e, perSample), graph.constant(7, perSample));
        List<Node> unknown = List.of(
                s,
                graph.sum(x, perSample),
                graph.unary(UnaryFunction.SQRT, variance),
                graph.minus(graph.constant(1, perSample), graph.unary(UnaryFunction.EXP, s)),
                graph.sum(graph.unary(UnaryFunction.EXP, x), perSample));
        List<Node> divisors = new ArrayList<>(large);
        divisors.addAll(unknown);
        for (Node divisor : divisors) {
            Graph made = new Simplify(Optimizations.ALL).apply(graph.build(Map.of("r", graph.divide(y, divisor))));
            boolean product =
                    made.result("r").op() instanceof Op.Binary binary && binary.function() == BinaryFunction.MULTIPLY;
            assertEquals(large.contains(divisor) && divisor.inputs().size() > 0, product, divisor.toString());
        }
    }
}
