package io.lstmc.compiler.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.compiler.agreement.RandomModelRun;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import io.lstmc.runtime.tensor.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** States that a pass takes from the pass before: values, derivatives, and what the class does with them. */
class CarriedStatesTest {

    private static final CompileOptions DOUBLE = CompileOptions.DEFAULT.with(Precision.DOUBLE);

    private static final String CELLS = BeginningsTest.LEARNT + """
            /// States of inner cells, of what remembers without a name, and of the number of the step.
            cell Around(units) {
              input x, z
              param p[units] ~ glorot
              inner  = Learnt(x, 2 * z, units: units, h: p * sum(z), d: 1)
              deeper = GRU(inner + previous(inner) + 0.1 * cumsum(inner), units: units)
              output q = deeper * cos(step()), inner.c
            }
            cell Matrix(units) {
              input x
              state F[units, units]
              param W, V ~ glorot
              k    = tanh(W·x)
              F[t] = 0.9 * F[t-1] + V·x ⊗ k
              output q = F[t]·k
            }
            cell Seeing(units) {
              time S
              input x, m[S]
              param W ~ glorot
              output q = W·x + sum_steps(m * first(m))
            }
            /// Nobody reads the state before the step.
            cell Unread(units) {
              input x
              state h[units]
              param W ~ glorot
              h[t] = tanh(W·x)
              output h[t]
            }
            """;

    /** The rows of the first window; the second one has a row more, which begins by itself. */
    private static final int EARLIER = 2;

    private static final List<String> LAYERS = List.of(
            "layer a = LSTM(x, units: 3)",
            "layer a = Learnt(x, v, units: 3)",
            "layer a = Around(x, v, units: 3)",
            "layer a = Matrix(x, units: 3)",
            "layer a = Unread(x, units: 3)",
            "layer b = Dense(x, units: 3) layer a = b + 0.5 * previous(b) + 0.1 * cumsum(b)",
            "layer r = GRU(x, units: 3) layer a = LSTM(r, units: 3, h: Dense(v, units: 3))");

    private static Stream<String> layers() {
        return LAYERS.stream();
    }

    /** And one that sees the steps of another time from the last to the first, at each of its own. */
    private static Stream<String> layersOfTwoTimes() {
        return Stream.concat(
                layers(),
                Stream.of("time S = 2 input m[S, 3] layer a = LSTM(Seeing(x, reverse(m), units: 3), units: 3)"));
    }

    private static String text(String layers, String time, String train) {
        return CELLS + "model M { time T " + time + " input x[T, 2], v[2] target y[T, 3] " + layers
                + " output a, z = last(a) loss mse(a, y) " + train + " }";
    }

    private static String carrying(String layers, String time) {
        return text(layers, time, "train { optimizer sgd(lr: 0.1) carry batch 3 }");
    }

    private static double[] values(long seed, int size) {
        return new SplittableRandom(seed).doubles(size, -1, 1).toArray();
    }

    private static double[] output(Object pass, int row) {
        return (double[]) CompiledModel.call(pass, "a", row);
    }

    private static int[] lengths(String time) {
        return switch (time) {
            case "= 4" -> new int[] {4, 4, 4};
            case "<= 4" -> new int[] {3, 4, 2};
            default -> new int[] {1, 1, 1};
        };
    }

    private static void add(Object pass, double[] x, int from, int to, double[] v) {
        CompiledModel.call(pass, "add", Arrays.copyOfRange(x, 2 * from, 2 * to), v, new double[3 * (to - from)]);
    }

    private static void assertSteps(double[] all, int from, int to, Object pass, int row) {
        assertArrayEquals(Arrays.copyOfRange(all, 3 * from, 3 * to), output(pass, row), 1e-9, from + " row " + row);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void windowsAreOneSequence(String layers) {
        for (String time : new String[] {"= 4", "<= 4", "= 1"}) {
            int[] lengths = lengths(time);
            int all = Arrays.stream(lengths).sum();
            CompiledModel windows = CompiledModel.of(carrying(layers, time), DOUBLE);
            CompiledModel whole = CompiledModel.of(text(layers, "= " + all, ""), DOUBLE);
            for (Parameter p : whole.model().parameters()) {
                double[] weights = values(p.offset() + 3, p.size());
                windows.set(p.name(), weights);
                whole.set(p.name(), weights);
            }
            double[][] x = {values(1, 2 * all), values(2, 2 * all)};
            double[][] v = {values(3, 2), values(4, 2)};
            double[][] expected = new double[2][];
            for (int row = 0; row < 2; row++) {
                Object prediction = CompiledModel.call(whole.model(), "predict", x[row], v[row]);
                expected[row] = (double[]) CompiledModel.call(prediction, "a");
            }
            Object pass = windows.newPass();
            int from = 0;
            for (int length : lengths) {
                int to = from + length;
                for (int row = 0; row < 2; row++) {
                    // What a sequence begins with counts in its first window only.
                    add(pass, x[row], from, to, from == 0 ? v[row] : values(from, 2));
                }
                if (to == all) {
                    // The window before did not have this row, so it begins by itself.
                    add(pass, x[1], 0, lengths[0], v[1]);
                }
                CompiledModel.call(pass, "forward");
                for (int row = 0; row < 2; row++) {
                    assertSteps(expected[row], from, to, pass, row);
                }
                if (to == all) {
                    assertSteps(expected[1], 0, lengths[0], pass, 2);
                }
                // The states are still there behind it.
                CompiledModel.call(pass, "backward");
                CompiledModel.call(pass, "goOn");
                from = to;
            }
            CompiledModel.call(pass, "clear");
            add(pass, x[1], 0, lengths[0], v[1]);
            CompiledModel.call(pass, "forward");
            assertSteps(expected[1], 0, lengths[0], pass, 0);
        }
    }

    /** The interpreter is the meaning; the derivatives are those of one window, with its first states held fixed. */
    @ParameterizedTest
    @MethodSource("layersOfTwoTimes")
    void classesDoWhatTheInterpreterDoesAndNoGradientPassesTheBorder(String layers) {
        for (String time : new String[] {"= 4", "<= 4", "= 1"}) {
            String text = carrying(layers, time);
            Network network = ModelAgreement.network(text);
            RandomModelRun first = new RandomModelRun(network, 3, 5);
            RandomModelRun second = new RandomModelRun(network, 3, 6);
            second.weights.putAll(first.weights);
            Map<String, Tensor> begun = Interpreter.run(network.training(), arguments(first, null), 3);
            Map<String, Tensor> arguments = arguments(second, begun);
            Map<String, Tensor> expected = Interpreter.run(network.training(), arguments, 3);

            double step = 1e-5;
            SplittableRandom random = new SplittableRandom(8);
            Map<String, double[]> direction = new LinkedHashMap<>();
            first.weights.forEach((name, w) ->
                    direction.put(name, random.doubles(w.length, -1, 1).toArray()));
            double difference = (loss(network, arguments, direction, step) - loss(network, arguments, direction, -step))
                    / (2 * step);
            double derivative = 0;
            for (String name : direction.keySet()) {
                double[] gradient = expected.get(Network.ADJOINT + name).data();
                for (int i = 0; i < gradient.length; i++) {
                    derivative += gradient[i] * direction.get(name)[i];
                }
            }
            assertEquals(difference, derivative, 1e-6 * (1 + Math.abs(difference)), text);

            for (CompileOptions options : List.of(DOUBLE, DOUBLE.with(Optimizations.NONE), CompileOptions.DEFAULT)) {
                boolean doubles = options.precision() == Precision.DOUBLE;
                ModelAgreement.Compiled compiled = ModelAgreement.compiled(text, options);
                first.setWeights(compiled);
                Object pass = compiled.call("newPass");
                addAll(pass, first, EARLIER, compiled);
                CompiledModel.call(pass, "forward");
                CompiledModel.call(pass, "goOn");
                addAll(pass, second, second.batch, compiled);
                double loss = (Double) CompiledModel.call(pass, "forward");
                double tolerance = doubles ? 1e-9 : 2e-3;
                assertEquals(Arrays.stream(expected.get(Network.LOSS).data()).sum() / 3, loss, tolerance);
                CompiledModel.call(pass, "backward");
                for (String name : direction.keySet()) {
                    assertArrayEquals(
                            expected.get(Network.ADJOINT + name).data(),
                            CompiledModel.doubles(CompiledModel.call(pass, "gradient", name)),
                            tolerance,
                            name + " of " + text);
                }
            }
        }
    }

    private static void addAll(Object pass, RandomModelRun run, int rows, ModelAgreement.Compiled compiled) {
        for (int row = 0; row < rows; row++) {
            CompiledModel.call(pass, "add", run.sample(compiled, row, true));
        }
    }

    /** The arguments of the training graph, with states that a window before left, or none. */
    private static Map<String, Tensor> arguments(RandomModelRun run, Map<String, Tensor> before) {
        Map<String, Tensor> arguments = new LinkedHashMap<>(run.arguments());
        Network.Carry carry = run.network.carry().orElseThrow();
        Tensor goesOn = Tensor.zeros(TensorType.perSample(), run.batch);
        Arrays.fill(goesOn.data(), 0, before == null ? 0 : EARLIER, 1);
        arguments.put(carry.goesOn(), goesOn);
        for (Network.Carry.State state : carry.states()) {
            // Nothing of a state that does not count may be seen.
            Tensor none = Tensor.filled(state.type(), run.batch, Double.NaN);
            arguments.put(state.before(), before == null ? none : before.get(state.name()));
        }
        arguments.put(
                Network.ADJOINT + Network.LOSS, Tensor.filled(TensorType.perSample(), run.batch, 1.0 / run.batch));
        return arguments;
    }

    private static double loss(Network network, Map<String, Tensor> at, Map<String, double[]> direction, double step) {
        Map<String, Tensor> moved = new LinkedHashMap<>(at);
        direction.forEach((name, d) -> {
            double[] values = at.get(name).data().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += step * d[i];
            }
            moved.put(name, new Tensor(at.get(name).type(), 3, values));
        });
        return Arrays.stream(Interpreter.run(network.training(), moved, 3)
                                .get(Network.LOSS)
                                .data())
                        .sum()
                / 3;
    }
}
