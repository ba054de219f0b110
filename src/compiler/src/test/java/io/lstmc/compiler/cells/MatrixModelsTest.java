package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.compiler.agreement.RandomModelRun;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrices of each sample: as states, inputs, targets and outputs, from the text to a running class. */
class MatrixModelsTest {

    private static final CompileOptions DOUBLE = CompileOptions.DEFAULT.with(Precision.DOUBLE);

    /** Beck et al., "xLSTM: Extended Long Short-Term Memory", 2024, equations 19 to 27, with stabilised gates. */
    private static final String MLSTM = """
            cell MLSTM(units) {
              input x
              state C[units, units], n[units], m[]
              param W_q, W_k, W_v, W_o ~ glorot
              param w_i[x], w_f[x]     ~ normal(deviation: 0.5)
              param b_q, b_k, b_v, b_o ~ zeros
              param b_i[], b_f[]       ~ zeros

              q    = W_q·x + b_q
              k    = (W_k·x + b_k) / sqrt(units)
              v    = W_v·x + b_v
              o    = σ(W_o·x + b_o)
              i    = w_i·x + b_i
              f    = -softplus(-(w_f·x + b_f))
              m[t] = maximum(f + m[t-1], i)
              i_s  = exp(i - m[t])
              f_s  = exp(f + m[t-1] - m[t])
              C[t] = f_s ⊙ C[t-1] + i_s ⊙ v ⊗ k
              n[t] = f_s ⊙ n[t-1] + i_s ⊙ k
              h    = o ⊙ C[t]·q / maximum(abs(n[t]·q), exp(-m[t]))
              output h, C[t]
            }
            """;

    /** Schlag, Irie and Schmidhuber, "Linear Transformers Are Secretly Fast Weight Programmers", ICML 2021: the delta rule. */
    private static final String FAST_WEIGHTS = """
            function kernel(z) = softmax(z)

            cell FastWeights(units, keys) {
              input x
              state W[units, keys]
              param W_k[keys, x], W_q[keys, x], W_v[units, x] ~ glorot
              param w_b[x] ~ glorot

              k    = kernel(W_k·x)
              old  = W[t-1]·k
              W[t] = W[t-1] + σ(w_b·x) * outer(W_v·x - old, k)
              y    = W[t]·kernel(W_q·x)
              output y, W[t]
            }
            """;

    /** Katharopoulos et al., "Transformers are RNNs", ICML 2020, with the state the other way round: a row for each key. */
    private static final String LINEAR_ATTENTION = """
            function feature(z) = elu(z) + 1

            cell LinearAttention(units, keys) {
              input x
              state S[keys, units], z[keys] ~ constant(0.1)
              param W_k[keys, x], W_q[keys, x], W_v[units, x] ~ glorot

              k    = feature(W_k·x)
              q    = feature(W_q·x)
              S[t] = S[t-1] + k ⊗ W_v·x
              z[t] = z[t-1] + k
              y    = q·S[t] / (q·z[t])
              output y, S[t]
            }
            """;

    static Stream<String> texts() {
        return Stream.of("= 4", "= 1", "<= 5")
                .flatMap(time -> Stream.of(
                        MLSTM + "model M { time T " + time
                                + " input x[T, 3] target y[T, 2] layer a = MLSTM(x, units: 3)"
                                + " layer b = Dense(a, units: 2) output b, C = last(a.C) loss mse(b, y) + 0.1 * mean(last(a.C)^2) }",
                        FAST_WEIGHTS + "model M { time T " + time + " input x[T, 3] target y[T, 2]"
                                + " layer a = FastWeights(x, units: 2, keys: 5) output z = a"
                                + " loss mse(a, y) + mean(a.W ^ 2) }",
                        LINEAR_ATTENTION + "model M { time T " + time + " input x[T, 3] target y[T, 2]"
                                + " layer a = LinearAttention(x, units: 4, keys: 3)"
                                + " layer b = LinearAttention(a, units: 2, keys: 4) output z = b loss mse(b, y) }"));
    }

    /** Products, transposes, rows and sums of matrices that samples bring, without time and at each step. */
    static Stream<String> expressions() {
        Stream<String> rows = Stream.of(
                "tanh(A)[1]·Q",
                "A[1:3]·v",
                "A[0] + A[2] * max(A)",
                "(w ⊗ v)·A[0]",
                "[[1, 2, 3], [-4, 0.5, 6]]·v",
                "[[w, 2], [v[0], w]]·[1, w]",
                "sum([[v]]·(v·[[1, 0, 0], [1, 1, 0], [1, 1, 1]])) * A[0]");
        Stream<String> any = Stream.of(
                "A·v",
                "w·A",
                "transpose(A)·w",
                "A·transpose(A)·w",
                "(P·A)·v",
                "A·(Q·v)",
                "(A·Q)·v",
                "sum(A) * v",
                "softmax(A)·v",
                "transpose(w ⊗ v)·w",
                "(w ⊗ v ⊙ A)·v",
                "where(A > 0.2, A, P·A)·v");
        String data = "input A[4, 3], v[3], w[4] target y[4, 3]";
        String ofSteps = "time T = 3 input A[T, 4, 3], v[T, 3], w[4] target y[T, 4, 3]";
        List<String> everywhere = any.toList();
        return Stream.concat(
                Stream.concat(rows, everywhere.stream()).map(e -> model(data, e)),
                everywhere.stream().map(e -> model(ofSteps, e)));
    }

    private static String model(String data, String expression) {
        return "model M { " + data + " param P[4, 4], Q[3, 3] ~ glorot e = " + expression
                + " output z = e ⊗ v, s = A loss mean(e^2) + mse(A ⊙ sum(e), y) }";
    }

    @ParameterizedTest
    @MethodSource({"texts", "expressions"})
    void derivativesAgreeWithDifferences(String text) {
        Network network = ModelAgreement.network(text);
        for (long seed = 1; seed < 4; seed++) {
            assertTrue(ModelAgreement.differencesAgree(network, seed), "seed " + seed + "\n" + text);
        }
    }

    @ParameterizedTest
    @MethodSource({"texts", "expressions"})
    void classesDoWhatTheInterpreterDoes(String text) {
        Network network = ModelAgreement.network(text);
        ModelAgreement.Compiled doubles = ModelAgreement.compiled(text, DOUBLE);
        for (int batch : new int[] {1, 3}) {
            RandomModelRun run = new RandomModelRun(network, batch, 7 + batch);
            ModelAgreement.assertClose(1e-9, ModelAgreement.interpret(run), run.train(doubles));
        }
        ModelAgreement.blocksAndStream(network, doubles, 5);
    }

    static Stream<Arguments> ofFloats() {
        return texts().limit(3).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("ofFloats")
    void floatsToo(String text) {
        RandomModelRun run = new RandomModelRun(ModelAgreement.network(text), 3, 2);
        ModelAgreement.Compiled floats = ModelAgreement.compiled(text, CompileOptions.DEFAULT.with(Precision.FLOAT));
        ModelAgreement.assertClose(2e-3, ModelAgreement.interpret(run), run.train(floats));
    }

    @Test
    void portsHaveTheShapesThatAreWritten() {
        Network network = ModelAgreement.network(
                "model M { time T = 5 input x[T, 3, 4], A[2, 6] output z = x, y = A[1], s = x[4] }");
        assertEquals(
                new TensorType(new TensorType.Time("T", 5), true, List.of(), List.of(3, 4)),
                network.inputs().get("x"));
        assertEquals(TensorType.perSample(2, 6), network.inputs().get("A"));
        assertEquals(TensorType.perSample(3, 4), network.outputs().get("s"));
        assertEquals(TensorType.perSample(6), network.outputs().get("y"));
    }
}
