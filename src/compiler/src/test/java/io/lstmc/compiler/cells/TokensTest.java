package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.ModelAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens look up: in parameters, in values of a sample, at each step, inside cells. */
class TokensTest {

    private static final String CELLS =
            """
            cell Speller(units) {
              input  letter : token
              state  h[units]
              param  E[letter, units] ~ uniform
              param  U ~ glorot
              h[t] = tanh(E[letter] + U·h[t-1])
              output h[t]
            }
            cell Labels {
              time   K
              input  scores, labels[K] : token(scores)
              output sum_steps(scores[labels]) = total
            }
            """.replace("output sum_steps(scores[labels]) = total", "output total = sum_steps(scores[labels])");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "param E[7, 3] ~ uniform layer a = LSTM(E[w], units: 4) output o = a loss -mean_steps(log_softmax(Dense(a, units: 5))[y])",
                "layer e = Embedding(w, units: 3) layer a = GRU(e, units: 5) output o = last(a) loss mse(last(a), one_hot(z))",
                "layer a = Speller(w, units: 5) output o = last(a) loss -log_softmax(last(a))[z] + sum_steps(where(y == 2, sum(a), 0))",
                "param E[7, 5] ~ uniform layer a = RNN(E[w], units: 4) output o = softmax(E·Dense(a, units: 5))"
                        + " loss mean_steps(-log_softmax(transpose(E)·one_hot(w))[y]) + mean_steps(sum(a))",
                "param E[7, 3], F[7, 3] ~ uniform layer a = RNN(E[w] + F[w], units: 5) output o = a loss mean_steps(-log_softmax(a)[y])",
                "param E[7, 5], F[7, 5] ~ uniform output o = E[w] + F[w] loss mean_steps(-log_softmax(o)[y] - sum(F[w] ⊙ F[w]))",
                "layer a = Labels(softmax(x), y) output o = x loss last(a)^2 + sum_steps(x[y])",
                "param b[7] ~ uniform output o = b[last(w)] loss mean_steps(b[w]^2) + where(z == 3, b[last(w)], 0)"
            })
    void interpreterDerivativesAndClassAgree(String body) {
        for (String time : new String[] {"<=", "="}) {
            String tokens =
                    "time T " + time + " 6 input w[T] : token(7), x[T, 5] target y[T] : token(5), z : token(5) ";
            ModelAgreement.assertAgrees(CELLS + "model M { " + tokens + body + " }");
        }
    }

    /** What one pass touched is not in the gradient of the next, whatever it looks up. */
    @Test
    void aGradientOfRowsForgetsThoseOfThePassBefore() {
        String text = "model M { time T <= 4 input w[T] : token(50) target y : token(2) param E[50, 2], b[50] ~ uniform"
                + " z = sum_steps(E[w]) + [sum_steps(b[w]), 0] output o = softmax(z) loss -log_softmax(z)[y] }";
        CompiledModel model = CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
        Object used = model.newPass();
        for (int[] tokens : new int[][] {{3, 7, 3, 49}, {7}, {0, 1, 2}, {5, 5}}) {
            Object fresh = model.newPass();
            CompiledModel.call(used, "clear");
            for (Object pass : new Object[] {fresh, used}) {
                CompiledModel.call(pass, "add", tokens, new int[] {1});
                CompiledModel.call(pass, "forward");
                CompiledModel.call(pass, "backward");
            }
            for (String parameter : new String[] {"E", "b"}) {
                double[] gradient = (double[]) CompiledModel.call(used, "gradient", parameter);
                assertArrayEquals((double[]) CompiledModel.call(fresh, "gradient", parameter), gradient);
                long rows =
                        java.util.Arrays.stream(gradient).filter(x -> x != 0).count();
                long different = java.util.Arrays.stream(tokens).distinct().count();
                assertEquals(different * (parameter.equals("E") ? 2 : 1), rows);
            }
        }
    }

    @Test
    void dataOutOfRangeIsRefused() {
        String text = "model M { time T <= 4 input w[T] : token(3) target y : token(2) param E[3, 2] ~ uniform"
                + " output o = softmax(sum_steps(E[w])) loss -log_softmax(sum_steps(E[w]))[y] }";
        CompiledModel model = CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.FLOAT));
        Object pass = model.newPass();
        CompiledModel.call(pass, "add", new int[] {0, 2}, new int[] {1});
        for (int[][] wrong : new int[][][] {{{0, 3}, {1}}, {{-1}, {1}}, {{0}, {2}}, {{}, {1}}, {{0}, {}}}) {
            AssertionError refused =
                    assertThrows(AssertionError.class, () -> CompiledModel.call(pass, "add", wrong[0], wrong[1]));
            assertEquals(IllegalArgumentException.class, refused.getCause().getClass());
        }
        Object one = CompiledModel.call(model.model(), "predict", new int[] {1, 1, 2});
        Object stream = CompiledModel.call(model.model(), "newPass");
        CompiledModel.call(stream, "add", new int[] {1, 1, 2}, new int[] {0});
        CompiledModel.call(stream, "forward");
        assertArrayEquals((float[]) CompiledModel.call(stream, "o", 0), (float[]) one, 1e-6f);
    }

    /** A stream makes a vector of 0 and 1 of each token. */
    @Test
    void oneHotHasAStream() {
        CompiledModel model = CompiledModel.of(
                "model M { time T = 3 input words[T] : token(4) param W[2, 4] ~ glorot layer a = GRU(W·one_hot(words), units: 2)"
                        + " output p = a }",
                CompileOptions.DEFAULT);
        int[] words = {2, 0, 3};
        float[] all = (float[]) CompiledModel.call(model.model(), "predict", words);
        Object stream = CompiledModel.call(model.model(), "stream");
        for (int step = 0; step < 3; step++) {
            float[] one = ((float[]) CompiledModel.call(stream, "step", new int[] {words[step]})).clone();
            assertArrayEquals(java.util.Arrays.copyOfRange(all, 2 * step, 2 * step + 2), one, 1e-6f);
        }
    }
}
