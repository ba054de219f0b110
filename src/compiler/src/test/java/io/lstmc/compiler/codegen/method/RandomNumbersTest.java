package io.lstmc.compiler.codegen.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.codegen.JavaCheck;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.lower.Network;
import io.lstmc.runtime.math.CounterRandom;
import org.junit.jupiter.api.Test;

/** Where random numbers are drawn outside of training, and which. */
public class RandomNumbersTest {

    /** Dropout between layers, and in a recurrence of a recurrence's output. */
    private static final String MASKED = """
            package com.example
            cell Dropped(units) {
              input x
              state h[units]
              param W, U ~ glorot
              h[t] = tanh(W·dropout(x) + U·dropout(h[t-1], rate: 0.3))
              output h[t]
            }
            model Masked {
              time T = 5
              input x[T, 2]
              target y[3]
              layer a = Dropped(x, units: 3)
              layer b = dropout(Dropped(a, units: 4), rate: 0.2)
              output p = Dense(last(b), units: 3)
              loss mse(p, y)
            }
            """;

    private static Network network(String text) {
        return LstmCompiler.lower(
                        new SourceText("test.lstm", text),
                        "Masked",
                        CompileOptions.DEFAULT,
                        new Diagnostics(),
                        (stage, graph) -> {})
                .orElseThrow();
    }

    private static boolean draws(Graph graph) {
        return graph.nodes().stream()
                .anyMatch(n -> n.op() instanceof Op.Random || n.op() instanceof Op.Scan scan && draws(scan.body()));
    }

    @Test
    void predictionsDrawNoMaskThatTheyThrowAway() {
        Network network = network(MASKED);
        assertTrue(draws(network.training()));
        assertTrue(draws(network.forward()));
        assertFalse(draws(network.inference()));
        assertTrue(network.inference().arguments(Op.Role.MODE).isEmpty());
        assertFalse(draws(network.single().orElse(network.inference())));
    }

    @Test
    void aCellWithDropoutHasAStreamThatGivesWhatPredictGives() {
        assertEquals(0.0, (double) JavaCheck.run(file(MASKED), IMPORTS, """
                Masked model = new Masked();
                float[] x = {1, 2, 3, -1, -2, 0.5f, 0, 0.1f, 4, 0.3f};
                float[] expected = model.predict(x);
                Masked.Stream stream = model.stream();
                float[] p = null;
                for (int t = 0; t < 5; t++) {
                    p = stream.step(new float[] {x[2 * t], x[2 * t + 1]});
                }
                return (double) Math.abs(p[0] - expected[0]) + Math.abs(p[2] - expected[2]);
                """), 1e-6);
    }

    /** Evaluations run the code of training, without its masks. */
    @Test
    void evaluationsTakeNoMask() {
        assertEquals("true true true", JavaCheck.run(file(MASKED), IMPORTS, """
                Masked model = new Masked();
                float[] x = {1, 2, 3, -1, -2, 0.5f, 0, 0.1f, 4, 0.3f};
                float[] p = model.predict(x);
                Masked.Data data = new Masked.Data();
                for (int i = 0; i < 70; i++) {
                    data.add(x, p);
                }
                Masked.Pass pass = model.newPass().add(x, p);
                boolean masked = pass.forward(3) > 1e-6;
                return masked + " " + (pass.forward() < 1e-12) + " " + (model.evaluate(data) < 1e-12);
                """));
    }

    /** Stands in for the runtime's, and counts. */
    public static final class Counting {

        public static int draws;

        public static long key(long seed, long stream, long row) {
            return CounterRandom.key(seed, stream, row);
        }

        public static float uniformFloat(long key, long index) {
            draws++;
            return CounterRandom.uniformFloat(key, index);
        }
    }

    /** As many masks as a sample has elements to be dropped, in training alone. */
    @Test
    void onlyTrainingDraws() {
        GeneratedFile masked = file(MASKED);
        String counting = masked.text()
                .replace("io.lstmc.runtime.math.CounterRandom", Counting.class.getCanonicalName())
                .replace("CounterRandom.", "Counting.");
        int each = 5 * (2 + 3) + 5 * (3 + 4) + 5 * 4;
        assertEquals("0 0 " + 2 * each + " 0", JavaCheck.run(new GeneratedFile(masked.path(), counting), IMPORTS, """
                Masked model = new Masked();
                float[] x = {1, 2, 3, -1, -2, 0.5f, 0, 0.1f, 4, 0.3f};
                float[] y = {1, 2, 3};
                Masked.Data data = new Masked.Data().add(x, y).add(x, y).add(x, y);
                Counting.draws = 0;
                model.evaluate(data);
                String draws = "" + Counting.draws;
                Masked.Pass pass = model.newPass().add(x, y).add(x, y);
                pass.forward();
                pass.backward();
                draws += " " + Counting.draws;
                pass.forward(3);
                pass.backward();
                draws += " " + Counting.draws;
                Counting.draws = 0;
                pass.forward();
                return draws + " " + Counting.draws;
                """));
    }

    private static final String IMPORTS =
            "import com.example.*;\nimport io.lstmc.runtime.*;\nimport io.lstmc.runtime.file.*;\nimport io.lstmc.runtime.tensor.*;\nimport java.util.Arrays;"
                    + "\nimport io.lstmc.compiler.codegen.method.RandomNumbersTest.Counting;";

    private static GeneratedFile file(String text) {
        var result = LstmCompiler.compile(new SourceText("test.lstm", text), CompileOptions.DEFAULT);
        assertFalse(result.hasErrors());
        return result.files().get(0);
    }

    /** Where an output needs them, a sample draws the same ones alone, among more than a block, and in evaluate. */
    @Test
    void numbersThatAPredictionNeedsDependOnNothingElse() {
        String noisy = """
                package com.example
                model Noisy {
                  input x[3]
                  target y[3]
                  output p = x + random_uniform(x)
                  loss mse(p, y)
                }
                """;
        assertEquals("true true true true", JavaCheck.run(file(noisy), IMPORTS, """
                Noisy model = new Noisy();
                float[] zero = new float[3];
                float[] one = model.predict(zero);
                float[][] many = new float[70][];
                Arrays.fill(many, zero);
                boolean equal = true;
                for (float[] each : model.predict(many)) {
                    equal &= Arrays.equals(one, each);
                }
                Noisy.Data data = new Noisy.Data();
                for (int i = 0; i < 70; i++) {
                    data.add(zero, one);
                }
                Noisy.Pass pass = model.newPass().add(zero, one).add(zero, one);
                boolean noLoss = pass.forward() == 0;
                boolean differs = pass.forward(3) > 0 && !Arrays.equals(pass.p(0), pass.p(1));
                return equal + " " + (model.evaluate(data) == 0) + " " + noLoss + " " + differs;
                """));
    }
}
