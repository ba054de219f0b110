package io.lstmc.compiler.cells;

import static io.lstmc.compiler.agreement.CompiledModel.call;
import static io.lstmc.compiler.cells.AdjointDifferences.EPSILON;
import static io.lstmc.compiler.cells.AdjointDifferences.adjoint;
import static io.lstmc.compiler.cells.AdjointDifferences.compare;
import static io.lstmc.compiler.cells.AdjointDifferences.compareAlone;
import static io.lstmc.compiler.cells.AdjointDifferences.model;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.cells.AdjointDifferences.Samples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A pass gives the derivatives with respect to inputs and to values on the way, at each step. Values on the way are compared
 * with differences too: each cell here adds its second input to what it gives, so the derivative by that input, which is
 * zero, is the one by the value.
 */
class AdjointsTest {

    private static final CompileOptions DOUBLE = CompileOptions.DEFAULT.with(Precision.DOUBLE);

    private static final String BOTH = "layer r = Gated(reverse(x), reverse(e), units: 3) layer b = GRU(x, units: 2)"
            + " layer a = Gated([b, reverse(r)], e, units: 3) output p = [first(reverse(r))[0], last(a)[1]] loss mse(p, y)";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | 2 | layer a = Leaky(x, e) output p = last(a) loss mse(tanh(p), y)",
                "a.h | 2 | layer a = Leaky(x, e) output p = last(a) + mean_steps(a.both) loss mse(tanh(p), y)",
                "a | 2 | layer a = Leaky(x, e) layer b = LSTM(a, units: 2) output p = last(b) + max_steps(a) loss mse(p, y)",
                "a.h | 3 | layer a = Gated(x, e, units: 3) layer b = Dense(a, units: 2) output p = mean_steps(b) loss mse(p, y)",
                "a.h | 3 | layer b = GRU(x, units: 2) layer a = Gated(b, e, units: 3) output p = max_steps(a)[0:2] loss mse(p, y)",
                "a.inner.h | 2 | layer a = Around(x, e, C: Gated, units: 2) output p = last(a) + first(a) loss mse(p, y)",
                "a.inner.h | 2 | layer a = Outer(x, e, units: 2) output p = last(a) + first(a) loss mse(p, y)",
                "a.a | 2 | layer a = Plain(x, e, units: 2) layer b = GRU(a, units: 2) output p = last(b) + mean_steps(a.a)"
                        + " loss mse(p, y)",
                "v | 2 | v = tanh(x) + e layer a = LSTM(v, units: 2) output p = last(a) * sum_steps(v) loss mse(p, y)",
                "w | 2 | layer a = Leaky(x, e) w = a output p = last(w) loss mse(tanh(p), y)",
                "a.F | 3, 2 | z = [sum(x), x] layer a = Memory(z, e) output p = last(a)[0:2] loss mse(p, y)",
                "a.h | 2 | layer b = GRU(x, units: 2) layer a = Attends(x, b, e, units: 2) output p = last(a) loss mse(p, y)"
            })
    void areDifferencesAtEachStep(String asked, String sizes, String body) {
        int width = Arrays.stream(sizes.split(", ")).mapToInt(Integer::parseInt).reduce(1, (a, b) -> a * b);
        for (String time : new String[] {"<= 5", "= 3"}) {
            Samples samples = new Samples(time.equals("= 3") ? new int[] {3, 3, 3} : new int[] {5, 1, 3}, width);
            CompiledModel model = model(time, "x, e, " + asked, sizes, body, DOUBLE);
            compare(model, samples, asked);
            compareAlone(model, model(time, asked, sizes, body, DOUBLE), samples, asked);
        }
    }

    /** In both directions, and whatever the passes do. */
    @Test
    void areTheSameWithoutOptimizations() {
        Samples samples = new Samples(new int[] {5, 1, 3}, 3);
        for (Optimizations optimizations : new Optimizations[] {Optimizations.ALL, Optimizations.NONE}) {
            CompiledModel model = model("<= 5", "x, e, a.h, b, r.h, r", "3", BOTH, DOUBLE.with(optimizations));
            Object pass = samples.pass(model);
            call(pass, "forward");
            for (int row = 0; row < 3; row++) {
                double[] ofE = adjoint(pass, "e", row);
                double[] ofA = adjoint(pass, "a.h", row);
                double[] ofR = adjoint(pass, "r.h", row);
                int steps = ofE.length / 3;
                for (int i = 0; i < ofE.length; i++) {
                    int mirrored = (steps - 1 - i / 3) * 3 + i % 3;
                    assertEquals(samples.difference(model, samples.e[row], i), ofE[i], 1e-9);
                    assertEquals(ofE[i], ofA[i] + ofR[mirrored], 1e-13);
                }
            }
        }
    }

    /** They follow a new forward pass, its masks and new weights, and backward in between changes nothing. */
    @Test
    void belongToTheLastForwardPass() {
        CompiledModel model = model(
                "= 3",
                "x, e, d",
                "1",
                "d = dropout(x, rate: 0.4) layer a = GRU(d, units: 2) output p = last(a) + 0 * last(e)[0]"
                        + " loss mse(p, y)",
                DOUBLE);
        Samples samples = new Samples(new int[] {3, 3}, 1);
        Object pass = samples.pass(model);
        for (int time = 0; time < 2; time++) {
            for (long seed = 0; seed < 2; seed++) {
                call(pass, "forward", seed);
                double[] first = adjoint(pass, "x", 1);
                call(pass, "backward");
                assertArrayEquals(first, adjoint(pass, "x", 1));
                for (int i = 0; i < first.length; i++) {
                    double at = samples.x[1][i];
                    double[] losses = new double[2];
                    for (int k = 0; k < 2; k++) {
                        samples.x[1][i] = at + (k == 0 ? EPSILON : -EPSILON);
                        losses[k] = (Double) call(samples.pass(model), "forward", seed);
                    }
                    samples.x[1][i] = at;
                    assertEquals((losses[0] - losses[1]) / (2 * EPSILON), first[i], 1e-8);
                }
            }
            double[] before = adjoint(pass, "d", 0);
            call(pass, "forward");
            assertFalse(Arrays.equals(before, adjoint(pass, "d", 0)), "the masks are gone");
            double[] weights = CompiledModel.doubles(call(model.model(), "weights", "a.W_n"));
            Arrays.setAll(weights, i -> weights[i] + 0.5);
            model.set("a.W_n", weights);
        }
    }

    /** Where samples go on from the states of others, the adjoints are those at these states. */
    @Test
    void goOnWithCarriedStates() {
        CompiledModel model = CompiledModel.of(
                "model M { time T = 3 input x[T, 2] target y[2] adjoint x, a layer a = GRU(x, units: 2) output p = last(a)"
                        + " loss mse(p, y) train { optimizer sgd(lr: 0.1) batch 2 carry } }",
                DOUBLE);
        double[] x = {1, 2, 3, -1, -2, -3};
        Object pass = afterAnother(model, x);
        double[] ofX = adjoint(pass, "x", 0);
        for (int i = 0; i < x.length; i++) {
            double[] losses = new double[2];
            for (int k = 0; k < 2; k++) {
                double[] moved = x.clone();
                moved[i] += k == 0 ? EPSILON : -EPSILON;
                losses[k] = (Double) call(afterAnother(model, moved), "forward");
            }
            assertEquals((losses[0] - losses[1]) / (2 * EPSILON), ofX[i], 1e-9);
        }
        Object alone = model.newPass();
        call(alone, "add", x, new double[] {1, 2});
        call(alone, "forward");
        assertFalse(Arrays.equals(ofX, adjoint(alone, "x", 0)), "nothing was carried");
    }

    /** What nothing uses has no states that go on, whatever its name. */
    @Test
    void ofUnusedRecurrencesAreZeroWhereStatesAreCarried() {
        CompiledModel model = CompiledModel.of(
                "model M { time T = 3 input x[T, 2] target y[2] p = previous(x) q = previous(tanh(x)) layer b = GRU(q, units: 2)"
                        + " adjoint q, b, x, a layer a = GRU(x + p, units: 2) output z = last(a) loss mse(z, y)"
                        + " train { optimizer sgd(lr: 0.1) batch 2 carry } }",
                DOUBLE);
        Object pass = afterAnother(model, new double[] {1, 2, 3, -1, -2, -3});
        assertArrayEquals(new double[6], adjoint(pass, "q", 0));
        assertArrayEquals(new double[6], adjoint(pass, "b", 0));
        assertFalse(Arrays.equals(new double[6], adjoint(pass, "a", 0)));
    }

    private static Object afterAnother(CompiledModel model, double[] x) {
        Object pass = model.newPass();
        call(pass, "add", new double[] {2, 2, 2, 2, 2, 2}, new double[] {0, 0});
        call(pass, "forward");
        adjoint(pass, "a", 0);
        call(pass, "goOn");
        call(pass, "add", x, new double[] {1, 2});
        call(pass, "forward");
        return pass;
    }

    /** What is looked up has an adjoint, whatever it is made of; a value that no end depends on has zeros. */
    @Test
    void ofLookupsAndOfWhatIsNotUsed() {
        CompiledModel model = CompiledModel.of(
                AdjointDifferences.CELLS
                        + "model M { time T <= 4 input words[T] : token(7), z[3] target y[2] param E[7, 2] ~ glorot"
                        + " adjoint e, hot, a, z, none, past, W2 "
                        + " e = E[words] hot = one_hot(words) none = 3 * z past = stop_gradient(last(a)) param W[2] ~ glorot"
                        + " W2 = W * W layer a = Leaky(e + sum(hot), e) output p = last(a) * past * W2 loss mse(p, y) }",
                DOUBLE);
        Object pass = model.newPass();
        double[][] y = {{0.3, -0.2}, {1, 2}};
        call(pass, "add", new int[] {1, 5, 0}, new double[3], y[0]);
        call(pass, "add", new int[] {6}, new double[3], y[1]);
        call(pass, "forward");
        call(pass, "backward");
        double[] table = new double[14];
        for (int row = 0; row < 2; row++) {
            int[] words = row == 0 ? new int[] {1, 5, 0} : new int[] {6};
            double[] ofE = adjoint(pass, "e", row);
            assertEquals(2 * words.length, ofE.length);
            for (int i = 0; i < ofE.length; i++) {
                table[2 * words[i / 2] + i % 2] += ofE[i];
            }
            assertEquals(7 * words.length, adjoint(pass, "hot", row).length);
            assertArrayEquals(new double[3], adjoint(pass, "z", row));
            assertArrayEquals(new double[3], adjoint(pass, "none", row));
            double[] p = (double[]) call(pass, "p", row);
            double[] last = new double[2];
            double[] ofPast = adjoint(pass, "past", row);
            double[] w = CompiledModel.doubles(call(model.model(), "weights", "W"));
            for (int k = 0; k < 2; k++) {
                // p is the square of the last step times w².
                last[k] = Math.sqrt(p[k]) / Math.abs(w[k]);
                double ofP = (p[k] - y[row][k]) / 2;
                assertEquals(Math.abs(ofP * last[k] * w[k] * w[k]), Math.abs(ofPast[k]), 1e-12);
            }
            // What is the same for all samples has one derivative, of the mean loss.
            assertArrayEquals(adjoint(pass, "W2", 0), adjoint(pass, "W2", row));
        }
        assertArrayEquals((double[]) call(pass, "gradient", "E"), table, 1e-14);
        double[] ofW = (double[]) call(pass, "gradient", "W");
        double[] w = CompiledModel.doubles(call(model.model(), "weights", "W"));
        for (int k = 0; k < 2; k++) {
            assertEquals(ofW[k], 2 * w[k] * adjoint(pass, "W2", 0)[k], 1e-14);
        }
    }

    /** A target has one, and a frozen param by another name. */
    @Test
    void ofTargetsAndFrozenParams() {
        CompiledModel model = CompiledModel.of(
                "model M { input x[2] target y[2] adjoint y, w param v[2] : frozen ~ uniform w = v layer a = Dense(x, units: 2)"
                        + " output p = a * w loss mse(tanh(p), y) }",
                DOUBLE);
        Object pass = model.newPass();
        double[][] y = {{0.5, 0.1}, {-1, 0.4}};
        for (double[] row : y) {
            call(pass, "add", new double[] {0.3, -0.7}, row);
        }
        call(pass, "forward");
        for (int row = 0; row < 2; row++) {
            double[] p = (double[]) call(pass, "p", row);
            double[] v = CompiledModel.doubles(call(model.model(), "weights", "v"));
            for (int i = 0; i < 2; i++) {
                double error = (Math.tanh(p[i]) - y[row][i]) / 2;
                assertEquals(-error, adjoint(pass, "y", row)[i], 1e-12);
                double ofV = 0;
                for (double[] each : y) {
                    double slope = 1 - Math.tanh(p[i]) * Math.tanh(p[i]);
                    ofV += (Math.tanh(p[i]) - each[i]) / 2 * slope * p[i] / v[i];
                }
                assertEquals(ofV, adjoint(pass, "w", row)[i], 1e-12);
            }
        }
    }

    /** Two models are joined: the adjoint of one's input is that of the other's output. */
    @Test
    void joinModels() {
        CompiledModel whole = CompiledModel.of(
                "model M { input x[3] target y[2] adjoint x layer a = Dense(x, units: 4) h = tanh(a)"
                        + " layer b = Dense(h, units: 2) output p = b loss mse(p, y) }",
                DOUBLE);
        CompiledModel lower = CompiledModel.of(
                "model M { input x[3] adjoint x, h layer a = Dense(x, units: 4) output h = tanh(a) }", DOUBLE);
        CompiledModel upper = CompiledModel.of(
                "model M { input h[4] target y[2] adjoint h layer b = Dense(h, units: 2) output p = b loss mse(p, y) }",
                DOUBLE);
        for (String name : new String[] {"a.W", "a.b"}) {
            lower.set(name, CompiledModel.doubles(call(whole.model(), "weights", name)));
        }
        for (String name : new String[] {"b.W", "b.b"}) {
            upper.set(name, CompiledModel.doubles(call(whole.model(), "weights", name)));
        }
        Object all = whole.newPass();
        Object first = lower.newPass();
        Object second = upper.newPass();
        double[][] x = {{0.3, -0.7, 0.2}, {1, 2, 3}};
        double[][] y = {{0.5, 0.1}, {-1, 0.4}};
        for (int row = 0; row < 2; row++) {
            call(all, "add", x[row], y[row]);
            call(first, "add", x[row]);
        }
        call(all, "forward");
        call(all, "backward");
        for (int time = 0; time < 2; time++) {
            call(first, "forward");
            for (int row = 0; row < 2; row++) {
                call(second, "add", call(first, "h", row), y[row]);
            }
            call(second, "forward");
            for (int row = 0; row < 2; row++) {
                call(first, "hAdjoint", row, call(second, "adjoint", "h", row));
            }
            call(first, "backward");
            assertArrayEquals(
                    (double[]) call(all, "gradient", "a.W"), (double[]) call(first, "gradient", "a.W"), 1e-14);
            for (int row = 0; row < 2; row++) {
                assertArrayEquals(adjoint(all, "x", row), adjoint(first, "x", row), 1e-14);
                assertArrayEquals(adjoint(second, "h", row), adjoint(first, "h", row), 1e-14);
            }
            call(first, "hAdjoint", 1, new double[4]);
            assertArrayEquals(new double[3], adjoint(first, "x", 1), "the adjoint of the output is another");
            call(second, "clear");
        }
    }

    /** The adjoint of an output stays through another forward pass, until there is another one or the samples go. */
    @Test
    void ofAnOutputStays() {
        CompiledModel model = CompiledModel.of(
                "model M { input x[1] param w[1] ~ constant(1) adjoint x output p = w * x^2 }", DOUBLE);
        Object pass = model.newPass();
        call(pass, "add", new double[] {3});
        for (double w : new double[] {1, 2}) {
            model.set("w", new double[] {w});
            call(pass, "forward");
            if (w == 1) {
                call(pass, "pAdjoint", 0, new double[] {0.5});
            }
            assertArrayEquals(new double[] {w * 3}, adjoint(pass, "x", 0));
            call(pass, "backward");
            assertArrayEquals(new double[] {4.5}, (double[]) call(pass, "gradient", "w"));
        }
        call(pass, "clear");
        call(pass, "add", new double[] {3});
        call(pass, "forward");
        assertArrayEquals(new double[] {0}, adjoint(pass, "x", 0));
    }

    @Test
    void sayWhichThereAre() {
        CompiledModel model = CompiledModel.of(
                AdjointDifferences.CELLS
                        + "model M { time T = 2 input x[T, 2], adjoint[T, 2] adjoint x, a.both adjoint adjoint"
                        + " layer a = Leaky(x, adjoint) output p = a, adjoints = last(a) loss mean(p) }",
                CompileOptions.DEFAULT);
        Object pass = model.newPass();
        assertEquals("call forward() first", message(pass, "x", 0));
        call(pass, "add", new float[4], new float[4]);
        call(pass, "forward");
        assertEquals(
                "there is no adjoint of a.bot (did you mean a.both?); the model asks for those of x, a.both, adjoint",
                message(pass, "a.bot", 0));
        assertEquals(
                "there is no adjoint of gate; the model asks for those of x, a.both, adjoint",
                message(pass, "gate", 0));
        String rows = " in a pass of 1 sample, which are counted from 0";
        assertEquals("there is no row 1" + rows, message(pass, "x", 1));
        assertEquals("there is no row -1" + rows, message(pass, "x", -1));
        assertEquals(2, ((float[]) call(pass, "adjoints", 0)).length);
        assertArrayEquals(new float[] {0.4f, 0.4f, 0.25f, 0.25f}, (float[]) call(pass, "adjoint", "adjoint", 0), 1e-7f);
    }

    private static String message(Object pass, String name, int row) {
        return assertThrows(AssertionError.class, () -> call(pass, "adjoint", name, row))
                .getCause()
                .getMessage();
    }

    /** Without the statement, the word is a name like any other, and the class has nothing more. */
    @Test
    void areThereWhereTheTextAsks() {
        CompiledModel model = CompiledModel.of(
                "model M { input x[2] adjoint = 2 * x layer a = Dense(adjoint, units: 1) z = adjoint output p = a, z }",
                CompileOptions.DEFAULT);
        assertTrue(Arrays.stream(model.newPass().getClass().getMethods())
                .noneMatch(m -> m.getName().equals("adjoint")));
        assertTrue(Arrays.stream(model.model().getClass().getDeclaredClasses())
                .noneMatch(c -> c.getSimpleName().startsWith("Adjoint")));
    }
}
