package io.lstmc.compiler.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States that begin with values: of the cell, of its caller, with gradients, in streams. */
class BeginningsTest {

    /** States that begin with what is learnt, with what follows from an input that is given once, and with numbers. */
    static final String LEARNT = """
            cell Learnt(units) {
              input x, z
              state h[units] = h0, c[units] = tanh(V·z) * scale, d[units] ~ constant(0.5), e[units] = 0.25
              param h0 ~ glorot
              param W, U, V ~ glorot
              scale = 1 + size(z) / 10
              h[t] = tanh(W·x + U·h[t-1] + c[t-1])
              c[t] = 0.5 * c[t-1] + d[t-1] * e[t-1]
              d[t] = sin(h[t])
              e[t] = e[t-1] * 0.9 + h[t]
              output h[t], c[t]
            }
            """;

    /** An inner cell begins with what its caller says. */
    private static final String CELLS = LEARNT + """
            cell Around(units) {
              input x, z
              param p[units] ~ glorot
              inner = Learnt(x, 2 * z, units: units, h: p * sum(z), d: 1)
              deeper = GRU(inner, units: units, h: Dense(z, units: units))
              output deeper, inner.c
            }
            """;

    static Stream<String> models() {
        return Stream.of(
                        "layer a = Learnt(x, v, units: 3)",
                        "layer a = Around(x, v, units: 3)",
                        "layer r = LSTM(x, units: 3) layer a = LSTM(x, units: 3, h: last(r), c: tanh(last(r.c)))",
                        "param h0[3] ~ glorot layer a = GRU(x, units: 3, h: h0 + mean(v))",
                        "layer a = GRU(x, units: 3, h: 0.5)",
                        "layer a = RNN(x, units: 3, h: mean_steps(RNN(x, units: 3)))")
                .flatMap(layers -> Stream.of("= 4", "<= 5", "= 1")
                        .map(time -> CELLS + "model M { time T " + time + " input x[T, 2], v[2] target y[T, 3] "
                                + layers + " output a, z = last(a) * 2 loss mse(a, y) }"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void derivativesClassesAndStreamsAgree(String text) {
        ModelAgreement.assertModel(text, 7);
    }

    private static CompiledModel compiled(String body) {
        return CompiledModel.of(
                "model M { time T = 3 input x[T, 1], v[2] " + body + " }",
                CompileOptions.DEFAULT.with(Precision.DOUBLE));
    }

    @Test
    void aStreamBeginsWithTheInputsOfItsFirstStep() {
        CompiledModel model = compiled("layer a = Sum(x, h: v) output a }"
                + " cell Sum() { input x state h[2] h[t] = h[t-1] + x[0] output h[t]");
        Object stream = CompiledModel.call(model.model(), "stream");
        for (int n = 0; n < 2; n++) {
            double[] first = {10, 20 + n};
            assertArrayEquals(
                    new double[] {11, 21 + n}, (double[]) CompiledModel.call(stream, "step", new double[] {1}, first));
            double[] other = {5, 5};
            assertArrayEquals(
                    new double[] {13, 23 + n}, (double[]) CompiledModel.call(stream, "step", new double[] {2}, other));
            CompiledModel.call(stream, "reset");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h: last(x)", "h: sum_steps(x)", "h: last(GRU(x, units: 1))"})
    void aStreamCannotBeginWithItsEnd(String beginning) {
        String text = "model M { time T = 3 input x[T, 1] layer a = RNN(x, units: 1, " + beginning + ") output a }";
        String obstacle = LstmCompiler.lower(
                        new SourceText("m.lstm", text), "M", CompileOptions.DEFAULT, new Diagnostics(), (s, g) -> {})
                .orElseThrow()
                .streaming()
                .obstacle();
        assertEquals(true, obstacle.contains("sequence"), obstacle);
    }
}
