package io.lstmc.compiler.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.runtime.tensor.Parameter;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Some cells of {@code models/cells} against the equations of their papers in plain Java, element by element. */
class ZooValuesTest {

    private static final int STEPS = 6;
    private static final int WIDTH = 2;
    private static final int UNITS = 3;

    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<String, double[]> weights = new HashMap<>();
    private CompiledModel model;

    /** What the cell says at all steps, with random weights. */
    private double[] predict(String cell, String inputs, String call, Object... data) {
        String text = Zoo.textOf(cell) + "model M { time T = " + STEPS + " input " + inputs + " layer a = " + call
                + " output o = a }";
        model = CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
        for (Parameter parameter : model.model().parameters()) {
            double[] values = numbers(parameter.size());
            weights.put(parameter.name().replace("a.", ""), values);
            model.set(parameter.name(), values);
        }
        return (double[]) CompiledModel.call(model.model(), "predict", data);
    }

    private double[] predict(String cell, double[] x) {
        return predict(cell, "x[T, " + WIDTH + "]", cell + "(x, units: " + UNITS + ")", (Object) x);
    }

    private double[] numbers(int size) {
        return random.doubles(size, -1.5, 1.5).toArray();
    }

    /** Element i of the product of a matrix and the step t of a sequence. */
    private double product(String matrix, double[] sequence, int t, int columns, int i) {
        double sum = 0;
        for (int j = 0; j < columns && t >= 0; j++) {
            sum += weights.get(matrix)[i * columns + j] * sequence[t * columns + j];
        }
        return sum;
    }

    private double of(String vector, int i) {
        return weights.get(vector)[i];
    }

    private static double σ(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double before(double[] states, int t, int i) {
        return t == 0 ? 0 : states[(t - 1) * UNITS + i];
    }

    @Test
    void vanillaLstm() {
        double[] x = numbers(STEPS * WIDTH);
        double[] actual = predict("VanillaLSTM", x);
        double[] y = new double[STEPS * UNITS];
        double[] c = new double[STEPS * UNITS];
        for (int t = 0; t < STEPS; t++) {
            for (int n = 0; n < UNITS; n++) {
                double[] sums = new double[4];
                for (int gate = 0; gate < 4; gate++) {
                    String name = "zifo".substring(gate, gate + 1);
                    sums[gate] = product("W_" + name, x, t, WIDTH, n)
                            + product("R_" + name, y, t - 1, UNITS, n)
                            + of("b_" + name, n);
                }
                double old = before(c, t, n);
                double now =
                        Math.tanh(sums[0]) * σ(sums[1] + of("p_i", n) * old) + old * σ(sums[2] + of("p_f", n) * old);
                c[t * UNITS + n] = now;
                y[t * UNITS + n] = Math.tanh(now) * σ(sums[3] + of("p_o", n) * now);
            }
        }
        assertArrayEquals(y, actual, 1e-12);
    }

    @Test
    void independentlyRecurrentNetwork() {
        double[] x = numbers(STEPS * WIDTH);
        double[] actual = predict("IndRNN", x);
        double[] h = new double[STEPS * UNITS];
        for (int t = 0; t < STEPS; t++) {
            for (int n = 0; n < UNITS; n++) {
                h[t * UNITS + n] =
                        Math.max(0, product("W", x, t, WIDTH, n) + of("u", n) * before(h, t, n) + of("b", n));
            }
        }
        assertArrayEquals(h, actual, 1e-12);
    }

    @Test
    void janet() {
        double[] x = numbers(STEPS * WIDTH);
        double[] actual = predict("JANET", x);
        double[] h = new double[STEPS * UNITS];
        for (int t = 0; t < STEPS; t++) {
            for (int n = 0; n < UNITS; n++) {
                double s = product("W_f", x, t, WIDTH, n) + product("U_f", h, t - 1, UNITS, n) + of("b_f", n);
                double c = product("W_c", x, t, WIDTH, n) + product("U_c", h, t - 1, UNITS, n) + of("b_c", n);
                h[t * UNITS + n] = σ(s) * before(h, t, n) + (1 - σ(s - 1)) * Math.tanh(c);
            }
        }
        assertArrayEquals(h, actual, 1e-12);
    }

    @Test
    void minimalGru() {
        double[] x = numbers(STEPS * WIDTH);
        double[] actual = predict("minGRU", x);
        double[] h = new double[STEPS * UNITS];
        for (int t = 0; t < STEPS; t++) {
            for (int n = 0; n < UNITS; n++) {
                double z = σ(product("W_z", x, t, WIDTH, n) + of("b_z", n));
                double candidate = product("W_h", x, t, WIDTH, n) + of("b_h", n);
                h[t * UNITS + n] = (1 - z) * before(h, t, n) + z * candidate;
            }
        }
        assertArrayEquals(h, actual, 1e-12);
    }

    /** The equations without stabilisation: as these numbers are small, nothing overflows. */
    @Test
    void matrixLstm() {
        double[] x = numbers(STEPS * WIDTH);
        double[] actual = predict("mLSTM", x);
        double[][] memory = new double[UNITS][UNITS];
        double[] sum = new double[UNITS];
        double[] h = new double[STEPS * UNITS];
        for (int t = 0; t < STEPS; t++) {
            double i = Math.exp(product("w_i", x, t, WIDTH, 0) + of("b_i", 0));
            double f = σ(product("w_f", x, t, WIDTH, 0) + of("b_f", 0));
            double read = 0;
            double[] q = new double[UNITS];
            for (int k = 0; k < UNITS; k++) {
                double key = (product("W_k", x, t, WIDTH, k) + of("b_k", k)) / Math.sqrt(UNITS);
                q[k] = product("W_q", x, t, WIDTH, k) + of("b_q", k);
                sum[k] = f * sum[k] + i * key;
                read += sum[k] * q[k];
                for (int v = 0; v < UNITS; v++) {
                    memory[v][k] = f * memory[v][k] + i * key * (product("W_v", x, t, WIDTH, v) + of("b_v", v));
                }
            }
            for (int v = 0; v < UNITS; v++) {
                double value = 0;
                for (int k = 0; k < UNITS; k++) {
                    value += memory[v][k] * q[k];
                }
                double o = σ(product("W_o", x, t, WIDTH, v) + of("b_o", v));
                h[t * UNITS + v] = o * value / Math.max(Math.abs(read), 1);
            }
        }
        assertArrayEquals(h, actual, 1e-12);
    }

    /** What is missing may be anything, NaN too. */
    @Test
    void gruWithMissingValues() {
        double[] x = numbers(STEPS * WIDTH);
        double[] m = random.ints((long) STEPS * WIDTH, 0, 2).asDoubleStream().toArray();
        double[] δ = random.doubles((long) STEPS * WIDTH, 0, 3).toArray();
        double[] mean = numbers(WIDTH);
        double[] given = x.clone();
        for (int i = 0; i < x.length; i++) {
            given[i] = m[i] > 0 ? x[i] : Double.NaN;
        }
        double[] actual = predict(
                "GRUD", "x[T, 2], m[T, 2], d[T, 2], mean[2]", "GRUD(x, m, d, mean, units: 3)", given, m, δ, mean);
        double[] last = mean.clone();
        double[] filled = new double[STEPS * WIDTH];
        double[] h = new double[STEPS * UNITS];
        for (int t = 0; t < STEPS; t++) {
            for (int d = 0; d < WIDTH; d++) {
                int at = t * WIDTH + d;
                last[d] = m[at] > 0 ? x[at] : last[d];
                double decay = Math.exp(-Math.max(0, of("w_γx", d) * δ[at] + of("b_γx", d)));
                filled[at] = m[at] * x[at] + (1 - m[at]) * (decay * last[d] + (1 - decay) * mean[d]);
            }
            double[] old = new double[UNITS];
            double[] reset = new double[UNITS];
            for (int n = 0; n < UNITS; n++) {
                old[n] = before(h, t, n) * Math.exp(-Math.max(0, product("W_γh", δ, t, WIDTH, n) + of("b_γh", n)));
            }
            for (int n = 0; n < UNITS; n++) {
                reset[n] = old[n] * σ(gate("_r", filled, m, old, t, n));
            }
            for (int n = 0; n < UNITS; n++) {
                double z = σ(gate("_z", filled, m, old, t, n));
                double candidate = Math.tanh(gate("", filled, m, reset, t, n));
                h[t * UNITS + n] = (1 - z) * old[n] + z * candidate;
            }
        }
        assertArrayEquals(h, actual, 1e-12);
    }

    private double gate(String name, double[] x, double[] m, double[] state, int t, int n) {
        return product("W" + name, x, t, WIDTH, n)
                + product("V" + name, m, t, WIDTH, n)
                + product("U" + name, state, 0, UNITS, n)
                + of("b" + name, n);
    }

    /** The spikes are 0 or 1; their gradient is that of the surrogate, of which differences know nothing. */
    @Test
    void leakyIntegrateAndFire() {
        String text = Zoo.textOf("LIF") + "model M { time T = 3 input x[T, 1] layer a = LIF(x, units: 1) output o = a"
                + " loss sum_steps(sum(a)) }";
        CompiledModel net = CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
        double w = 0.7;
        double v = 0.4;
        double[] x = {2, 0.5, -1};
        net.set("a.W", new double[] {w});
        net.set("a.V", new double[] {v});
        Object pass = net.newPass();
        CompiledModel.call(pass, "add", (Object) x);
        CompiledModel.call(pass, "forward");
        CompiledModel.call(pass, "backward");

        double current = 0;
        double membrane = 0;
        double spike = 0;
        double[] slopes = new double[3]; // of current, membrane and spike by w
        double gradient = 0;
        double[] spikes = new double[3];
        for (int t = 0; t < 3; t++) {
            current = 0.8 * current + w * x[t] + v * spike;
            slopes[0] = 0.8 * slopes[0] + x[t] + v * slopes[2];
            membrane = 0.9 * membrane + current - spike;
            slopes[1] = 0.9 * slopes[1] + slopes[0];
            spike = membrane > 1 ? 1 : 0;
            slopes[2] = slopes[1] / Math.pow(1 + 10 * Math.abs(membrane - 1), 2);
            spikes[t] = spike;
            gradient += slopes[2];
        }
        assertEquals(1, spikes[0]);
        assertArrayEquals(spikes, (double[]) CompiledModel.call(pass, "o", 0));
        assertArrayEquals(new double[] {gradient}, (double[]) CompiledModel.call(pass, "gradient", "a.W"), 1e-12);
    }
}
