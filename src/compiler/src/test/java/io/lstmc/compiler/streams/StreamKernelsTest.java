package io.lstmc.compiler.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.agreement.CompiledModel;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream computes with kernels of its own: this runs with plain ones, and again with those of the Vector API. */
class StreamKernelsTest {

    private static final int STEPS = 5;

    /** Nanoseconds, longer than plain Java computes at first. */
    private static final int ROUNDS = 3;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LSTM(x, units: 16)",
                "LSTM(x, units: 13)",
                "LSTM(x, units: 32)",
                "GRU(x, units: 16)",
                "Peephole(LSTM(x, units: 8), units: 16)",
                "LSTM(GRU(LSTM(x, units: 16), units: 16), units: 16)",
                "Dense(RNN(tanh(x), units: 24), units: 3)",
                "Dense(x, units: 16) / sqrt(mean(Dense(x, units: 16)^2) + 1)",
                "sqrt(Dense(x, units: 16)^2 + 1) / 2 - sum(x)",
            })
    void isNearlyThePredictionAndAlwaysTheSame(String output) {
        CompiledModel compiled = CompiledModel.of(
                "model M { time T = " + STEPS + " input x[T, 3] output z = " + output + " }", CompileOptions.DEFAULT);
        SplittableRandom random = new SplittableRandom(7);
        float[] x = new float[3 * STEPS];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextDouble(-2, 2);
        }
        float[] predicted = (float[]) CompiledModel.call(compiled.model(), "predict", x);
        Object stream = CompiledModel.call(compiled.model(), "stream");
        float[] first = null;
        for (int round = 0; round < ROUNDS; round++) {
            CompiledModel.call(stream, "reset");
            float[] streamed = new float[0];
            for (int t = 0; t < STEPS; t++) {
                float[] step = (float[]) CompiledModel.call(stream, "step", Arrays.copyOfRange(x, 3 * t, 3 * t + 3));
                int from = streamed.length;
                streamed = Arrays.copyOf(streamed, from + step.length);
                System.arraycopy(step, 0, streamed, from, step.length);
            }
            assertArrayEquals(predicted, streamed, 2e-6f);
            first = first == null ? streamed : first;
            assertArrayEquals(first, streamed);
        }
    }
}
