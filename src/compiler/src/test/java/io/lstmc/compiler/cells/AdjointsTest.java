package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pass gives the derivatives with respect to inputs and to what layers give, at each step. */
class AdjointsTest {

    /** Of a state to which the input is added, the derivative by the input is that by the state. */
    private static final String LEAKY =
            "cell Leaky { input x state h[x] h[t] = 0.5 * h[t-1] + x output h[t], twice = 2 * h[t] } ";

    private static CompiledModel model(String time, String body) {
        String text = LEAKY + "model M { time T " + time + " input x[T, 2] target y[2] " + body + " }";
        return CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layer a = Leaky(x) output p = last(a) loss mse(tanh(p), y)",
                "layer a = Leaky(x) layer b = LSTM(a, units: 2) output p = last(b) + max_steps(a) loss mse(p, y)",
                "layer a = reverse(Leaky(reverse(x))) output p = mean_steps(a.h) loss mse(tanh(a.h + p), y)",
                "layer b = Leaky(x) layer a = GRU(b, units: 2) output p = reverse(a) loss mse(last(p), y)"
            })
    void ofInputsAreDifferencesAndOfStatesThoseOfAllLaterSteps(String body) {
        // A reversed layer is called by the name of what is not reversed.
        String text = body.contains("a.h") ? body.replace("layer a = reverse(Leaky(reverse(x)))", "layer a = Leaky(x)") : body;
        CompiledModel model = model("<= 5", text);
        SplittableRandom random = new SplittableRandom(5);
        int[] lengths = {5, 1, 3};
        double[][] x = new double[lengths.length][];
        double[][] y = new double[lengths.length][];
        for (int row = 0; row < lengths.length; row++) {
            x[row] = random.doubles(lengths[row] * 2L, -1, 1).toArray();
            y[row] = random.doubles(2, -1, 1).toArray();
        }
        Object pass = filled(model, x, y);
        String leaky = text.contains("a = Leaky") ? "a" : "b";
        for (int row = 0; row < lengths.length; row++) {
            double[] adjoint = (double[]) CompiledModel.call(pass, "adjoint", "x", row);
            assertEquals(x[row].length, adjoint.length);
            for (int i = 0; i < adjoint.length; i++) {
                double at = x[row][i];
                x[row][i] = at + 1e-6;
                double above = (Double) CompiledModel.call(filled(model, x, y), "forward");
                x[row][i] = at - 1e-6;
                double below = (Double) CompiledModel.call(filled(model, x, y), "forward");
                x[row][i] = at;
                assertEquals((above - below) / 2e-6, adjoint[i], 1e-8);
            }
            assertArrayEquals(adjoint, (double[]) CompiledModel.call(pass, "adjoint", leaky + ".h", row), 1e-14);
            assertArrayEquals(adjoint, (double[]) CompiledModel.call(pass, "adjoint", leaky, row), 1e-14);
        }
    }

    private static Object filled(CompiledModel model, double[][] x, double[][] y) {
        Object pass = model.newPass();
        for (int row = 0; row < x.length; row++) {
            CompiledModel.call(pass, "add", x[row], y[row]);
        }
        CompiledModel.call(pass, "forward");
        return pass;
    }

    /** They follow a new forward pass, and backward in between changes nothing. */
    @Test
    void belongToTheLastForwardPass() {
        CompiledModel model = model("= 3", "layer a = LSTM(dropout(x), units: 2) output p = last(a) loss mse(p, y)");
        Object pass = model.newPass();
        CompiledModel.call(pass, "add", new double[] {1, 2, 3, 4, 5, 6}, new double[] {1, 0});
        CompiledModel.call(pass, "forward", 3L);
        double[] first = (double[]) CompiledModel.call(pass, "adjoint", "x", 0);
        CompiledModel.call(pass, "backward");
        assertArrayEquals(first, (double[]) CompiledModel.call(pass, "adjoint", "x", 0));
        CompiledModel.call(pass, "forward");
        double[] other = (double[]) CompiledModel.call(pass, "adjoint", "x", 0);
        assertTrue(!Arrays.equals(first, other), "without masks");
        AssertionError unknown =
                assertThrows(AssertionError.class, () -> CompiledModel.call(pass, "adjoint", "z", 0));
        assertEquals(
                "there is no adjoint of z; there are those of x, a, a.c, a.h",
                unknown.getCause().getMessage());
    }

    /** Two models are joined: the adjoint of one's input is that of the other's output. */
    @Test
    void joinModels() {
        CompileOptions options = CompileOptions.DEFAULT.with(Precision.DOUBLE);
        CompiledModel whole = CompiledModel.of(
                "model M { input x[3] target y[2] layer a = Dense(x, units: 4) h = tanh(a) layer b = Dense(h, units: 2)"
                        + " output p = b loss mse(p, y) }",
                options);
        CompiledModel lower =
                CompiledModel.of("model M { input x[3] layer a = Dense(x, units: 4) output h = tanh(a) }", options);
        CompiledModel upper = CompiledModel.of(
                "model M { input h[4] target y[2] layer b = Dense(h, units: 2) output p = b loss mse(p, y) }", options);
        for (String name : new String[] {"a.W", "a.b"}) {
            lower.set(name, CompiledModel.doubles(CompiledModel.call(whole.model(), "weights", name)));
        }
        for (String name : new String[] {"b.W", "b.b"}) {
            upper.set(name, CompiledModel.doubles(CompiledModel.call(whole.model(), "weights", name)));
        }
        double[] x = {0.3, -0.7, 0.2};
        double[] y = {0.5, 0.1};
        Object all = whole.newPass();
        CompiledModel.call(all, "add", x, y);
        CompiledModel.call(all, "forward");
        CompiledModel.call(all, "backward");
        Object first = lower.newPass();
        CompiledModel.call(first, "add", x);
        CompiledModel.call(first, "forward");
        Object second = upper.newPass();
        CompiledModel.call(second, "add", CompiledModel.call(first, "h", 0), y);
        CompiledModel.call(second, "forward");
        CompiledModel.call(first, "hAdjoint", 0, CompiledModel.call(second, "adjoint", "h", 0));
        CompiledModel.call(first, "backward");
        assertArrayEquals(
                (double[]) CompiledModel.call(all, "gradient", "a.W"),
                (double[]) CompiledModel.call(first, "gradient", "a.W"),
                1e-14);
        assertArrayEquals(
                (double[]) CompiledModel.call(all, "adjoint", "x", 0),
                (double[]) CompiledModel.call(first, "adjoint", "x", 0),
                1e-14);
    }
}
