package io.lstmc.compiler.codegen.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public class GraphEmitterTest {

    /** A cell with two gates and its states, as the compiler would lower it. */
    public static Graph recurrence(int steps, int x, int h) {
        GraphBuilder body = new GraphBuilder();
        Node before = body.argument("h", Op.Role.CARRY, new TensorType(0, true, List.of(h)));
        Node c = body.argument("c", Op.Role.CARRY, new TensorType(0, true, List.of(h)));
        Node wx = body.argument("wx", Op.Role.ELEMENT, new TensorType(0, true, List.of(h)));
        Node u = body.argument("U_f", Op.Role.INVARIANT, TensorType.shared(h, h));
        Node b = body.argument("b_f", Op.Role.INVARIANT, TensorType.shared(h));
        Node product = body.contract("ij", "j", "i", u, before);
        Node f = body.name(body.unary(UnaryFunction.SIGMOID, body.plus(body.plus(wx, product), b)), "f");
        Node g = body.name(body.unary(UnaryFunction.TANH, body.plus(wx, body.times(product, product))), "g");
        Node cNext = body.name(body.plus(body.times(f, c), g), "c'");
        Node hNext = body.name(body.times(f, body.unary(UnaryFunction.TANH, cNext)), "h'");
        Map<String, Node> ends = new LinkedHashMap<>();
        ends.put("h'", hNext);
        ends.put("c'", cNext);
        ends.put("y", hNext);
        ends.put("before", before);
        ends.put("f", f);
        GraphBuilder outer = new GraphBuilder();
        Node data = outer.argument("x", Op.Role.INPUT, new TensorType(steps, true, List.of(x)));
        Node w = outer.argument("W_f", Op.Role.PARAMETER, TensorType.shared(h, x));
        Node uf = outer.argument("U_f", Op.Role.PARAMETER, TensorType.shared(h, h));
        Node bf = outer.argument("b_f", Op.Role.PARAMETER, TensorType.shared(h));
        Node zero = outer.constant(0, new TensorType(0, true, List.of(h)));
        Node hoisted = outer.name(outer.plus(outer.contract("ij", "j", "i", w, data), bf), "wx");
        List<Node> out =
                outer.scan(new Op.Scan(steps, false, 2, 1, 2, body.build(ends)), List.of(zero, zero, hoisted, uf, bf));
        Map<String, Node> results = new LinkedHashMap<>();
        results.put("last", out.get(0));
        results.put("y", out.get(2));
        results.put("before", out.get(3));
        results.put("f", out.get(4));
        return outer.build(results);
    }

    public static Map<String, Tensor> arguments(Graph graph, int rows, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> arguments = new LinkedHashMap<>();
        for (Node argument : graph.arguments()) {
            Tensor tensor = Tensor.zeros(argument.type(), rows);
            for (int i = 0; i < tensor.data().length; i++) {
                tensor.data()[i] = (float) random.nextGaussian();
            }
            arguments.put(Graph.argument(argument).name(), tensor);
        }
        return arguments;
    }

    private static final double[] EDGES = {
        0.0, -0.0, 1, -1, 1e-30, -1e-30, 1e30, -1e30, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
    };

    /** Puts numbers of all kinds among some others. */
    public static void addEdges(Map<String, Tensor> arguments, Random random) {
        for (Tensor tensor : arguments.values()) {
            for (int i = 0; i < tensor.data().length; i++) {
                if (random.nextInt(6) == 0) {
                    tensor.data()[i] = EDGES[random.nextInt(EDGES.length)];
                }
            }
        }
    }

    public static void assertEqual(
            Map<String, Tensor> expected, Map<String, Tensor> actual, double tolerance, String text) {
        for (String name : new ArrayList<>(actual.keySet())) {
            double[] wish = expected.get(name).data();
            double[] is = actual.get(name).data();
            for (int i = 0; i < wish.length; i++) {
                double close = tolerance * Math.max(1, Math.abs(wish[i]));
                boolean equal = Double.compare(wish[i], is[i]) == 0 || Math.abs(wish[i] - is[i]) <= close;
                if (!equal) {
                    assertArrayEquals(wish, is, close, name + "\n" + text);
                }
            }
        }
    }

    @Test
    void recurrenceEqualsInterpreter() {
        Graph graph = recurrence(5, 3, 4);
        for (Precision precision : Precision.values()) {
            EmittedRun run = EmittedRun.of(EmittedRun.request(graph, 4, precision, Unroll.AUTOMATIC));

            Map<String, Tensor> arguments = arguments(graph, 3, 1);
            double tolerance = precision == Precision.FLOAT ? 1e-5 : 1e-12;
            assertEqual(Interpreter.run(graph, arguments, 3), run.run(arguments, 3), tolerance, run.java());
        }
    }

    /** Alone, so that it may be a call for the whole array. */
    @ParameterizedTest
    @EnumSource(UnaryFunction.class)
    void aFunctionAloneEqualsInterpreter(UnaryFunction function) {
        GraphBuilder builder = new GraphBuilder();
        Node x = builder.argument("x", Op.Role.INPUT, new TensorType(0, true, List.of(9)));
        Graph graph = builder.build(Map.of("y", builder.unary(function, x)));
        for (Precision precision : Precision.values()) {
            EmittedRun run = EmittedRun.of(EmittedRun.request(graph, 4, precision, Unroll.AUTOMATIC));
            Map<String, Tensor> arguments = arguments(graph, 3, 1);
            addEdges(arguments, new Random(2));
            // The exponential of a float may be infinite where that of a double is not.
            arguments.replaceAll((name, tensor) -> {
                for (int i = 0; i < tensor.data().length; i++) {
                    tensor.data()[i] = Math.abs(tensor.data()[i]) == 1e30 ? 30 : tensor.data()[i];
                }
                return tensor;
            });
            double tolerance = precision == Precision.FLOAT ? 1e-5 : 1e-12;
            assertEqual(Interpreter.run(graph, arguments, 3), run.run(arguments, 3), tolerance, run.java());
        }
    }
}
