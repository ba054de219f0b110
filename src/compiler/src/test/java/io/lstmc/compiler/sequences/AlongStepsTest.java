package io.lstmc.compiler.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.lower.Network;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code reverse}, {@code previous}, {@code first}, {@code cumsum}, {@code step} and {@code once}. */
class AlongStepsTest {

    private static final String CELLS = """
            /// Looks back without states of its own.
            cell Back(units) {
              input x
              param W[units, x], v[units] ~ glorot
              a = tanh(W·x)
              b = previous(a, first: tanh(v)) + previous(x[0]) * a
              y = b * cumsum(a) / (1 + step()) + where(step() > 1, change(a), 0)
              output y, b
            }
            function change(z) = z - previous(z)
            /// Gal and Ghahramani, 2016: the same units are dropped at all steps.
            cell VariationalRNN(units, rate = 0.3) {
              input x, z
              state h[units]
              param W, U ~ glorot
              mask = once(where(training(), kept(h[t-1], rate), 1) * sum(z))
              h[t] = tanh(W·x + U·(mask * h[t-1]))
              output h[t]
            }
            function kept(z, rate) = (random_uniform(z) >= rate) / (1 - rate)
            cell Scaled() {
              input x
              output y = x * where(training(), once(random_uniform(x)) > 0.2, 1)
            }
            /// A clock of two periods in a reversed layer, and an inner cell that looks back.
            cell Clockwork(units) {
              input x
              state h[units]
              param W, U ~ glorot
              inner = Back(h[t-1], units: units)
              due = sin(step()) > 0
              h[t] = where(due, tanh(W·x + U·inner), h[t-1])
              output h[t]
            }
            """;

    static Stream<String> models() {
        return Stream.of(
                        "layer a = reverse(x) layer b = Dense(a, units: 3)",
                        "layer b = LSTM(reverse(x), units: 3)",
                        "layer b = reverse(GRU(reverse(x), units: 3)) + GRU(x, units: 3)",
                        "layer b = Dense(RNN(tanh(RNN(reverse(x), units: 2)) * v, units: 2), units: 3)",
                        "layer b = RNN([x, reverse(x)], units: 3)",
                        "layer r = RNN(reverse(x), units: 3) layer b = RNN(x, units: 3, h: last(r) + first(r))",
                        "layer r = RNN(reverse(x), units: 2) "
                                + "layer b = Dense(RNN(reverse([x, r]), units: 2, h: mean_steps(r)), units: 3)",
                        "layer p = previous(x, first: v) layer b = Dense(p * cumsum(x), units: 3)",
                        "layer b = Dense(previous(reverse(x)) + change(x), units: 3)",
                        "layer b = Back(x, units: 3)",
                        "layer c = Back(reverse(x), units: 3) layer b = c.b + Back(x, units: 3)",
                        "layer b = Clockwork(reverse(x), units: 3)",
                        "layer b = VariationalRNN(Scaled(x), v, units: 3)",
                        "layer b = VariationalRNN(reverse(x), v, units: 3)")
                .flatMap(layers -> Stream.of("= 4", "<= 5", "= 1")
                        .map(time -> CELLS + "model M { time T " + time + " input x[T, 2], v[2] target y[T, 3] "
                                + layers + " output b, z = last(b) * 2, f = first(b), m = max_steps(b), s = last(x) "
                                + "loss mse(b, y) + sum(z * f) }"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void derivativesClassesAndStreamsAgree(String text) {
        ModelAgreement.assertModel(text, 7);
    }

    /** Along a time that a cell looks at, and along two times in a model. */
    static Stream<String> ofTwoTimes() {
        String cells = """
                cell Shifting(units) {
                  time  K
                  input x, m[K]
                  state a[K], h[units] = h0
                  param W, h0 ~ glorot
                  param U[units, m], v[units] ~ glorot
                  s    = v · tanh(U·m)
                  a[t] = 0.5 * previous(a[t-1], first: sum(h[t-1])) + previous(s) * sum(x) + previous(a[t-1])
                  h[t] = tanh(W·x + U·sum_steps(s * m) + sum_steps(sum(a[t])) * h[t-1])
                  output h[t], a[t]
                }
                """;
        return Stream.of("= 4", "<= 4", "= 1")
                .flatMap(k -> Stream.of(
                        cells + "model M { time T <= 3 time K " + k + " input x[T, 2], m[K, 2] target y[T, 3] "
                                + "layer a = Shifting(reverse(x), reverse(m), units: 3) "
                                + "layer b = Shifting(x, GRU(reverse(m), units: 2), units: 3, h: last(reverse(a)), a: 0.5) "
                                + "output b, z = sum_steps(b.a, K), p = last(previous(a.a, K, first: 3), K) "
                                + "loss mse(b + first(a), y) + mean_steps(first(a.a, K)^2) }",
                        "model M { time T <= 3 time K " + k + " input x[T, 2], w[K] : token(4) target y[3] "
                                + "param E[4, 3] ~ glorot "
                                + "layer a = GRU(E[reverse(w)] + E[previous(w, first: 3)], units: 3) "
                                + "output b = last(a), z = last(reverse(a)) * first(x)[0], e = first(reverse(w)) == 2 "
                                + "loss mse(b, y) }"));
    }

    @ParameterizedTest
    @MethodSource("ofTwoTimes")
    void alongNamedTimes(String text) {
        ModelAgreement.assertModel(text, 6);
    }

    @ParameterizedTest
    @CsvSource({
        "reverse(x), 3 2 1",
        "previous(x), 0 1 2",
        "'previous(x, first: 7)', 7 1 2",
        "previous(reverse(x)), 0 3 2",
        "reverse(previous(reverse(x))), 2 3 0",
        "cumsum(x), 1 3 6",
        "cumsum(reverse(x)), 3 5 6",
        "Numbered(x), 0 1 2",
        "Numbered(reverse(x)), 0 1 2",
        "reverse(Numbered(reverse(x))), 2 1 0",
        "first(x), 1",
        "last(x), 3",
        "first(reverse(x)), 3",
        "last(reverse(x)), 1",
        "last(cumsum(reverse(x))), 6",
        "sum_steps(reverse(x)), 6",
        "max_steps(reverse(x)), 3",
        "reverse(reverse(x)) + x, 2 4 6",
    })
    void numbersOfThreeStepsOfAsManyOrFive(String value, String expected) {
        double[] numbers = Arrays.stream(expected.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        for (String time : new String[] {"= 3", "<= 3", "<= 5"}) {
            String text = "cell Numbered() { input x[] output n = step() + 0 * x } model M { time T " + time
                    + " input x[T] output y = " + value + " }";
            CompiledModel model = CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
            assertArrayEquals(
                    numbers, (double[]) CompiledModel.call(model.model(), "predict", new double[] {1, 2, 3}), time);
            Object[] two = (Object[]) CompiledModel.call(model.model(), "predict", (Object)
                    new double[][] {{1, 2, 3}, {1, 2, 3}});
            assertArrayEquals(numbers, (double[]) two[1], time);
        }
    }

    private static Network network(String body) {
        String text = "model M { time T <= 4 input x[T, 2] target y[2] " + body + " }";
        return LstmCompiler.lower(
                        new SourceText("m.lstm", text), "M", CompileOptions.DEFAULT, new Diagnostics(), (s, g) -> {})
                .orElseThrow();
    }

    private static long reversals(Graph graph) {
        return graph.nodes().stream().filter(n -> n.op() instanceof Op.Reverse).count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layer a = LSTM(reverse(x), units: 2) output z = last(a) loss mse(z, y)",
                "layer a = reverse(LSTM(reverse(x), units: 2)) output a loss mse(last(a + x), y)",
                "layer a = LSTM(tanh(GRU(reverse(x), units: 3)) * 2, units: 2) output z = first(a) loss mse(z, y)",
                "layer a = [LSTM(x, units: 1), reverse(LSTM(reverse(x), units: 1))] output z = mean_steps(a) loss mse(z, y)",
                "output z = max_steps(reverse(x)) + first(reverse(x)) loss mse(z, y)",
            })
    void recurrencesThatRunTheOtherWayMoveNoData(String body) {
        Network network = network(body);
        assertTrue(reversals(network.forward()) > 0);
        assertEquals(0, reversals(network.inference()));
        assertEquals(0, reversals(network.training()));
    }

    @ParameterizedTest
    @CsvSource({
        "reverse(x), true",
        "'LSTM(reverse(x), units: 2)', true",
        "'last(LSTM(reverse(x), units: 2))', true",
        "'first(LSTM(x, units: 2))', true",
        "reverse(reverse(x)), false",
        "'previous(x, first: 2)', false",
        "cumsum(x) + previous(x), false",
    })
    void noStreamLooksAhead(String value, boolean refused) {
        assertEquals(
                refused, !network("output z = " + value).streaming().obstacle().isEmpty());
    }

    @Test
    void whatIsDrawnOnceIsTheSameAtAllSteps() {
        String text = "cell Noise() { input x output y = once(random_uniform(x)), z = random_uniform(x) }"
                + " model M { time T = 4 input x[T, 2] layer a = Noise(x) output y = a, z = a.z }";
        CompiledModel model = CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
        Object prediction = CompiledModel.call(model.model(), "predict", new double[8]);
        double[] y = (double[]) CompiledModel.call(prediction, "y");
        double[] z = (double[]) CompiledModel.call(prediction, "z");
        for (int i = 2; i < 8; i++) {
            assertEquals(y[i % 2], y[i]);
            assertTrue(z[i % 2] != z[i]);
        }
    }
}
