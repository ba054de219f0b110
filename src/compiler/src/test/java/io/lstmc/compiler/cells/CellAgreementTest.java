package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.cells.Tape.Number;
import io.lstmc.runtime.tensor.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs, loss and every gradient of the library's cells against the same equations on a tape of numbers. */
class CellAgreementTest {

    private static final int X = 3;
    private static final int H = 4;

    static Stream<Arguments> cases() {
        return Arrays.stream(ReferenceCell.values())
                .flatMap(cell -> Stream.of(1, 2, 7)
                        .flatMap(steps -> Stream.of(1, 3)
                                .flatMap(batch -> Stream.of(Precision.values())
                                        .map(precision -> Arguments.of(cell, steps, batch, precision)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(ReferenceCell cell, int steps, int batch, Precision precision) {
        String text = "model M { time T = " + steps + " input x[T, " + X + "] target y[T, " + H + "]"
                + " layer a = " + cell + "(x, units: " + H + ") output z = a"
                + " loss mse(z, y) }";
        CompiledModel compiled = CompiledModel.of(text, CompileOptions.DEFAULT.with(precision));
        boolean doubles = precision == Precision.DOUBLE;
        SplittableRandom random = new SplittableRandom(7 * steps + batch);

        Tape tape = new Tape();
        Map<String, Number[]> weights = new LinkedHashMap<>();
        for (Parameter parameter : compiled.model().parameters()) {
            double[] values = random(random, parameter.size());
            compiled.set(parameter.name(), values);
            weights.put(parameter.name().replaceFirst("a\\.", ""), tape.numbers(values));
        }
        Object pass = compiled.newPass();
        Number loss = tape.number(0);
        Number[][] outputs = new Number[batch][steps * H];
        for (int row = 0; row < batch; row++) {
            double[] x = random(random, steps * X);
            double[] y = random(random, steps * H);
            CompiledModel.call(pass, "add", CompiledModel.array(doubles, x), CompiledModel.array(doubles, y));
            ReferenceCell.State state =
                    new ReferenceCell.State(tape.numbers(new double[H]), tape.numbers(new double[H]));
            for (int t = 0; t < steps; t++) {
                Number[] at = tape.numbers(Arrays.copyOfRange(x, t * X, (t + 1) * X));
                state = cell.step(new ReferenceCell.Weights(weights), at, state);
                for (int j = 0; j < H; j++) {
                    outputs[row][t * H + j] = state.h[j];
                    Number difference = state.h[j].minus(tape.number(y[t * H + j]));
                    loss = loss.plus(difference.times(difference).times(tape.number(1.0 / (steps * H * batch))));
                }
            }
        }
        tape.backward(loss);

        assertClose(doubles ? 1e-12 : 1e-5, new double[] {loss.value}, new double[] {
            (Double) CompiledModel.call(pass, "forward")
        });
        for (int row = 0; row < batch; row++) {
            double[] expected =
                    Arrays.stream(outputs[row]).mapToDouble(n -> n.value).toArray();
            assertClose(doubles ? 1e-12 : 1e-5, expected, CompiledModel.doubles(CompiledModel.call(pass, "z", row)));
        }
        CompiledModel.call(pass, "backward");
        for (Parameter parameter : compiled.model().parameters()) {
            Number[] reference = weights.get(parameter.name().replaceFirst("a\\.", ""));
            double[] expected =
                    Arrays.stream(reference).mapToDouble(n -> n.adjoint).toArray();
            Object gradient = CompiledModel.call(pass, "gradient", parameter.name());
            assertClose(doubles ? 1e-10 : 2e-4, expected, CompiledModel.doubles(gradient));
        }
    }

    private static double[] random(SplittableRandom random, int size) {
        return random.doubles(size, -1, 1).toArray();
    }

    /** Relative to the largest expected value, so that values near zero do not ask for the impossible. */
    private static void assertClose(double tolerance, double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length);
        double scale =
                Math.max(1e-3, Arrays.stream(expected).map(Math::abs).max().orElse(1));
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i] / scale, actual[i] / scale, tolerance);
        }
    }
}
