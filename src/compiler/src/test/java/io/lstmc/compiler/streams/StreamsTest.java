package io.lstmc.compiler.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which models can be computed step by step: those that look at no step but the present one and, by states, the past. */
class StreamsTest {

    private static final int STEPS = 4;

    private static CompiledModel compiled(String output) {
        return CompiledModel.of(text(output), CompileOptions.DEFAULT.with(Precision.DOUBLE));
    }

    private static String text(String output) {
        return "model M { time T = " + STEPS + " input x[T, 3], v[3] layer a = GRU(x, units: 3) output z = " + output
                + " }";
    }

    private static boolean streams(CompiledModel compiled) {
        return Arrays.stream(compiled.model().getClass().getMethods())
                .anyMatch(m -> m.getName().equals("stream"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "last(a)",
                "last(x + last(a))",
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
        double[] predicted = (double[]) CompiledModel.call(compiled.model(), "predict", x, v);
        double[] streamed = null;
        for (int t = 0; t < STEPS; t++) {
            streamed = (double[]) CompiledModel.call(stream, "step", Arrays.copyOfRange(x, 3 * t, 3 * t + 3), v);
            if (predicted.length == STEPS * streamed.length) {
                int at = t * streamed.length;
                assertArrayEquals(Arrays.copyOfRange(predicted, at, at + streamed.length), streamed, 1e-12);
            }
        }
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
                "x + last(x)",
                "x + sum(last(a))",
                "RNN([x, last(a)], units: 2)",
                "RNN(x + last(x), units: 2)",
                "RNN(a[T-1:], units: 2)",
                "last(RNN(x + a[T-1], units: 2))",
                "a * max(a[T-1] + v)",
                "softmax(last(a)) + a",
            })
    void ofOtherSteps(String output) {
        assertFalse(streams(compiled(output)));
    }

    @Test
    void theClassSaysWhyThereIsNone() {
        assertEquals("z reads the last step of a sequence at every step", obstacle("x + last(x)"));
        assertEquals("z reads the last step of a sequence at every step", obstacle("RNN([x, last(a)], units: 2)"));
        assertEquals("m needs other steps of a sequence than the present one", obstacle("x + m, m = mean_steps(a)"));
        assertEquals(
                "r goes through the steps from the last to the first, because of reverse",
                obstacle("a + r, r = reverse(x)"));
        assertEquals(
                "z goes through the steps from the last to the first, because of reverse",
                obstacle("reverse(b) + a layer b = GRU(reverse(x), units: 3)"));
        // Dense calls its output y.
        assertEquals(
                "z goes through the steps from the last to the first, because of reverse",
                obstacle(
                        "GRU(c, units: 3) layer b = LSTM(reverse(x), units: 2) layer c = Dense(reverse(b), units: 3)"));
        // A vector y of the model itself beside the y of Dense.
        assertEquals(
                "y needs other steps of a sequence than the present one",
                obstacle("Dense(a, units: 2), s = y y = mean_steps(a)"));
        assertEquals("z draws numbers in predictions", obstacle("random_uniform(a)"));
        assertEquals("", obstacle("last(a)"));
    }

    private static String obstacle(String output) {
        SourceText source = new SourceText("stream.lstm", text(output));
        String obstacle = LstmCompiler.lower(source, "M", CompileOptions.DEFAULT, new Diagnostics(), (s, g) -> {})
                .orElseThrow()
                .streaming()
                .obstacle();
        String written = LstmCompiler.compile(source, CompileOptions.DEFAULT)
                .files()
                .get(0)
                .text();
        assertTrue(obstacle.isEmpty() || written.contains("There is no {@code stream()}: " + obstacle + "."), written);
        return obstacle;
    }

    @Test
    void whereThereIsOneStepItIsThePresentOne() {
        String text = "model M { time T = 1 input x[T, 3] layer a = GRU(x, units: 3) output y = a, z = x[0] }";
        assertTrue(streams(CompiledModel.of(text, CompileOptions.DEFAULT)));
    }
}
