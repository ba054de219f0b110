package io.lstmc.runtime;

import static io.lstmc.runtime.TrainingStateTest.SETTINGS;
import static io.lstmc.runtime.TrainingStateTest.line;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps and gradients that an application asks for itself. */
class TrainingStepTest {

    @TempDir
    Path folder;

    @Test
    void stepsOfOnesOwnGoOnWithTheSameBits() throws IOException {
        Path file = folder.resolve("state");
        LineModel whole = line();
        LineModel half = line();
        Samples data = whole.line(47);
        for (LineModel model : List.of(whole, half)) {
            model.trainingState().begin(SETTINGS.withThreads(model == half ? 3 : 1));
        }
        double[] losses = new double[10];
        for (int step = 0; step < 10; step++) {
            losses[step] = whole.trainingState().step(data.select(step, 9, 3 * step, 7, 8, 11), 1.0 / (1 + step));
        }
        assertTrue(losses[9] < losses[0]);
        for (int step = 0; step < 10; step++) {
            double loss = half.trainingState().step(data.select(step, 9, 3 * step, 7, 8, 11), 1.0 / (1 + step));
            assertEquals(losses[step], loss);
            half.trainingState().save(file);
            half = line();
            half.resume(file);
        }
        assertArrayEquals(whole.weights(), half.weights());
        assertEquals(10, half.trainingState().updates());
    }

    /** One batch of all samples and no noise: a step is an epoch of {@code train}, and in turn a gradient and an update. */
    @Test
    void aStepIsWhatTrainDoes() {
        Training settings = SETTINGS.withBatch(64).withEpochs(1);
        LineModel trained = line();
        LineModel stepped = line();
        LineModel updated = line();
        for (LineModel model : List.of(trained, stepped, updated)) {
            model.noise = 0;
        }
        Samples data = trained.line(4);
        for (int i = 0; i < 3; i++) {
            TrainingReport report = trained.train(data, settings, ProgressListener.none());
            stepped.trainingState().begin(settings);
            double loss = stepped.trainingState().step(data);
            Gradient gradient = updated.trainingState().begin(settings).gradient(data);
            assertEquals(report.epochs().get(0).trainingLoss(), loss, 1e-6);
            assertEquals(loss, gradient.loss(), 1e-6);
            updated.trainingState().update(gradient);
            assertArrayEquals(trained.weights(), stepped.weights(), 1e-6f);
            assertArrayEquals(stepped.weights(), updated.weights(), 1e-6f);
        }
    }

    @Test
    void aGradientIsThatOfTheMeanLoss() {
        LineModel model = line();
        model.noise = 0;
        Samples data = model.line(13);
        Gradient gradient = model.trainingState().gradient(data);
        assertEquals(model.evaluate(data), gradient.loss(), 1e-6);
        float[] before = model.weights().clone();
        for (int i = 0; i < 3; i++) {
            float step = 1e-2f;
            model.weights()[i] = before[i] + step;
            double up = model.evaluate(data);
            model.weights()[i] = before[i] - step;
            double down = model.evaluate(data);
            model.weights()[i] = before[i];
            assertEquals((up - down) / (2 * step), gradient.get("line.W").get(i), 1e-3);
        }
        assertThrows(IllegalArgumentException.class, () -> gradient.get("line.w"));
        assertEquals(0, model.trainingState().updates());
    }

    /** Two halves of a batch, one of them by another object with the same weights. */
    @Test
    void gradientsAddUp() {
        LineModel model = line();
        LineModel other = line();
        model.noise = other.noise = 0;
        Samples data = model.line(8);
        Gradient whole = model.trainingState().gradient(data);
        Gradient sum = model.trainingState()
                .gradient(data.select(0, 1, 2, 3))
                .add(other.trainingState().gradient(data.select(4, 5, 6, 7)))
                .scale(0.5);
        assertEquals(whole.loss(), sum.loss(), 1e-6);
        assertEquals(whole.norm(), sum.norm(), 1e-5);
        for (int i = 0; i < 4; i++) {
            assertEquals(whole.values().get(i), sum.values().get(i), 1e-6);
        }
        double norm = whole.norm();
        model.trainingState().begin(SETTINGS.withClipNorm(norm / 2));
        model.trainingState().update(whole);
        assertEquals(norm, whole.norm(), "an update changes no gradient of the caller");
        assertTrue(whole.toString().startsWith("a gradient of Line: loss "), whole.toString());
    }

    /** Each call draws numbers of its own, so that the parts of a batch do not share their masks. */
    @Test
    void eachGradientDrawsAnew() {
        LineModel model = line();
        Samples one = model.line(1);
        double first = model.trainingState().gradient(one).loss();
        assertNotEquals(first, model.trainingState().gradient(one).loss());
        assertEquals(first, line().trainingState().gradient(one).loss());
    }

    @Test
    void aStepThatIsNotFiniteChangesNothing() {
        LineModel model = line();
        Samples data = model.line(4);
        TrainingState state = model.trainingState();
        state.step(data);
        float[] before = model.weights().clone();
        model.factor = Double.NaN;
        String message =
                assertThrows(TrainingException.class, () -> state.step(data)).getMessage();
        assertTrue(
                message.startsWith("Line: the loss is not finite, after 1 updates; the weights are as before"),
                message);
        model.factor = 1;
        Gradient gradient = state.gradient(data);
        gradient.values().set(3, Double.POSITIVE_INFINITY);
        message = assertThrows(TrainingException.class, () -> state.update(gradient))
                .getMessage();
        assertTrue(message.startsWith("Line: the gradient of line.b is not finite"), message);
        assertArrayEquals(before, model.weights());
        assertEquals(1, state.updates());
    }
}
