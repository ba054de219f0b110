package io.lstmc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Classes made of sources, used as an application uses them. */
class GeneratedClassTest {

    private static final String IMPORTS =
            "import com.example.*;\nimport io.lstmc.runtime.*;\nimport io.lstmc.runtime.file.*;\nimport io.lstmc.runtime.tensor.*;\nimport java.util.Arrays;";

    private static GeneratedFile compile(String text) {
        CompileResult result = LstmCompiler.compile(
                new SourceText("test.lstm", "package com.example\n" + text), CompileOptions.DEFAULT);
        assertEquals(List.of(), result.diagnostics());
        return result.files().get(0);
    }

    private static Object run(String text, String statements) {
        return JavaCheck.run(compile(text), IMPORTS, statements);
    }

    private static final String SERIES = """
            model Series {
              time   T = 7
              input  x[T, 2]
              target y[3]
              layer  a = LSTM(x, units: 5)
              layer  b = dropout(a, rate: 0.3)
              layer  z = GRU(b, units: 4)
              output p = Dense(last(z), units: 3)
              loss   mse(p, y)
              train { optimizer adam(lr: 0.02)  schedule cosine(warmup: 2)  epochs 60  batch 40  seed 3 }
            }
            """;

    @Test
    void aStreamGivesAtTheLastStepWhatPredictGives() {
        String use = """
                Series model = new Series();
                float[] x = new float[14];
                for (int i = 0; i < 14; i++) {
                    x[i] = (float) Math.sin(i * i);
                }
                float[] expected = model.predict(x);
                Series.Stream stream = model.stream();
                float[] p = null;
                for (int round = 0; round < 2; round++) {
                    stream.reset();
                    for (int t = 0; t < 7; t++) {
                        p = stream.step(new float[] {x[2 * t], x[2 * t + 1]});
                    }
                }
                double difference = 0;
                for (int i = 0; i < 3; i++) {
                    difference += Math.abs(p[i] - expected[i]);
                }
                return difference;
                """;
        assertEquals(0.0, (double) run(SERIES, use), 1e-5);
    }

    @Test
    void learnsWithDropoutAndTheBitsDoNotDependOnThreads() {
        String use = """
                Series.Data data = new Series.Data();
                for (int n = 0; n < 50; n++) {
                    float[] x = new float[14];
                    for (int i = 0; i < 14; i++) {
                        x[i] = (float) Math.sin(n + i);
                    }
                    data.add(x, new float[] {x[0], x[13], 0.5f});
                }
                Series one = new Series();
                double before = one.evaluate(data);
                one.train(data);
                Series two = new Series();
                two.train(data, two.training().withThreads(2), ProgressListener.none());
                for (Parameter p : one.parameters()) {
                    if (!Arrays.equals(one.weights(p.name()), two.weights(p.name()))) {
                        return -1.0;
                    }
                }
                return one.evaluate(data) / before;
                """;
        double ratio = (double) run(SERIES, use);
        assertTrue(ratio > 0 && ratio < 0.2, "loss falls to " + ratio);
    }

    @Test
    void gradientsOfAPassAreDirectionalDerivativesInDouble() {
        String text = SERIES.replace("model Series {", "model Series {\n  precision double")
                .replace("b = dropout(a, rate: 0.3)", "b = Dense(a, units: 5)");
        String use = """
                Series model = new Series(5);
                Series.Pass pass = model.newPass();
                for (int n = 0; n < 3; n++) {
                    double[] x = new double[14];
                    for (int i = 0; i < 14; i++) {
                        x[i] = Math.sin(n * n + i);
                    }
                    pass.add(x, new double[] {n, -n, 1});
                }
                pass.forward();
                pass.backward();
                double worst = 0;
                for (Parameter p : model.parameters()) {
                    double[] w = model.weights(p.name());
                    double[] g = pass.gradient(p.name());
                    double expected = 0;
                    double[] up = w.clone();
                    double[] down = w.clone();
                    for (int i = 0; i < w.length; i++) {
                        double direction = Math.cos(7 * i);
                        expected += g[i] * direction;
                        up[i] += 1e-6 * direction;
                        down[i] -= 1e-6 * direction;
                    }
                    model.weights(p.name(), up);
                    double high = pass.forward();
                    model.weights(p.name(), down);
                    double low = pass.forward();
                    model.weights(p.name(), w);
                    worst = Math.max(worst, Math.abs((high - low) / 2e-6 - expected));
                }
                return worst;
                """;
        assertEquals(0.0, (double) run(text, use), 1e-8);
    }

    @Test
    void manyBackwardPassesMayFollowOneForwardPass() {
        String text = """
                model Series {
                  time T = 5
                  input x[T, 2]
                  a = LSTM(x, units: 4)
                  b = GRU(a, units: 3)
                  output y = Dense(last(b), units: 2)
                }
                """;
        String use = """
                Series model = new Series(5);
                float[] x = {1, 2, 3, 4, 5, -1, -2, -3, -4, -5};
                Series.Pass one = model.newPass().add(x);
                Series.Pass two = model.newPass().add(x);
                one.forward();
                two.forward();
                one.yAdjoint(0, new float[] {1, 0});
                one.backward();
                one.yAdjoint(0, new float[] {0, 1});
                one.backward();
                two.yAdjoint(0, new float[] {0, 1});
                two.backward();
                int differences = 0;
                for (int again = 0; again < 2; again++) {
                    for (Parameter p : model.parameters()) {
                        differences += Arrays.equals(one.gradient(p.name()), two.gradient(p.name())) ? 0 : 1;
                    }
                    one.backward();
                }
                return differences;
                """;
        assertEquals(0, (int) run(text, use));
    }

    @Test
    void severalInputsAndOutputs() {
        String text = """
                model Pair {
                  time   T = 4
                  input  a[T, 2], m[3], s[]
                  layer  z = RNN(a, units: 3)
                  output all = z
                  output sum = last(z) + m
                  output one = s * 2
                }
                """;
        String use = """
                Pair model = new Pair();
                float[][] a = new float[40][8];
                float[][] m = new float[40][3];
                float[][] s = new float[40][1];
                for (int i = 0; i < 40; i++) {
                    Arrays.fill(a[i], i);
                    m[i][1] = i;
                    s[i][0] = i;
                }
                Pair.Prediction[] many = model.predict(a, m, s);
                Pair.Prediction last = model.predict(a[39], m[39], s[39]);
                boolean same = Arrays.equals(last.all(), many[39].all()) && Arrays.equals(last.sum(), many[39].sum());
                String refused = "";
                try {
                    model.predict(a, new float[39][3], s);
                } catch (IllegalArgumentException e) {
                    refused = e.getMessage();
                }
                try {
                    model.predict(new float[6], m[0], s[0]);
                } catch (IllegalArgumentException e) {
                    refused += "; " + e.getMessage();
                }
                return same + " " + last.all().length + " " + (last.sum()[1] - last.all()[10]) + " " + last.one()[0] + " " + refused;
                """;
        assertEquals(
                "true 12 39.0 78.0 m has samples: 39, a has 40; a has 6 values, expected 8 = 4 steps × 2",
                run(text, use));
    }

    @Test
    void nullIsRefusedByNameAndNaNIsNot() {
        String text = """
                model Pair {
                  time   T <= 4
                  input  a[T, 2], m[3]
                  target y[3]
                  layer  z = RNN(a, units: 3)
                  output now = z, sum = last(z) + m
                  loss   mse(sum, y)
                }
                """;
        String use = """
                Pair model = new Pair();
                float[] a = new float[8];
                float[] m = {1, Float.NaN, 3};
                float[] step = new float[2];
                Pair.Prediction broken = new Pair.Prediction(new float[3], null);
                Runnable[] uses = {
                    () -> model.predict(null, m),
                    () -> model.predict(a, null),
                    () -> model.predict(null, new float[1][3]),
                    () -> model.predict(new float[1][8], null),
                    () -> model.predict(new float[1][], new float[1][3]),
                    () -> model.predict(new float[1][8], new float[1][]),
                    () -> model.newPass().add(a, m, null),
                    () -> model.stream().step(step, null),
                    () -> model.stream().step(step, m, null),
                    () -> model.stream().step(step, m, broken),
                    () -> new Pair.Data().add(a, null, m),
                };
                String all = "";
                for (Runnable each : uses) {
                    try {
                        each.run();
                        all += "nothing";
                    } catch (RuntimeException e) {
                        all += e.getMessage() + "|";
                    }
                }
                return all + Float.isNaN(model.predict(a, m).sum()[1]);
                """;
        assertEquals(
                "a is null|m is null|a is null|m is null|a is null|m is null|y is null|"
                        + "m is null|out is null|out.sum is null|m[3] takes a float[], not null|true",
                run(text, use));
    }

    @Test
    void withoutATrainBlockThereIsALossButNoTraining() {
        String text = """
                model Line {
                  input  x[2]
                  target y[1]
                  output p = Dense(x, units: 1)
                  loss   mse(p, y)
                }
                """;
        String use = """
                Line model = new Line();
                Line.Data data = new Line.Data().add(new float[] {1, 2}, new float[] {3});
                Line.Pass pass = model.newPass().add(new float[] {1, 2}, new float[] {3});
                if (Math.abs(pass.forward() - model.evaluate(data)) > 1e-7) {
                    return "losses differ";
                }
                try {
                    model.train(data);
                } catch (UnsupportedOperationException e) {
                    return e.getMessage();
                }
                return "trained";
                """;
        assertEquals("Line has no train block; see newPass()", run(text, use));
    }

    @Test
    void parametersWithOneDistributionGetDifferentNumbers() {
        String use = """
                Series model = new Series(1);
                boolean again = Arrays.equals(model.weights("a.U_f"), new Series(1).weights("a.U_f"));
                boolean seeds = Arrays.equals(model.weights("a.U_f"), new Series(2).weights("a.U_f"));
                boolean names = Arrays.equals(model.weights("a.U_f"), model.weights("a.U_i"));
                double length = 0;
                for (int i = 0; i < 5; i++) {
                    length += model.weights("a.U_f")[i] * model.weights("a.U_f")[i];
                }
                return again + " " + seeds + " " + names + " " + (Math.abs(length - 1) < 1e-6);
                """;
        assertEquals("true false false true", run(SERIES, use));
    }

    @Test
    void hundredsOfParametersStayInSmallMethods() {
        StringBuilder text = new StringBuilder("model Deep {\n  input x[3]\n");
        String before = "x";
        for (int i = 0; i < 130; i++) {
            text.append("  layer l")
                    .append(i)
                    .append(" = Dense(")
                    .append(before)
                    .append(", units: 3)\n");
            before = "l" + i;
        }
        text.append("  output p = tanh(").append(before).append(")\n}\n");
        GeneratedFile file = compile(text.toString());
        Object count = JavaCheck.run(file, IMPORTS, "return new Deep().parameters().size();");
        assertEquals(260, count);
        JavaCheck.compile(file).forEach(ModelsTest::checkMethods);
    }

    @Test
    void equationsMayUseAnyName() {
        String text = """
                cell Odd(units) {
                  input  x
                  state  rows[units], theta[units]
                  param  Math, String ~ glorot
                  param  K, gradient  ~ zeros
                  System   = σ(Math·x + K)
                  training = tanh(String·x + gradient) ⊙ theta[t-1]
                  theta[t] = System ⊙ rows[t-1] + training
                  rows[t]  = theta[t] - System
                  output rows[t]
                }
                model Names {
                  time   T = 3
                  input  seed[T, 2]
                  target block[2]
                  layer  Maths = Odd(seed, units: 2)
                  layer  Arrays = Odd(Maths, units: 2)
                  output firstRow = last(Arrays)
                  loss   mse(firstRow, block)
                  train { optimizer adam(lr: 0.02) epochs 3 }
                }
                """;
        String use = """
                Names model = new Names();
                Names.Data data = new Names.Data().add(new float[] {1, 2, 3, 4, 5, 6}, new float[] {1, 2});
                double before = model.evaluate(data);
                model.train(data);
                model.stream().step(new float[2]);
                return model.evaluate(data) < before;
                """;
        assertEquals(true, run(text, use));
    }
}
