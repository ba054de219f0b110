package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.tensor.DoubleStorage;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {

    private final LineModel model = new LineModel(4);

    @Test
    void parametersByName() {
        assertEquals(4, model.parameterCount());
        assertEquals(List.of(1, 3), model.parameter("line.W").shape());
        model.set("line.W", 1f, 2f, 3f);
        model.set("line.b", 0.5);
        assertArrayEquals(new float[] {1, 2, 3, 0.5f}, model.weights());
        Storage copy = model.get("line.W");
        copy.fill(0);
        assertEquals(2, model.weights()[1]);
    }

    @Test
    void mistakesAreExplained() {
        assertEquals("Line has no parameter line.w; did you mean line.W?", message(() -> model.parameter("line.w")));
        assertEquals("Line has no parameter bias; it has [line.W, line.b]", message(() -> model.get("bias")));
        assertEquals("line.W[1, 3] takes 3 values, not 1", message(() -> model.set("line.W", 1f)));
        float before = model.weights()[0];
        assertEquals("line.W would become Infinity at index 1", message(() -> model.set("line.W", 1.0, 1e300, 3.0)));
        assertEquals(before, model.weights()[0]);
    }

    @Test
    void nullIsNamed() {
        Samples data = model.line(4);
        ProgressListener none = ProgressListener.none();
        assertEquals("data is null", message(() -> model.train(null)));
        assertEquals("data is null", message(() -> model.train(null, none)));
        assertEquals("data is null", message(() -> model.evaluate(null)));
        assertEquals("config is null", message(() -> model.train(data, null, none)));
        assertEquals("listener is null", message(() -> model.train(data, (ProgressListener) null)));
        assertEquals("config is null", message(() -> model.train(data, (Training) null)));
        assertEquals("validation is null", message(() -> model.train(data, null, Training.DEFAULT, none)));
        assertEquals("config is null", message(() -> model.train(data, model.newSamples(), null, none)));
        assertEquals("name is null", message(() -> model.get(null)));
        assertEquals("values is null", message(() -> model.set("line.W", (float[]) null)));
        assertEquals("values is null", message(() -> model.set("line.W", (double[]) null)));
        assertEquals("values is null", message(() -> model.set("line.W", (Storage) null)));
        assertEquals(
                "file is null",
                assertThrows(IllegalArgumentException.class, () -> model.save(null))
                        .getMessage());
        assertEquals(
                "file is null",
                assertThrows(IllegalArgumentException.class, () -> model.load(null))
                        .getMessage());
    }

    @Test
    void overlappingParametersAreRefused() {
        Storage two = new FloatStorage(new float[2]);
        assertThrows(IllegalArgumentException.class, () -> new Parameter("a", List.of(0), 0));
        assertThrows(ArithmeticException.class, () -> new Parameter("a", List.of(1 << 30, 1 << 30, 1 << 30), 0));
        assertThrows(IllegalArgumentException.class, () -> two.add(new DoubleStorage(new double[2])));
        assertThrows(IllegalArgumentException.class, () -> two.copyFrom(new FloatStorage(new float[3])));
    }

    @Test
    void theConsoleStaysReadable() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        for (int epochs : new int[] {1, 5, 25, 26, 1000}) {
            bytes.reset();
            Training config = Training.DEFAULT.withEpochs(epochs).withValidation(0.2);
            new LineModel(4).train(model.line(20), config, ProgressListener.console(out));
            List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
            assertTrue(lines.size() >= Math.min(epochs, 10) && lines.size() <= 28, lines.size() + " lines");
            assertTrue(lines.get(0).matches("epoch +1/\\d+  loss \\d.*  validation \\d.*  best"), lines.get(0));
            assertTrue(lines.get(lines.size() - 2).startsWith("epoch " + epochs + "/"));
            assertTrue(lines.get(lines.size() - 1).startsWith("trained for " + epochs + " epochs; best epoch "));
        }
    }

    @Test
    void aModelWithoutParametersIsSavedAndEvaluatedButNotTrained(@TempDir Path folder) throws IOException {
        Model empty = new EmptyModel();
        Samples data = empty.newSamples();
        data.add(new float[] {2});
        assertEquals(4, empty.evaluate(data));
        assertEquals(
                "Empty has no parameters, so there is nothing to train",
                assertThrows(UnsupportedOperationException.class, () -> empty.train(data))
                        .getMessage());
        empty.save(folder.resolve("weights"));
        empty.load(folder.resolve("weights"));
        assertEquals("Empty: 0 float values in 0 parameters", empty.toString());
    }

    @Test
    void modelsSamplesAndReportsSayWhatTheyAre() {
        assertEquals("Line: 4 float values in 2 parameters", model.toString());
        Samples data = model.line(2);
        assertEquals("2 samples of x[3], y[1]", data.toString());
        TrainingReport report = model.train(data, Training.DEFAULT.withEpochs(2), ProgressListener.none());
        assertTrue(report.toString().matches("trained for 2 epochs; best epoch 2, loss \\d\\.\\d+"), report.toString());
        assertTrue(
                report.best().toString().matches("epoch 2/2  loss \\d\\.\\d+  best"),
                report.best().toString());
    }

    private static String message(Runnable mistake) {
        return assertThrows(IllegalArgumentException.class, mistake::run).getMessage();
    }
}
