package io.lstmc.compiler.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.lower.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.opentest4j.AssertionFailedError;

/**
 * How exactly the results of a graph follow from its arguments. Two computations that round differently differ by about as
 * much as results move when each argument moves by one unit in the last place: of a recurrence that amplifies, no two are
 * closer.
 */
final class Conditioning {

    private static final List<Op.Role> MOVED = List.of(Op.Role.PARAMETER, Op.Role.INPUT, Op.Role.TARGET);

    private static final int DRAWS = 4;

    /** Of roundings on the way there are more than arguments. */
    private static final int ROUNDINGS = 10;

    /** Where results move by more than this, they have too few digits to compare. */
    private static final double MOST = 1e-6;

    private final Network network;
    private final Graph graph;
    private final Map<String, Tensor> arguments;
    private final int batch;
    private final Map<String, Double> movements = new LinkedHashMap<>();

    Conditioning(Network network, Graph graph, Map<String, Tensor> arguments, int batch) {
        this.network = network;
        this.graph = graph;
        this.arguments = arguments;
        this.batch = batch;
    }

    /**
     * Each result within a tolerance, or within what the roundings of the arguments alone make of that result. One without
     * digits is not compared; all others are.
     */
    void assertClose(double tolerance, Map<String, double[]> expected, Map<String, double[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, values) -> assertClose(name, tolerance, Map.of(name, values), actual.get(name)));
    }

    private void assertClose(String name, double tolerance, Map<String, double[]> expected, double[] actual) {
        try {
            ModelAgreement.assertClose(tolerance, expected, Map.of(name, actual));
        } catch (AssertionFailedError e) {
            double movement = movement(name);
            if (ROUNDINGS * movement <= tolerance) {
                throw e;
            }
            if (movement < MOST) {
                ModelAgreement.assertClose(ROUNDINGS * movement, expected, Map.of(name, actual));
            }
        }
    }

    /**
     * The most by which a result moves, relative to the largest element of its tensor where that is more than 1.
     *
     * @param name of a result of the graph, perhaps with the number of a sample behind it
     */
    double movement(String name) {
        if (movements.isEmpty()) {
            Map<String, Tensor> results = run(arguments);
            SplittableRandom random = new SplittableRandom(batch);
            for (int draw = 0; draw < DRAWS; draw++) {
                Map<String, Tensor> others = run(moved(random));
                results.forEach((result, tensor) -> movements.merge(
                        result, distance(tensor.data(), others.get(result).data()), Math::max));
            }
        }
        return movements.getOrDefault(name, movements.getOrDefault(name.replaceFirst(" \\d+$", ""), 0.0));
    }

    private Map<String, Tensor> run(Map<String, Tensor> some) {
        return Interpreter.run(graph, some, batch, RandomModelRun.NOISE);
    }

    private Map<String, Tensor> moved(SplittableRandom random) {
        Map<String, Tensor> moved = new LinkedHashMap<>(arguments);
        graph.arguments().forEach(node -> {
            Op.Argument argument = Graph.argument(node);
            if (MOVED.contains(argument.role()) && !network.tokens().containsKey(argument.name())) {
                double[] values = arguments.get(argument.name()).data().clone();
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextBoolean() ? Math.nextUp(values[i]) : Math.nextDown(values[i]);
                }
                moved.put(argument.name(), new Tensor(node.type(), batch, values));
            }
        });
        return moved;
    }

    private static double distance(double[] some, double[] others) {
        double scale = Math.max(1, Arrays.stream(some).map(Math::abs).max().orElse(1));
        double most = 0;
        for (int i = 0; i < some.length; i++) {
            double distance = Math.abs(some[i] - others[i]) / scale;
            most = Double.isNaN(distance) ? most : Math.max(most, distance);
        }
        return most;
    }
}
