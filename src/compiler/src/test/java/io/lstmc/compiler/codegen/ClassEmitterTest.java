package io.lstmc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.codegen.method.LinearNetwork;
import io.lstmc.compiler.plan.Plan;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassEmitterTest {

    private static final String IMPORTS =
            "import com.example.Linear;\nimport io.lstmc.runtime.*;\nimport io.lstmc.runtime.file.*;\nimport io.lstmc.runtime.tensor.*;";

    private static GeneratedFile emit(LinearNetwork network) {
        return ClassEmitter.emit(Plan.of(network.build()));
    }

    @Test
    void predictsForOneAndForMany() {
        String use = """
                Linear model = new Linear();
                model.weights("layer.W", new float[] {1, 2, 3, -1, 0, 1});
                model.weights("layer.b", new float[] {0.5f, 0});
                float[][] x = new float[70][];
                for (int i = 0; i < x.length; i++) {
                    x[i] = new float[] {i, 1, 2};
                }
                float[][] many = model.predict(x);
                for (int i = 0; i < x.length; i++) {
                    if (!java.util.Arrays.equals(many[i], model.predict(x[i]))) {
                        return null;
                    }
                }
                return many[69];
                """;
        assertArrayEquals(new float[] {77.5f, -67}, (float[]) JavaCheck.run(emit(new LinearNetwork()), IMPORTS, use));
    }

    @Test
    void learnsALinearFunctionWithThreadsAndGivesTheSameBits() {
        String use = """
                Linear.Data data = new Linear.Data();
                for (int i = 0; i < 40; i++) {
                    float a = i % 7 - 3, b = i % 5 - 2, c = i % 3 - 1;
                    data.add(new float[] {a, b, c}, new float[] {2 * a - b + 1, c - a - 3});
                }
                Linear one = new Linear();
                TrainingReport report = one.train(data);
                Linear two = new Linear();
                two.train(data, two.training().withThreads(2), ProgressListener.none());
                if (!java.util.Arrays.equals(one.weights("layer.W"), two.weights("layer.W"))) {
                    return "threads change the result";
                }
                if (report.epochs().get(199).rate() != Math.exp(-199.0 / 200)) {
                    return "rate " + report.epochs().get(199).rate();
                }
                if (one.evaluate(data) > 1e-9) {
                    return "loss " + one.evaluate(data);
                }
                float[] p = one.predict(new float[] {1, 2, 3});
                return Math.abs(p[0] - 1) + Math.abs(p[1] + 1) < 1e-3 ? "learned" : p[0] + " " + p[1];
                """;
        assertEquals("learned", JavaCheck.run(emit(new LinearNetwork()), IMPORTS, use));
    }

    @Test
    void gradientsOfAPassAreThoseWrittenByHand() {
        String use = """
                Linear model = new Linear();
                model.weights("layer.W", new float[] {1, 2, 3, -1, 0, 1});
                Linear.Pass pass = model.newPass();
                pass.add(new float[] {1, 0, 2}, new float[] {5, 1}).add(new float[] {0, 1, 0}, new float[] {2, 4});
                double loss = pass.forward();
                pass.backward();
                float[] w = pass.gradient("layer.W");
                float[] b = pass.gradient("layer.b");
                float[] p = pass.p(0);
                return new double[] {loss, p[0], p[1], w[0], w[1], w[2], w[3], w[4], w[5], b[0], b[1]};
                """;
        // Errors are p − y = (7 − 5, 1 − 1) and (2 − 2, 0 − 4); the loss is their mean half square.
        double[] expected = {(4 + 16) / 4.0, 7, 1, 1, 0, 2, 0, -2, 0, 1, -2};
        assertArrayEquals(expected, (double[]) JavaCheck.run(emit(new LinearNetwork()), IMPORTS, use), 1e-6);
    }

    @Test
    void withoutALossBackwardStartsFromTheOutputs() {
        LinearNetwork network = new LinearNetwork();
        network.loss = false;
        network.trains = false;
        network.q = "q";
        String use = """
                Linear model = new Linear();
                Linear.Pass pass = model.newPass().add(new float[] {1, 2, 3});
                pass.forward();
                pass.pAdjoint(0, new float[] {1, 10}).qAdjoint(0, new float[] {0, 5});
                pass.backward();
                String refused = "no";
                try {
                    model.train(model.newSamples());
                } catch (IllegalArgumentException e) {
                    refused = e.getMessage();
                }
                Linear.Prediction both = model.predict(new float[] {1, 2, 3});
                float[] w = pass.gradient("layer.W");
                return new float[] {w[0], w[1], w[2], w[3], w[4], w[5], both.q()[1] / both.p()[1]};
                """;
        assertArrayEquals(
                new float[] {1, 2, 3, 20, 40, 60, 2}, (float[]) JavaCheck.run(emit(network), IMPORTS, use), 1e-5f);
    }

    @Test
    void streamsKeepTheirStateAndAllocateNoResult() {
        String use = """
                Linear model = new Linear();
                model.weights("layer.W", new float[] {1, 2, 3, -1, 0, 1});
                Linear.Stream stream = model.stream();
                float[] x = {1, 0, 0};
                float[] first = stream.step(x);
                float[] copy = first.clone();
                float[] out = new float[2];
                stream.step(x, out);
                boolean same = stream.step(x) == first;
                stream.reset();
                stream.step(x);
                return new float[] {copy[0], copy[1], out[0], out[1], same ? 1 : 0, first[0], first[1]};
                """;
        assertArrayEquals(new float[] {1.5f, -0.5f, 1.75f, -1.25f, 1, 1.5f, -0.5f}, (float[])
                JavaCheck.run(emit(new LinearNetwork()), IMPORTS, use));
    }

    @Test
    void savesAndLoadsInDouble(@TempDir Path directory) {
        LinearNetwork network = new LinearNetwork();
        network.precision = Precision.DOUBLE;
        String use =
                """
                java.nio.file.Path file = java.nio.file.Path.of("%s");
                Linear model = new Linear(99);
                model.save(file);
                Linear again = Linear.from(file);
                double[] x = {0.1, 0.2, 0.3};
                boolean other = !java.util.Arrays.equals(new Linear(98).predict(x), model.predict(x));
                return other && java.util.Arrays.equals(again.predict(x), model.predict(x));
                """.formatted(directory.resolve("linear.safetensors").toString().replace("\\", "\\\\"));
        assertEquals(true, JavaCheck.run(emit(network), IMPORTS, use));
    }

    /** Arrays are compared and shown by what they hold, NaN and the sign of zero included. */
    @Test
    void predictionsAreEqualIfTheirValuesAre() {
        LinearNetwork network = new LinearNetwork();
        network.q = "equals";
        String use = """
                Linear model = new Linear();
                float[] x = {1, 2, 3};
                Linear.Prediction one = model.predict(x);
                Linear.Prediction same = model.predict(x.clone());
                Linear.Prediction other = new Linear.Prediction(one.p(), new float[2]);
                Linear.Prediction nan = new Linear.Prediction(new float[] {Float.NaN}, new float[] {0});
                boolean equal = one.equals(same) && one.hashCode() == same.hashCode()
                        && nan.equals(new Linear.Prediction(new float[] {Float.NaN}, new float[] {0}));
                boolean different = !one.equals(other) && !one.equals(null) && !one.equals("text")
                        && !nan.equals(new Linear.Prediction(new float[] {Float.NaN}, new float[] {-0f}));
                return equal + " " + different + " " + nan + ", " + model.stream() + ", "
                        + model.newPass().add(x, new float[2]);
                """;
        assertEquals(
                "true true Prediction[p=[NaN], equals=[0.0]], a stream of Linear, a pass of Linear with 1 of 8 samples",
                JavaCheck.run(emit(network), IMPORTS, use));
    }

    @Test
    void manyThreadsPredictAsOne() {
        String use = """
                Linear model = new Linear();
                java.util.function.IntFunction<float[]> predict = i -> model.predict(new float[] {i, i %% 3, 1});
                float[][] serial = java.util.stream.IntStream.range(0, 2000).mapToObj(predict).toArray(float[][]::new);
                float[][] parallel = java.util.stream.IntStream.range(0, 2000).parallel().mapToObj(predict).toArray(float[][]::new);
                return java.util.Arrays.deepEquals(serial, parallel);
                """.replace("%%", "%");
        assertEquals(true, JavaCheck.run(emit(new LinearNetwork()), IMPORTS, use));
    }

    @Test
    void dropoutFollowsTheSeedOfAPassAndIsOffElsewhere() {
        LinearNetwork network = new LinearNetwork();
        network.drops = true;
        String use = """
                Linear model = new Linear();
                float[] x = {1, 2, 3};
                Linear.Pass pass = model.newPass().add(x, new float[] {0, 0});
                java.util.Set<Double> losses = new java.util.HashSet<>();
                for (long seed = 0; seed < 20; seed++) {
                    double loss = pass.forward(seed);
                    if (loss != pass.forward(seed)) {
                        return -1;
                    }
                    losses.add(loss);
                }
                pass.forward();
                return java.util.Arrays.equals(pass.p(0), model.predict(x)) ? losses.size() : -2;
                """;
        assertTrue((int) JavaCheck.run(emit(network), IMPORTS, use) > 3);
    }

    @Test
    void wrongArraysAreNamed() {
        String use = """
                Linear model = new Linear();
                String all = "";
                try {
                    model.predict(new float[4]);
                } catch (IllegalArgumentException e) {
                    all += e.getMessage() + "|";
                }
                try {
                    model.newPass().backward();
                } catch (IllegalStateException e) {
                    all += e.getMessage() + "|";
                }
                try {
                    model.newPass().forward();
                } catch (IllegalStateException e) {
                    all += e.getMessage() + "|";
                }
                try {
                    model.weights("layer.V");
                } catch (IllegalArgumentException e) {
                    all += e.getMessage();
                }
                return all;
                """;
        assertEquals(
                "x has 4 values, expected 3|call forward() first|add a sample first|"
                        + "Linear has no parameter layer.V; did you mean layer.W?",
                JavaCheck.run(emit(new LinearNetwork()), IMPORTS, use));
    }

    @Test
    void textIsTheSameEveryTimeAndHasNoCarriageReturn() {
        String text = emit(new LinearNetwork()).text();
        assertEquals(text, emit(new LinearNetwork()).text());
        assertFalse(text.contains("\r") || text.contains("\t"));
        assertEquals("com/example/Linear.java", emit(new LinearNetwork()).path());
        Map<String, byte[]> classes = JavaCheck.compile(emit(new LinearNetwork()));
        assertTrue(classes.containsKey("com.example.Linear"));
    }
}
