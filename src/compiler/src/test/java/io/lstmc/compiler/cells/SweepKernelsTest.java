package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.runtime.tensor.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over rows and columns in a batch, and products with matrices of its samples: this runs with plain kernels, and again with those of the Vector API. */
class SweepKernelsTest {

    private static final int STEPS = 5;

    private static final int ROUNDS = 3;

    private static final String CELLS = "function normal(z) { d = z - mean(z) output d / sqrt(mean(d^2) + 0.1) }\n"
            + "cell Normal(units) { input x state h[units], c[units] param W, V ~ glorot param U, R ~ orthogonal"
            + " param s, q ~ constant(1) param b, p ~ zeros f = σ(s ⊙ normal(W·x + U·h[t-1]) + b)"
            + " c[t] = f ⊙ c[t-1] + (1 - f) ⊙ tanh(V·x + R·h[t-1]) h[t] = f ⊙ tanh(q ⊙ normal(c[t]) + p) output h[t] }\n"
            + "cell Softened(units) { input x state h[units] param W ~ glorot param U ~ orthogonal param b ~ zeros"
            + " z = W·x + U·h[t-1] + b h[t] = tanh(z) ⊙ sum(z ⊙ h[t-1]) / 16 + z - mean(z) output h[t] }\n"
            + "cell Attending(units) { time K input x, m[K] state h[units] param W, C ~ glorot param U ~ orthogonal"
            + " param U_a, C_a ~ glorot param v[units] ~ glorot"
            + " α = softmax_steps(v·tanh(U_a·h[t-1] + C_a·m)) c = sum_steps(α * m)"
            + " h[t] = tanh(W·x + U·h[t-1] + C·c) output h[t] }\n"
            + "cell Summing(units) { time K input x, m[K] state h[units] param W, U, C ~ glorot param v[units] ~ glorot"
            + " z = tanh(U·h[t-1] + C·m) s = sum_steps(z) α = softmax_steps(v·(z ⊙ s)) h[t] = tanh(W·x + sum_steps(α * z) - s / 9)"
            + " output h[t] }\n"
            + "cell Reusing(units) { time K input x, m[K] state h[units] param W, U, C, D ~ glorot param v[units] ~ glorot"
            + " q = U·h[t-1] α = softmax_steps(v·tanh(q + C·m)) h[t] = tanh(W·x + q + D·sum_steps(α * m)) output h[t] }\n"
            + "cell Fast(units, keys) { input x state F[units, keys] param W_k[keys, x], W_q[keys, x], W_v[units, x] ~ glorot"
            + " k = softmax(W_k·x) F[t] = F[t-1] + (W_v·x - F[t-1]·k) ⊗ k y = F[t]·softmax(W_q·x) + mean(k·transpose(F[t]))"
            + " output y }\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Normal(x, units: 16)",
                "Normal(x, units: 48)",
                "Normal(x, units: 17)",
                "Softened(Normal(x, units: 32), units: 16)",
                "Attending(x, Dense(x, units: 16), units: 16)",
                "Attending(x, Dense(x, units: 17), units: 33)",
                "Attending(x, Dense(x, units: 20), units: 48)",
                "Attending(x, Dense(x, units: 5), units: 16)",
                "Attending(Attending(x, Dense(x, units: 16), units: 32), Dense(x, units: 48), units: 16)",
                "Summing(x, Dense(x, units: 16), units: 16)",
                "Reusing(x, Dense(x, units: 16), units: 32)",
                "Summing(x, Dense(x, units: 3), units: 48)",
                "Fast(x, units: 17, keys: 16)",
                "Fast(x, units: 3, keys: 35)",
                "normal(Dense(x, units: 16)) ⊙ mean(Dense(x, units: 16))",
            })
    void isNearlyThatOfDoubleAndAlwaysTheSame(String layer) {
        String text = CELLS + "model M { time T = " + STEPS + " input x[T, 3] target y[2] layer a = " + layer
                + " output z = Dense(last(a), units: 2) loss mse(z, y) }";
        CompiledModel exact = CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
        List<Parameter> parameters = exact.model().parameters();
        List<double[]> expected = gradients(pass(exact, true), parameters);
        Object pass = pass(CompiledModel.of(text, CompileOptions.DEFAULT), false);
        List<double[]> first = gradients(pass, parameters);
        for (int i = 0; i < first.size(); i++) {
            double[] values = expected.get(i);
            double scale = Arrays.stream(values).map(Math::abs).max().orElse(0);
            assertArrayEquals(
                    values,
                    first.get(i),
                    2e-5 * (scale + 1e-2),
                    parameters.get(i).name());
        }
        assertTrue(first.stream().flatMapToDouble(Arrays::stream).anyMatch(g -> g != 0));
        for (int round = 1; round < ROUNDS; round++) {
            List<double[]> now = gradients(pass, parameters);
            for (int i = 0; i < first.size(); i++) {
                assertArrayEquals(first.get(i), now.get(i), parameters.get(i).name());
            }
        }
    }

    /** With the same weights and samples for each precision; more of them than vectors have lanes. */
    private static Object pass(CompiledModel compiled, boolean doubles) {
        SplittableRandom random = new SplittableRandom(7);
        compiled.model().parameters().forEach(p -> compiled.set(p.name(), values(random, p.size())));
        Object pass = compiled.newPass();
        for (int row = 0; row < 19; row++) {
            CompiledModel.call(
                    pass,
                    "add",
                    CompiledModel.array(doubles, values(random, STEPS * 3)),
                    CompiledModel.array(doubles, values(random, 2)));
        }
        return pass;
    }

    private static double[] values(SplittableRandom random, int size) {
        return random.doubles(size, -1, 1).map(x -> (float) x).toArray();
    }

    private static List<double[]> gradients(Object pass, List<Parameter> parameters) {
        List<double[]> gradients = new ArrayList<>();
        CompiledModel.call(pass, "forward");
        CompiledModel.call(pass, "backward");
        for (Parameter parameter : parameters) {
            gradients.add(CompiledModel.doubles(CompiledModel.call(pass, "gradient", parameter.name())));
        }
        return gradients;
    }
}
