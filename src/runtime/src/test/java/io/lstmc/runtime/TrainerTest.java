package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.TrainingReport.End;
import io.lstmc.runtime.tensor.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final Training SHORT = Training.DEFAULT.withEpochs(20).withBatch(10);

    private static TrainingReport train(LineModel model, Training config) {
        return model.train(model.line(47), config, ProgressListener.none());
    }

    @Test
    void findsTheLine() {
        LineModel model = new LineModel(4);
        TrainingReport report = train(model, SHORT.withEpochs(100));
        assertArrayEquals(new float[] {1, -2, 3, 1}, model.weights(), 1e-4f);
        assertEquals(End.COMPLETE, report.end());
        assertEquals(100, report.epochs().size());
        assertTrue(model.evaluate(model.line(9)) < 1e-7);
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        LineModel one = noisy(4);
        TrainingReport expected = train(one, SHORT.withSeed(3));
        for (int threads : new int[] {2, 3, 5, 16}) {
            LineModel many = noisy(4);
            TrainingReport report = train(many, SHORT.withSeed(3).withThreads(threads));
            assertArrayEquals(one.weights(), many.weights(), threads + " threads");
            for (int i = 0; i < report.epochs().size(); i++) {
                assertEquals(
                        expected.epochs().get(i).trainingLoss(),
                        report.epochs().get(i).trainingLoss());
            }
        }
    }

    @Test
    void theSeedChangesOrderAndNoise() {
        LineModel a = noisy(4);
        LineModel b = noisy(4);
        train(a, SHORT.withSeed(3));
        train(b, SHORT.withSeed(4));
        assertFalse(Arrays.equals(a.weights(), b.weights()));
    }

    /** Rows draw by their place in the batch, so blocks of another size give the same up to the order of sums. */
    @Test
    void theBlockSizeChangesOnlyRounding() {
        LineModel small = noisy(3);
        LineModel large = noisy(64);
        train(small, SHORT);
        train(large, SHORT);
        assertArrayEquals(small.weights(), large.weights(), 1e-5f);
    }

    private static LineModel noisy(int block) {
        LineModel model = new LineModel(block);
        model.noise = 0.3f;
        return model;
    }

    @Test
    void patienceStopsAndRestoresTheBest() {
        LineModel model = noisy(8);
        Samples validation = model.line(20);
        List<float[]> after = new ArrayList<>();
        TrainingReport report = model.train(
                model.line(30),
                validation,
                SHORT.withEpochs(1000).withPatience(3),
                epoch -> after.add(model.weights().clone()));
        assertEquals(End.OUT_OF_PATIENCE, report.end());
        assertEquals(report.bestEpoch() + 3, report.epochs().size());
        assertArrayEquals(after.get(report.bestEpoch() - 1), model.weights());
        assertEquals(report.best().loss(), model.evaluate(validation));
        assertTrue(report.best().best());
    }

    @Test
    void theValidationFractionIsTheLastPartAndNotTrainedOn() {
        LineModel model = new LineModel(8);
        Samples data = model.line(10);
        data.add(new float[] {0, 0, 0}, new float[] {1000});
        TrainingReport report = model.train(data, SHORT.withValidation(0.09), ProgressListener.none());
        assertTrue(report.epochs().get(19).validationLoss().getAsDouble() > 900_000);
        assertTrue(report.epochs().get(19).trainingLoss() < 1);
    }

    @Test
    void clipping() {
        for (Training config : List.of(SHORT.withClipNorm(1e-3), SHORT.withClipValue(1e-3))) {
            LineModel model = new LineModel(8);
            float[] before = model.weights().clone();
            train(model, config.withEpochs(1).withBatch(47));
            double sum = 0;
            double largest = 0;
            for (int i = 0; i < before.length; i++) {
                double step = (before[i] - model.weights()[i]) / model.learning;
                sum += step * step;
                largest = Math.max(largest, Math.abs(step));
            }
            if (config.clipNorm() == 1e-3) {
                assertEquals(1e-3, Math.sqrt(sum), 1e-5);
            } else {
                assertEquals(1e-3, largest, 1e-5);
                assertTrue(Math.sqrt(sum) > 1.2e-3);
            }
        }
    }

    @Test
    void divergenceEndsWithTheWeightsOfTheLastGoodEpoch() {
        LineModel model = new LineModel(8);
        List<float[]> after = new ArrayList<>();
        model.learning = 20;
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> model.train(
                        model.line(47),
                        SHORT.withEpochs(1000),
                        epoch -> after.add(model.weights().clone())));
        assertTrue(e.getMessage().startsWith("Line: the "), e.getMessage());
        assertTrue(e.getMessage().contains("not finite in epoch " + (after.size() + 1)), e.getMessage());
        assertArrayEquals(after.get(after.size() - 1), model.weights());
    }

    @Test
    void aWeightThatIsNotFiniteIsFoundWithoutAnotherUpdate() {
        LineModel model = new LineModel(64);
        float[] before = model.weights().clone();
        model.learning = Float.POSITIVE_INFINITY;
        TrainingException e = assertThrows(
                TrainingException.class, () -> train(model, SHORT.withEpochs(1).withBatch(64)));
        assertTrue(e.getMessage().contains("parameter line.W"), e.getMessage());
        assertArrayEquals(before, model.weights());
    }

    @Test
    void anInterruptionEndsAtTheLastCompleteEpoch() {
        for (int threads : new int[] {1, 3}) {
            LineModel model = new LineModel(4);
            List<float[]> after = new ArrayList<>();
            TrainingReport report = model.train(model.line(47), SHORT.withThreads(threads), epoch -> {
                after.add(model.weights().clone());
                if (epoch.epoch() == 5) {
                    Thread.currentThread().interrupt();
                }
            });
            assertTrue(Thread.interrupted());
            assertEquals(End.INTERRUPTED, report.end());
            assertEquals(5, report.epochs().size());
            assertArrayEquals(after.get(4), model.weights());
        }
    }

    @Test
    void aFailureInAnyThreadReachesTheCaller() {
        for (int threads : new int[] {1, 3}) {
            LineModel model = new LineModel(4);
            model.beforeForward = () -> {
                throw new UnsupportedOperationException("broken");
            };
            assertThrows(RuntimeException.class, () -> train(model, SHORT.withThreads(threads)));
        }
    }

    @Test
    void trainingContinuesFromThePresentWeights() {
        LineModel model = new LineModel(4);
        train(model, SHORT);
        double before = model.evaluate(model.line(20));
        train(model, SHORT);
        assertTrue(model.evaluate(model.line(20)) < before);
    }

    /** Order, noise and optimizer go on; only the numbers of the reports begin anew. */
    @Test
    void fourCallsOfOneEpochAreOneOfFour() {
        for (int threads : new int[] {1, 3}) {
            LineModel one = noisy(4);
            one.momentum = 0.9f;
            train(one, SHORT.withEpochs(4).withThreads(threads));
            LineModel four = noisy(4);
            four.momentum = 0.9f;
            for (int call = 0; call < 4; call++) {
                train(four, SHORT.withEpochs(1).withThreads(threads));
            }
            assertArrayEquals(one.weights(), four.weights());
        }
    }

    @Test
    void loadBeginsAnewAndSetDoesNot(@TempDir Path folder) throws IOException {
        LineModel model = noisy(4);
        model.momentum = 0.9f;
        model.save(folder.resolve("first"));
        train(model, SHORT.withEpochs(2));
        float[] expected = model.weights().clone();
        model.load(folder.resolve("first"));
        train(model, SHORT.withEpochs(2));
        assertArrayEquals(expected, model.weights());
        model.set("line.W", new LineModel(4).get("line.W"));
        model.set("line.b", new LineModel(4).get("line.b"));
        train(model, SHORT.withEpochs(2));
        assertFalse(Arrays.equals(expected, model.weights()));
    }

    /** With one batch and no noise, only the optimizer's states could make a difference. */
    @Test
    void theOptimizerBeginsAfreshFromWeightsThatAreNotItsLast() {
        Training config = SHORT.withBatch(64).withEpochs(6);
        List<Consumer<LineModel>> ends = List.of(
                model -> model.train(model.line(47), config.withPatience(6), ProgressListener.none()),
                model -> {
                    model.train(model.line(47), config, epoch -> {
                        if (epoch.epoch() == 2) {
                            Thread.currentThread().interrupt();
                        }
                    });
                    assertTrue(Thread.interrupted());
                },
                model -> {
                    model.train(model.line(47), config, ProgressListener.none());
                    model.factor = Double.NaN;
                    assertThrows(TrainingException.class, () -> train(model, config));
                    model.factor = 1;
                });
        for (Consumer<LineModel> end : ends) {
            LineModel model = new LineModel(64);
            model.momentum = 0.9f;
            model.learning = 0.5f;
            end.accept(model);
            LineModel fresh = new LineModel(64);
            fresh.momentum = 0.9f;
            fresh.learning = 0.5f;
            for (Parameter p : model.parameters()) {
                fresh.set(p.name(), model.get(p.name()));
            }
            train(model, config.withEpochs(1));
            train(fresh, config.withEpochs(1));
            assertArrayEquals(fresh.weights(), model.weights(), 1e-5f);
        }
    }

    /** The loss while an epoch trains is that of weights before its updates: it is no measure of what is kept. */
    @Test
    void patienceWithoutValidationWatchesTheLossOfWhatItKeeps() {
        LineModel model = new LineModel(64);
        model.learning = 0.5f;
        model.momentum = 0.9f;
        Samples data = model.line(47);
        List<Double> after = new ArrayList<>();
        Training config = SHORT.withBatch(64).withPatience(3).withEpochs(12);
        TrainingReport report = model.train(data, config, epoch -> {
            after.add(model.evaluate(data));
            assertEquals(after.get(after.size() - 1), epoch.loss());
            assertNotEquals(epoch.trainingLoss(), epoch.loss());
            assertTrue(epoch.toString().contains("  after it "), epoch.toString());
        });
        assertEquals(after.indexOf(Collections.min(after)) + 1, report.bestEpoch());
        assertEquals(report.best().loss(), model.evaluate(data));
    }

    @Test
    void aLossThatIsNotANumberIsNeverTheBest() {
        LineModel model = new LineModel(64);
        int[] calls = {0};
        // In each epoch one call trains and one evaluates.
        model.beforeForward = () -> model.factor = ++calls[0] == 4 ? Double.NaN : 1;
        List<float[]> after = new ArrayList<>();
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> model.train(
                        model.line(47),
                        SHORT.withBatch(64).withPatience(5),
                        epoch -> after.add(model.weights().clone())));
        assertTrue(
                e.getMessage().startsWith("Line: the loss after the epoch is not finite in epoch 2"), e.getMessage());
        assertArrayEquals(after.get(0), model.weights());
    }

    @Test
    void impossibleSettingsAreNamed() {
        String message = assertThrows(IllegalArgumentException.class, () -> SHORT.withBatch(0))
                .getMessage();
        assertEquals("batch is 0 but must be at least 1", message);
        assertThrows(IllegalArgumentException.class, () -> SHORT.withEpochs(0));
        assertThrows(IllegalArgumentException.class, () -> SHORT.withClipNorm(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> SHORT.withClipValue(0));
        assertThrows(IllegalArgumentException.class, () -> SHORT.withPatience(-1));
        assertThrows(IllegalArgumentException.class, () -> SHORT.withValidation(1));
        assertThrows(IllegalArgumentException.class, () -> SHORT.withThreads(0));
        LineModel model = new LineModel(4);
        assertThrows(IllegalArgumentException.class, () -> model.train(model.newSamples()));
        Samples other = new Samples(false, List.of(new Column("x", "", 0, 2, 0, false)));
        other.add(new float[2]);
        assertThrows(IllegalArgumentException.class, () -> model.train(other));
    }
}
