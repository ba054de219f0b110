package io.lstmc.compiler.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.runtime.tensor.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample with fewer steps than its model gives what a model of just so many steps gives. */
class ShorterSequencesTest {

    private static final int[] LENGTHS = {7, 3, 1, 5};

    private static CompiledModel model(String time, String body) {
        String text = "model M { time T " + time + " input x[T, 2] target y[T, 3] " + body + " }";
        return CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layer a = LSTM(log(x), units: 3) output z = last(a) loss mse(a, y)",
                "layer a = GRU(x, units: 4) layer b = Dense(a, units: 3) output z = b loss cross_entropy(b, softmax(y))",
                "layer a = LSTM(log(reverse(x)), units: 3) output z = last(a) + first(a) loss mse(a, y)",
                "layer a = reverse(RNN(reverse(x), units: 3)) output z = a loss mse(reverse(a) + previous(a), y)",
                "layer a = Dense(cumsum(reverse(x)), units: 3) output z = first(a) loss mse(a, reverse(y))",
                "layer a = RNN(x, units: 3) output z = mean_steps(a) loss mse(z, last(y))",
                "layer a = Dense(Mean(reverse(x)), units: 3) output z = last(a) loss mse(a, y) } cell Mean { input x[2]"
                        + " state s[2], n[] s[t] = s[t-1] + x n[t] = n[t-1] + 1 mean = s[t] / n[t] output mean",
                "layer a = Peephole(x, units: 3) output z = max_steps(a) + sum_steps(a) loss mse(z, sum_steps(y))",
            })
    void everyLengthGivesWhatItsOwnModelGives(String body) {
        CompiledModel whole = model("<= 7", body);
        SplittableRandom random = new SplittableRandom(4);
        for (Parameter parameter : whole.model().parameters()) {
            whole.set(parameter.name(), random.doubles(parameter.size(), -1, 1).toArray());
        }
        Object all = whole.newPass();
        List<CompiledModel> models = new ArrayList<>();
        List<Object> passes = new ArrayList<>();
        for (int length : LENGTHS) {
            double[] x = random.doubles(length * 2L, 0.1, 1).toArray();
            double[] y = random.doubles(length * 3L, -1, 1).toArray();
            CompiledModel.call(all, "add", x, y);
            CompiledModel own = model("= " + length, body);
            for (Parameter parameter : whole.model().parameters()) {
                own.set(
                        parameter.name(),
                        CompiledModel.doubles(CompiledModel.call(whole.model(), "weights", parameter.name())));
            }
            Object pass = own.newPass();
            CompiledModel.call(pass, "add", x, y);
            models.add(own);
            passes.add(pass);
        }
        assertGivesThatOfEach(whole, all, passes, "z");
    }

    /**
     * Whether a pass over samples of several lengths gives the output of each and the mean of the losses and gradients that
     * the samples give alone.
     *
     * @param all the pass with all samples
     * @param alone a pass for each sample, of a model with as many steps as that has
     */
    static void assertGivesThatOfEach(CompiledModel whole, Object all, List<Object> alone, String output) {
        double loss = (Double) CompiledModel.call(all, "forward");
        CompiledModel.call(all, "backward");
        double expected = 0;
        for (int row = 0; row < alone.size(); row++) {
            expected += (Double) CompiledModel.call(alone.get(row), "forward") / alone.size();
            CompiledModel.call(alone.get(row), "backward");
            assertArrayEquals(
                    (double[]) CompiledModel.call(alone.get(row), output, 0),
                    (double[]) CompiledModel.call(all, output, row),
                    1e-13);
        }
        assertEquals(expected, loss, 1e-13);
        for (Parameter parameter : whole.model().parameters()) {
            double[] sum = new double[parameter.size()];
            for (Object pass : alone) {
                double[] one = (double[]) CompiledModel.call(pass, "gradient", parameter.name());
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += one[i] / alone.size();
                }
            }
            double[] gradient = (double[]) CompiledModel.call(all, "gradient", parameter.name());
            assertArrayEquals(sum, gradient, 1e-12, parameter.name());
        }
    }

    @Test
    void wrongLengthsAreRefused() {
        CompiledModel model = model("<= 7", "layer a = RNN(x, units: 3) output z = last(a) loss mse(a, y)");
        Object pass = model.newPass();
        for (int[] sizes : new int[][] {{0, 0}, {16, 24}, {3, 3}, {4, 9}}) {
            AssertionError refused = assertThrows(
                    AssertionError.class,
                    () -> CompiledModel.call(pass, "add", new double[sizes[0]], new double[sizes[1]]));
            assertEquals(IllegalArgumentException.class, refused.getCause().getClass());
        }
    }
}
