package io.lstmc.compiler.sequences;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.runtime.tensor.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sample with fewer steps along any of two times gives what a model of just so many steps gives. */
class NamedTimesTest {

    private static final int[][] LENGTHS = {{7, 2}, {3, 5}, {1, 1}, {5, 4}};

    private static final String CELLS = """
            cell Attention(units) {
              time  K
              input x, memory[K]
              state h[units]
              param W_m, W_h, W_c ~ glorot
              param v[units] ~ uniform
              score   = v · tanh(W_m·memory + W_h·h[t-1])
              weight  = softmax_steps(score)
              context = sum_steps(weight * memory)
              inner   = RNN([x, context], units: units)
              h[t]    = inner + tanh(W_c·context)
              output h[t], weight, context
            }
            cell Scores {
              time  K
              input x[n], memory[K, n]
              output score = softmax_steps(memory · x)
            }
            cell Alignment {
              time  K
              input x, memory[K]
              state a[K]
              param W[x, memory] ~ glorot
              a[t] = 0.5 * a[t-1] + tanh(memory · (transpose(W) · x))
              output total = sum_steps(a[t]), best = max_steps(a[t]), end = last(a[t]), a[t]
            }
            cell Levels {
              time  K
              input x, memory[K]
              state a[K, memory]
              param b[memory] ~ uniform
              a[t] = 0.7 * a[t-1] + b
              output level = sum_steps(mean(a[t]))
            }
            // Of zeros behind the end of a memory it would become infinite.
            cell Growing {
              time  K
              input x, memory[K]
              state c[K]
              param b[1] ~ constant(1)
              c[t] = (0.1 * c[t-1] + 30 * b[0] * exp(-500 * sum(memory ⊙ memory)))^8 + mean(memory)
              output total = sum_steps(c[t])
            }
            cell Given {
              time  K
              input x, memory[K], b[memory]
              state a[K, memory]
              a[t] = 0.7 * a[t-1] + b
              output level = sum_steps(mean(a[t]))
            }
            """;

    private static String text(String times, String body) {
        return CELLS + "model M { " + times + " input x[T, 2], y[S, 3] target z[S, 2], w[T] " + body + " }";
    }

    private static CompiledModel model(String times, String body) {
        return CompiledModel.of(text(times, body), CompileOptions.DEFAULT.with(Precision.DOUBLE));
    }

    static List<String> bodies() {
        return List.of(
                "layer a = LSTM(x, units: 3) layer b = GRU(y, units: 2) output o = last(a) + sum_steps(mean(b))"
                        + " loss mse(b, z) + mean_steps((w - sum(a))^2)",
                "layer a = Attention(y, x, units: 2) output o = a loss mse(a, z)",
                "layer e = LSTM(x, units: 4) layer a = Attention(y, e, units: 2) output o = a.weight loss mse(a, z)",
                "layer a = Attention(y, x, units: 2) output o = sum_steps(a.weight, S)"
                        + " loss mse(a, z) + mean_steps((w - sum_steps(a.weight, S))^2)",
                "layer a = Attention(y, x, units: 2) output o = max_steps(a.weight, T)"
                        + " loss mse(a, z) + last(mean_steps(a.weight, S))",
                "layer a = Scores(Dense(y, units: 2), x) output o = a loss mse(Dense(y, units: 2), z) + sum_steps(sum_steps(a, T)^2)",
                "layer a = Alignment(y, x) output o = a.total loss mean_steps(a.total + a.best * a.end)",
                "layer a = Alignment(y, x) output o = a.a loss sum_steps(sum_steps(a.a * a.a, S))",
                "param v[2] ~ uniform layer a = Given(y, x, where(2 > 1, 0.5, v)) output o = a * sum(y) loss mean_steps((a * sum(y))^2)",
                "param v[2], s[1] ~ uniform layer a = Given(y, x, where(2 > 1, s[0], v)) output o = a * sum(y) loss mean_steps((a * sum(y))^2)",
                "layer a = Growing(y, x) output o = a * sum(y) loss mean_steps((a * sum(y))^2)",
                "layer a = Levels(y, x) output o = a * sum(y) loss mean_steps((a * sum(y))^2)",
                "layer a = Attention(x, LSTM(x, units: 3), units: 2) output o = a.weight loss mse(last(a), last(z))");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void interpreterDerivativesAndClassAgree(String body) {
        ModelAgreement.assertAgrees(text("time T <= 7 time S <= 5", body));
        ModelAgreement.assertAgrees(text("time T = 4 time S = 3", body));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void everyLengthGivesWhatItsOwnModelGives(String body) {
        CompiledModel whole = model("time T <= 7 time S <= 5", body);
        SplittableRandom random = new SplittableRandom(4);
        for (Parameter parameter : whole.model().parameters()) {
            whole.set(parameter.name(), random.doubles(parameter.size(), -1, 1).toArray());
        }
        Object all = whole.newPass();
        List<Object> passes = new ArrayList<>();
        for (int[] lengths : LENGTHS) {
            Object[] sample = {
                random.doubles(lengths[0] * 2L, -1, 1).toArray(),
                random.doubles(lengths[1] * 3L, -1, 1).toArray(),
                random.doubles(lengths[1] * 2L, -1, 1).toArray(),
                random.doubles(lengths[0], -1, 1).toArray()
            };
            CompiledModel.call(all, "add", sample);
            CompiledModel own = model("time T = " + lengths[0] + " time S = " + lengths[1], body);
            for (Parameter parameter : whole.model().parameters()) {
                own.set(
                        parameter.name(),
                        CompiledModel.doubles(CompiledModel.call(whole.model(), "weights", parameter.name())));
            }
            Object pass = own.newPass();
            CompiledModel.call(pass, "add", sample);
            passes.add(pass);
        }
        ShorterSequencesTest.assertGivesThatOfEach(whole, all, passes, "o");
    }
}
