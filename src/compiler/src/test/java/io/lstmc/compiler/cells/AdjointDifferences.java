package io.lstmc.compiler.cells;

import static io.lstmc.compiler.agreement.CompiledModel.call;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.agreement.CompiledModel;
import java.util.SplittableRandom;

/** Models whose cells add an input to each value on the way, and what a pass of them gives beside differences. */
final class AdjointDifferences {

    private AdjointDifferences() {}

    static final double EPSILON = 1e-5;

    static final String CELLS = """
            cell Leaky { input x, e[x] state h[x] h[t] = 0.6 * h[t-1] + tanh(x) + e both = h[t] * x output h[t], both }
            cell Gated(units) {
              input x, e[units] state h[units]
              param W, U ~ glorot
              param V[units, units] ~ glorot
              h[t] = tanh(W·x + U·h[t-1]) + e
              y = V·h[t]
              output y, h[t]
            }
            cell Outer(units) {
              input x, e[units] state s[units]
              inner = Gated([x, s[t-1]], e, units: units)
              s[t] = 0.3 * s[t-1] + inner.h * inner
              output s[t]
            }
            cell Around(cell C, units) { input x, e[units] inner = C(x, e, units: units) output y = inner * inner.h }
            cell Plain(units) { input x, e[units] inner = Dense(x, units: units) a = tanh(inner) + e output y = a * a, a }
            cell Memory {
              input x[m], e[m, n] state F[m, n]
              param k[n] ~ uniform
              F[t] = tanh(F[t-1] + x ⊗ k) + e
              output y = F[t]·k, F[t]
            }
            cell Attends(units) {
              time K input x, memory[K, units], e[units] state h[units]
              param W ~ glorot
              weight = softmax_steps(memory·h[t-1])
              seen = sum_steps(weight * memory)
              h[t] = tanh(W·[x, seen]) + e
              output h[t], weight
            }
            """;

    /** Three samples for an input of two numbers and one of as many as {@code width}, along the same time or none. */
    static final class Samples {
        final double[][] x;
        final double[][] e;
        final double[][] y;

        Samples(int[] lengths, int width) {
            SplittableRandom random = new SplittableRandom(5);
            x = new double[lengths.length][];
            e = new double[lengths.length][];
            y = new double[lengths.length][];
            for (int row = 0; row < lengths.length; row++) {
                x[row] = random.doubles(lengths[row] * 2L, -1, 1).toArray();
                e[row] = new double[lengths[row] * width];
                y[row] = random.doubles(2, -1, 1).toArray();
            }
        }

        Object pass(CompiledModel model) {
            Object pass = model.newPass();
            for (int row = 0; row < x.length; row++) {
                call(pass, "add", x[row], e[row], y[row]);
            }
            return pass;
        }

        double loss(CompiledModel model) {
            return (Double) call(pass(model), "forward");
        }

        /** Four points, because some of the losses have large third derivatives. */
        double difference(CompiledModel model, double[] array, int i) {
            double at = array[i];
            double[] losses = new double[4];
            double[] steps = {EPSILON, -EPSILON, 2 * EPSILON, -2 * EPSILON};
            for (int k = 0; k < 4; k++) {
                array[i] = at + steps[k];
                losses[k] = loss(model);
            }
            array[i] = at;
            return (8 * (losses[0] - losses[1]) - (losses[2] - losses[3])) / (12 * EPSILON);
        }
    }

    static CompiledModel model(String time, String asked, String sizes, String body, CompileOptions options) {
        return CompiledModel.of(
                CELLS + "model M { time T " + time + " input x[T, 2], e[T, " + sizes + "] target y[2] adjoint " + asked
                        + " " + body + " }",
                options);
    }

    /** Compares x and e with differences, and the value that is called {@code asked} with e. */
    static void compare(CompiledModel model, Samples samples, String asked) {
        Object pass = samples.pass(model);
        call(pass, "forward");
        double largest = 0;
        for (int row = 0; row < samples.x.length; row++) {
            double[] ofX = adjoint(pass, "x", row);
            assertEquals(samples.x[row].length, ofX.length);
            for (int i = 0; i < ofX.length; i++) {
                assertEquals(samples.difference(model, samples.x[row], i), ofX[i], 1e-9, "x " + row + " " + i);
            }
            double[] ofE = adjoint(pass, "e", row);
            double[] ofValue = adjoint(pass, asked, row);
            assertEquals(samples.e[row].length, ofValue.length);
            for (int i = 0; i < ofValue.length; i++) {
                assertEquals(samples.difference(model, samples.e[row], i), ofE[i], 1e-9, "e " + row + " " + i);
                largest = Math.max(largest, Math.abs(ofE[i]));
            }
            assertArrayEquals(ofE, ofValue, 1e-13, asked);
        }
        assertTrue(largest > 1e-4, "nothing to compare");
    }

    /** What is asked for alone, where nothing else asks for what it is made of. */
    static void compareAlone(CompiledModel all, CompiledModel alone, Samples samples, String asked) {
        all.model()
                .parameters()
                .forEach(p -> alone.model().set(p.name(), all.model().get(p.name())));
        Object pass = samples.pass(all);
        Object other = samples.pass(alone);
        call(pass, "forward");
        call(other, "forward");
        for (int row = 0; row < samples.x.length; row++) {
            assertArrayEquals(adjoint(pass, asked, row), adjoint(other, asked, row), 1e-13, asked);
        }
    }

    static double[] adjoint(Object pass, String name, int row) {
        return (double[]) call(pass, "adjoint", name, row);
    }
}
