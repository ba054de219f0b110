package io.lstmc.compiler.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.RandomSource;
import io.lstmc.compiler.ir.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Compares the derivatives of a graph with central differences along random directions, in double. */
public final class GradientCheck {

    private static final double STEP = 1e-5;

    /** Fixed noise, the same in every evaluation. */
    public static final RandomSource NOISE = (distribution, stream, row, index) ->
            new SplittableRandom(31L * (31L * (31L * stream + row) + index) + 7).nextDouble();

    private GradientCheck() {}

    /** Random values for all arguments, in (-1, 1) but moved away from 0, where some functions have kinks. */
    public static Map<String, Tensor> randomArguments(Graph graph, int batch, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (Node argument : graph.arguments()) {
            Tensor tensor = Tensor.zeros(argument.type(), batch);
            for (int i = 0; i < tensor.data().length; i++) {
                double x = random.nextDouble(-1, 1);
                tensor.data()[i] = x + Math.signum(x) * 0.05;
            }
            values.put(Graph.argument(argument).name(), tensor);
        }
        return values;
    }

    /**
     * Checks the derivatives of all results with respect to all arguments.
     *
     * @param derived {@code primal} with adjoints for all results and arguments
     */
    public static void check(Graph primal, Graph derived, Map<String, Tensor> at, int batch, double tolerance) {
        SplittableRandom random = new SplittableRandom(99);
        Map<String, Tensor> seeds = new HashMap<>(at);
        Map<String, Tensor> base = Interpreter.run(primal, at, batch, NOISE);
        for (String result : primal.results().keySet()) {
            seeds.put(Autodiff.adjointName(result), random(base.get(result), random));
        }
        Map<String, Tensor> gradients = Interpreter.run(derived, seeds, batch, NOISE);
        for (String result : primal.results().keySet()) {
            assertEquals(base.get(result).type(), gradients.get(result).type());
            for (int i = 0; i < base.get(result).data().length; i++) {
                assertEquals(base.get(result).data()[i], gradients.get(result).data()[i], 1e-12, result);
            }
        }
        for (Node argument : primal.arguments()) {
            String name = Graph.argument(argument).name();
            Tensor direction = random(at.get(name), random);
            double expected = (along(primal, at, seeds, name, direction, STEP, batch)
                            - along(primal, at, seeds, name, direction, -STEP, batch))
                    / (2 * STEP);
            double derivedValue = dot(gradients.get(Autodiff.adjointName(name)), direction);
            double scale = Math.max(1, Math.abs(expected));
            assertTrue(Double.isFinite(derivedValue), "δ" + name + " is " + derivedValue);
            assertEquals(expected / scale, derivedValue / scale, tolerance, "δ" + name);
        }
    }

    /** Differentiates with respect to everything and checks; the plain derivative and the one behind all passes. */
    public static void checkAll(Graph primal, int batch, long seed, double tolerance) {
        checkAll(primal, randomArguments(primal, batch, seed), batch, tolerance);
    }

    public static void checkAll(Graph primal, Map<String, Tensor> at, int batch, double tolerance) {
        List<String> ends = List.copyOf(primal.results().keySet());
        Graph plain = Autodiff.differentiate(primal, ends, primal.arguments());
        io.lstmc.compiler.ir.Verifier.verify(plain, "autodiff");
        check(primal, plain, at, batch, tolerance);
        Graph optimized = new io.lstmc.compiler.pass.Pipeline().differentiate(primal, ends, List.of(Op.Role.values()));
        check(primal, optimized, at, batch, tolerance);
    }

    private static double along(
            Graph graph,
            Map<String, Tensor> at,
            Map<String, Tensor> seeds,
            String name,
            Tensor direction,
            double step,
            int batch) {
        Map<String, Tensor> moved = new HashMap<>(at);
        Tensor value = at.get(name);
        double[] data = value.data().clone();
        for (int i = 0; i < data.length; i++) {
            data[i] += step * direction.data()[i];
        }
        moved.put(name, new Tensor(value.type(), value.batch(), data));
        double sum = 0;
        for (Map.Entry<String, Tensor> result :
                Interpreter.run(graph, moved, batch, NOISE).entrySet()) {
            sum += dot(result.getValue(), seeds.get(Autodiff.adjointName(result.getKey())));
        }
        return sum;
    }

    private static Tensor random(Tensor like, SplittableRandom random) {
        Tensor tensor = Tensor.zeros(like.type(), like.batch());
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = random.nextDouble(-1, 1);
        }
        return tensor;
    }

    private static double dot(Tensor a, Tensor b) {
        double sum = 0;
        for (int i = 0; i < a.data().length; i++) {
            sum += a.data()[i] * b.data()[i];
        }
        return sum;
    }
}
