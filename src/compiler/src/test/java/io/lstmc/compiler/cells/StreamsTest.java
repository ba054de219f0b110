package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which models can be computed step by step: those that look at no step but the present one and, by states, the past. */
class StreamsTest {

    private static final int STEPS = 4;

    private static CompiledModel compiled(String output) {
        return CompiledModel.of(
                "model M { time T = " + STEPS + " input x[T, 3], v[3] layer a = GRU(x, units: 3) output z = " + output
                        + " }",
                CompileOptions.DEFAULT.with(Precision.DOUBLE));
    }

    private static boolean streams(CompiledModel compiled) {
        return Arrays.stream(compiled.model().getClass().getMethods())
                .anyMatch(m -> m.getName().equals("stream"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "x + last(x)",
                "last(a)",
                "a[T-1]",
                "a[T-1:]",
                "x[T-1:T]",
                "last(a[T-1:] + v)",
                "flatten(x[T-1:])",
                "LSTM(tanh(a) * v, units: 2)",
                "sum(last(x)[1:])",
            })
    void ofThePresentStep(String output) {
        CompiledModel compiled = compiled(output);
        SplittableRandom random = new SplittableRandom(3);
        double[] x = random.doubles(3 * STEPS, -1, 1).toArray();
        double[] v = random.doubles(3, -1, 1).toArray();
        Object stream = CompiledModel.call(compiled.model(), "stream");
        double[] streamed = null;
        for (int t = 0; t < STEPS; t++) {
            streamed = (double[]) CompiledModel.call(stream, "step", Arrays.copyOfRange(x, 3 * t, 3 * t + 3), v);
        }
        double[] predicted = (double[]) CompiledModel.call(compiled.model(), "predict", x, v);
        int from = predicted.length - streamed.length;
        assertArrayEquals(Arrays.copyOfRange(predicted, from, predicted.length), streamed, 1e-12);
    }

    /** A stream has seen none of these steps yet, or has forgotten them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a[0]",
                "x[T-2]",
                "x[T-2:T-1]",
                "x[1:]",
                "a[:T-1]",
                "a[T-2:]",
                "last(a[:T-1])",
                "a[1:] - a[:T-1]",
                "LSTM(x[1:], units: 2)",
                "mean_steps(a)",
                "sum_steps(x)",
                "max_steps(x)",
                "flatten(x)",
                "x * x[0]",
            })
    void ofOtherSteps(String output) {
        assertFalse(streams(compiled(output)));
    }

    @Test
    void whereThereIsOneStepItIsThePresentOne() {
        String text = "model M { time T = 1 input x[T, 3] layer a = GRU(x, units: 3) output y = a, z = x[0] }";
        assertTrue(streams(CompiledModel.of(text, CompileOptions.DEFAULT)));
    }
}
