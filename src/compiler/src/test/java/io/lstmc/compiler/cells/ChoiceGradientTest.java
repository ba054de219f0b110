package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a choice leaves out adds nothing to a gradient, be its derivative infinite or NaN. */
class ChoiceGradientTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double[] at(double... values) {
        return values;
    }

    static Stream<Arguments> expressions() {
        return Stream.of(
                Arguments.of("where(w > 0, sqrt(w), 0)", at(-1, 0, 4), at(0, 0, 0.25)),
                Arguments.of("where(w > 0, 2 * sqrt(2 * w - 1), w)", at(-1, 0.5, 1), at(1, INFINITY, 2)),
                Arguments.of("where(w == 0, 1, sin(w) / w)", at(0, -0.0, Math.PI), at(0, 0, -1 / Math.PI)),
                Arguments.of("where(w < 15, w, exp(exp(w)))", at(10, 0, -1), at(1, 1, 1)),
                Arguments.of("where(w < 15, w, expm1(exp(exp(w))))", at(10, 0, -1), at(1, 1, 1)),
                Arguments.of("where(w > 0, log(w), w)", at(-1, 0, 2), at(1, 1, 0.5)),
                Arguments.of("where(w > -1, log1p(w), 3 * w)", at(-2, -1, 1), at(3, 3, 0.5)),
                Arguments.of("where(w != 0, 1 / w, 0)", at(0, 1, -2), at(0, -1, -0.25)),
                Arguments.of("where(w != 0, w / w^2, 0)", at(0, 1, -2), at(0, -1, -0.25)),
                Arguments.of("where(w > 0, w * (1 / w), 5)", at(0, 1, -2), at(0, 0, 0)),
                Arguments.of("where(w > 0, w^0.5, 0)", at(-1, 0, 4), at(0, 0, 0.25)),
                Arguments.of("where(w > 0, 2^(1 / w), w)", at(-1, 0, 1), at(1, 1, -2 * Math.log(2))),
                Arguments.of("where(w > 0, w^w, w)", at(-1, 0, 1), at(1, 1, 1)),
                Arguments.of("where(w < 1, w, sin(w / (w - w)))", at(0, -1, 0.5), at(1, 1, 1)),
                Arguments.of("where(w < 9, tanh(w - w) + w, σ(0 / (w - w)))", at(0, 1, 2), at(1, 1, 1)),
                Arguments.of("where(w > 0, where(w > 1, sqrt(w - 1), 0), sqrt(-w))", at(0.5, 2, -4), at(0, 0.5, -0.25)),
                Arguments.of("where(w > 0, sum(where(w > 0, sqrt(w), 0) ⊙ exp(w)), w)", at(-1e9, 0, -1), at(1, 1, 1)),
                // A scalar that all elements share.
                Arguments.of("where(sum(w^2) == 0, 0, w / sqrt(sum(w^2)))", at(0, 0, 0), at(0, 0, 0)),
                Arguments.of("where(sum(w) > 9, sum(w * log(w)), w)", at(-1, 0, 2), at(1, 1, 1)),
                // A maximum and a slice choose too.
                Arguments.of("max(sqrt(w))", at(0, 0, 4), at(0, 0, 0.25)),
                Arguments.of("sqrt(w)[2:]", at(0, -1, 4), at(0, 0, 0.25)),
                Arguments.of("log(w)[1]", at(0, 1, -4), at(0, 1, 0)),
                Arguments.of("maximum(w + 1, sqrt(w))", at(0, 1, 4), at(1, 1, 1)),
                Arguments.of("minimum(w^-0.5, 2)", at(0, 1, 4), at(0, -0.5, -0.0625)),
                Arguments.of("clamp(log(w), -3, 9)", at(0, 1, 2), at(0, 1, 0.5)),
                Arguments.of("relu(sqrt(w) - 1)", at(0, 0, 4), at(0, 0, 0.25)),
                Arguments.of("abs(0 * sqrt(w))", at(0, 3, 8), at(0, 0, 0)),
                // What is chosen keeps what it has.
                Arguments.of("where(w >= 0, sqrt(w), 0)", at(0, 1, 4), at(INFINITY, 0.5, 0.25)),
                Arguments.of("sqrt(w) + where(w > 0, sqrt(w), 0)", at(0, 1, 4), at(INFINITY, 1, 0.5)),
                Arguments.of("w^-1", at(0, 1, 2), at(-INFINITY, -1, -0.25)));
    }

    private static String model(String expression) {
        return "model M { input x[1] param w[3] ~ zeros y = " + expression + " output z = x loss sum(y + 0 * x[0]) }";
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void gradient(String expression, double[] weights, double[] expected) {
        for (Precision precision : Precision.values()) {
            for (Optimizations choice : List.of(Optimizations.ALL, Optimizations.NONE)) {
                CompileOptions options = CompileOptions.DEFAULT.with(precision).with(choice);
                double[] actual = gradient(CompiledModel.of(model(expression), options), precision, weights);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], actual[i], 1e-5, expression + " " + precision + " " + i);
                }
            }
        }
    }

    private static double[] gradient(CompiledModel model, Precision precision, double[] weights) {
        model.set("w", weights);
        Object pass = model.newPass();
        CompiledModel.call(pass, "add", CompiledModel.array(precision == Precision.DOUBLE, new double[1]));
        CompiledModel.call(pass, "forward");
        CompiledModel.call(pass, "backward");
        return CompiledModel.doubles(CompiledModel.call(pass, "gradient", "w"));
    }

    /** The same in a cell, where the adjoint of a step runs backwards. */
    @ParameterizedTest
    @MethodSource("expressions")
    void gradientInACell(String expression, double[] weights, double[] expected) {
        // The state g is 0, which the compiler cannot know: so nothing of this is computed before the recurrence.
        String cell = "cell C(units) { input x state h[units], g[1] param w[3] ~ zeros v = w + g[t-1][0] y = "
                + expression.replaceAll("\\bw\\b", "v")
                + " g[t] = g[t-1] h[t] = h[t-1] + sum(y + 0 * x[0]) output h[t] }"
                + " model M { time T = 2 input x[T, 1] layer a = C(x, units: 1) output z = a loss sum(last(a)) }";
        CompiledModel model = CompiledModel.of(cell, CompileOptions.DEFAULT.with(Precision.DOUBLE));
        model.set("a.w", weights);
        Object pass = model.newPass();
        CompiledModel.call(pass, "add", new double[2]);
        CompiledModel.call(pass, "forward");
        CompiledModel.call(pass, "backward");
        double[] actual = CompiledModel.doubles(CompiledModel.call(pass, "gradient", "a.w"));
        for (int i = 0; i < expected.length; i++) {
            assertEquals(2 * expected[i], actual[i], 1e-5, expression + " " + i);
        }
    }

    /** A sum of products along a time, of which one factor is NaN where the sum is left out. */
    @ParameterizedTest
    @ValueSource(strings = {"sum_steps(s * sqrt(memory))", "sum_steps(sqrt(memory) * s)"})
    void gradientOfASumAlongATime(String sum) {
        String text =
                "cell G { time K input x[n], memory[K, n] param v[n] ~ zeros s = softmax_steps(v · memory) c = " + sum
                        + " y = where(x > 0, c, 0) output y }"
                        + " model M { time T = 2 time S = 3 input x[T, 2], m[S, 2] layer a = G(x, m) output z = a loss sum(last(a)) }";
        for (Optimizations choice : List.of(Optimizations.ALL, Optimizations.NONE)) {
            CompiledModel model = CompiledModel.of(
                    text, CompileOptions.DEFAULT.with(Precision.DOUBLE).with(choice));
            model.set("a.v", new double[] {0.3, -0.4});
            Object pass = model.newPass();
            CompiledModel.call(pass, "add", new double[] {-1, -1, -1, -1}, new double[] {-1, -2, 1, -3, -1, 2});
            CompiledModel.call(pass, "forward");
            CompiledModel.call(pass, "backward");
            double[] actual = CompiledModel.doubles(CompiledModel.call(pass, "gradient", "a.v"));
            assertArrayEquals(new double[2], actual, sum);
        }
    }
}
