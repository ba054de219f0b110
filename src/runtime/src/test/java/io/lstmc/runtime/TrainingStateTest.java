package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.TrainingReport.End;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TrainingStateTest {

    /** Five updates in an epoch of 47 samples. */
    static final Training SETTINGS =
            Training.DEFAULT.withEpochs(6).withBatch(10).withSeed(3).withClipNorm(2);

    @TempDir
    Path folder;

    static LineModel line() {
        LineModel model = new LineModel(4);
        model.noise = 0.3f;
        model.momentum = 0.9f;
        return model;
    }

    /** Stops where a condition holds after an update, or after an epoch. */
    private record Stopping(Predicate<TrainingState> afterUpdate, int afterEpoch, TrainingState state)
            implements ProgressListener {

        @Override
        public void onEpoch(EpochReport report) {
            if (report.epoch() == afterEpoch) {
                state.stop();
            }
        }

        @Override
        public void onUpdate(TrainingState now) {
            assertSame(state, now);
            if (afterUpdate.test(now)) {
                now.stop();
            }
        }
    }

    /** Reports without their seconds, which differ between any two runs. */
    private static List<String> told(TrainingReport report) {
        List<String> lines = new ArrayList<>(List.of(report.toString()));
        report.epochs()
                .forEach(e -> lines.add(e.epoch() + "/" + e.epochs() + " " + e.trainingLoss() + " " + e.validationLoss()
                        + " " + e.loss() + " " + e.rate() + " " + e.best()));
        return lines;
    }

    private void assertResumes(Training settings, int validation, ProgressListener none, int update, int epoch)
            throws IOException {
        String where = settings + " at " + update + " or " + epoch;
        Path file = folder.resolve("state");
        LineModel whole = line();
        Samples data = whole.line(47);
        Samples later = validation == 0 ? whole.newSamples() : whole.line(validation);
        TrainingReport expected = whole.train(data, later, settings, none);

        LineModel first = line();
        TrainingState state = first.trainingState();
        TrainingReport stopped = first.train(
                data, later, settings, new Stopping(s -> s.updates() == update, epoch, first.trainingState()));
        assertEquals(End.STOPPED, stopped.end(), where);
        state.save(file);
        float[] weights = first.weights().clone();
        assertEquals(told(expected), told(state.train(data, later, none)), where);
        assertArrayEquals(whole.weights(), first.weights(), where);

        LineModel second = line();
        second.train(second.line(5), SETTINGS.withEpochs(2).withPatience(1), none);
        TrainingState resumed = second.resume(file);
        assertArrayEquals(weights, second.weights(), where);
        assertEquals(told(expected), told(resumed.train(data, later, none)), where);
        assertArrayEquals(whole.weights(), second.weights(), where);
        // Other runs follow with the same bits too, from a state that is at the end of a run.
        resumed.save(file);
        LineModel third = line();
        third.resume(file);
        for (LineModel model : List.of(whole, second, third)) {
            model.train(data, later, settings.withEpochs(2), none);
            assertArrayEquals(whole.weights(), model.weights(), where);
        }
    }

    @Test
    void aRunThatIsResumedAnywhereHasTheSameBits() throws IOException {
        ProgressListener none = ProgressListener.none();
        for (int threads : new int[] {1, 3}) {
            Training settings = SETTINGS.withThreads(threads);
            for (int update : new int[] {1, 4, 5, 6, 13, 29}) {
                assertResumes(settings, 0, none, update, 0);
            }
            assertResumes(settings, 0, none, 0, 2);
            assertResumes(settings, 11, none, 7, 0);
        }
    }

    /** What early stopping remembers: the best weights, their loss, and how long ago that was. */
    @Test
    void patienceGoesOnToo() throws IOException {
        ProgressListener none = ProgressListener.none();
        Training settings = SETTINGS.withEpochs(40).withPatience(3).withClipNorm(Double.POSITIVE_INFINITY);
        LineModel model = line();
        TrainingReport report = model.train(model.line(47), model.line(11), settings, none);
        assertEquals(End.OUT_OF_PATIENCE, report.end());
        int epochs = report.epochs().size();
        for (int threads : new int[] {1, 3}) {
            assertResumes(settings.withThreads(threads), 11, none, 5 * epochs - 2, 0);
            assertResumes(settings.withThreads(threads), 11, none, 5 * report.bestEpoch() + 1, 0);
            assertResumes(settings.withThreads(threads), 11, none, 0, report.bestEpoch());
            assertResumes(settings.withThreads(threads), 0, none, 12, 0);
        }
    }

    /** As for a process that is killed: the file is from a listener, and nothing is stopped. */
    @Test
    void filesThatAListenerSavesResumeToo() throws IOException {
        Training settings = SETTINGS.withPatience(2).withValidation(0.2).withEpochs(3);
        LineModel whole = line();
        Samples data = whole.line(47);
        List<Path> files = new ArrayList<>();
        TrainingReport report = whole.train(data, settings, new ProgressListener() {
            private void save() {
                Path file = folder.resolve("state" + files.size());
                try {
                    whole.trainingState().save(file);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                files.add(file);
            }

            @Override
            public void onEpoch(EpochReport report) {
                save();
            }

            @Override
            public void onUpdate(TrainingState state) {
                save();
            }
        });
        assertEquals(15, files.size());
        for (Path file : files) {
            LineModel other = line();
            assertEquals(told(report), told(other.resume(file).train(data)));
            assertArrayEquals(whole.weights(), other.weights());
        }
    }

    /** Of a run that goes wrong after it was resumed in the middle of an epoch, the weights are those before that epoch. */
    @Test
    void divergenceGoesBackToBeforeThePause() throws IOException {
        LineModel model = line();
        Samples data = model.line(47);
        List<float[]> after = new ArrayList<>();
        TrainingState state = model.trainingState();
        model.train(data, SETTINGS, new ProgressListener() {
            @Override
            public void onEpoch(EpochReport report) {
                after.add(model.weights().clone());
            }

            @Override
            public void onUpdate(TrainingState now) {
                if (now.updates() == 7) {
                    now.stop();
                }
            }
        });
        assertFalse(Arrays.equals(after.get(0), model.weights()));
        state.save(folder.resolve("state"));
        LineModel other = line();
        other.resume(folder.resolve("state"));
        other.factor = Double.NaN;
        assertThrows(TrainingException.class, () -> other.trainingState().train(data));
        assertArrayEquals(after.get(0), other.weights());
        other.factor = 1;
        TrainingReport report = other.trainingState().train(data);
        assertEquals(6, report.epochs().size());
    }

    @Test
    void anInterruptionKeepsThePlaceOfAState() {
        LineModel whole = line();
        Samples data = whole.line(47);
        whole.train(data, SETTINGS, ProgressListener.none());
        LineModel model = line();
        TrainingState state = model.trainingState().begin(SETTINGS);
        TrainingReport report = state.train(data, new ProgressListener() {
            @Override
            public void onEpoch(EpochReport report) {}

            @Override
            public void onUpdate(TrainingState now) {
                if (now.updates() == 8) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        assertTrue(Thread.interrupted());
        assertEquals(End.INTERRUPTED, report.end());
        assertEquals(1, state.epoch());
        assertEquals(30, state.position());
        assertEquals("training of Line: 1 of 6 epochs and 30 of 47 samples, 8 updates", state.toString());
        assertEquals(End.COMPLETE, state.train(data).end());
        assertArrayEquals(whole.weights(), model.weights());
    }

    @Test
    void aRunThatIsOverStaysAsItIs() {
        LineModel model = line();
        TrainingReport report = model.train(model.line(47), SETTINGS, ProgressListener.none());
        float[] weights = model.weights().clone();
        assertEquals(told(report), told(model.trainingState().train(model.line(47))));
        assertArrayEquals(weights, model.weights());
        model.trainingState().change(SETTINGS.withEpochs(7));
        assertEquals(7, model.trainingState().train(model.line(47)).epochs().size());
    }

    @Test
    void mistakesAreExplained() {
        LineModel model = line();
        TrainingState state = model.trainingState();
        Samples data = model.line(47);
        model.train(data, SETTINGS, new Stopping(s -> s.updates() == 7, 0, state));
        assertEquals(
                "Line is in the middle of an epoch of 47 samples, after 20 of them; these are 40",
                assertThrows(IllegalArgumentException.class, () -> state.train(model.line(40)))
                        .getMessage());
        assertEquals(
                "patience has to begin with a run; see begin(settings)",
                assertThrows(IllegalArgumentException.class, () -> state.change(SETTINGS.withPatience(1)))
                        .getMessage());
        state.train(data, new Stopping(s -> false, 3, state));
        assertEquals(
                "epochs is 2 but 3 are complete already",
                assertThrows(IllegalArgumentException.class, () -> state.change(SETTINGS.withEpochs(2)))
                        .getMessage());
        assertEquals(
                "data is null",
                assertThrows(IllegalArgumentException.class, () -> state.step(null))
                        .getMessage());
        assertEquals(
                "gradient is null",
                assertThrows(IllegalArgumentException.class, () -> state.update(null))
                        .getMessage());
        for (double rate : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = "rate is " + rate + " but must be a finite number";
            refused(message, () -> state.step(model.line(3), rate));
            refused(message, () -> state.update(model.newGradient(), rate));
        }
        refused("epoch is 0 but must be between 1 and " + state.settings().epochs(), () -> state.rate(0));
        int behind = state.settings().epochs() + 1;
        refused("epoch is " + behind + " but must be between 1 and " + (behind - 1), () -> state.rate(behind));
        refused("gradient is null", () -> model.newGradient().add(null));
        refused("out is null", () -> ProgressListener.console(null));
        assertThrows(UnsupportedOperationException.class, () -> new EmptyModel().trainingState());
        assertThrows(UnsupportedOperationException.class, () -> new EmptyModel().resume(folder));
    }

    /** A listener may save, but not make updates between those of the run; another thread may do neither. */
    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void oneAtATime() {
        LineModel model = line();
        Samples data = model.line(47);
        TrainingState state = model.trainingState();
        List<String> messages = new ArrayList<>();
        model.train(data, SETTINGS, epoch -> {
            if (epoch.epoch() > 1) {
                return;
            }
            messages.add(assertThrows(IllegalStateException.class, () -> state.step(data))
                    .getMessage());
            Thread other = new Thread(() -> {
                messages.add(assertThrows(IllegalStateException.class, () -> state.save(folder.resolve("state")))
                        .getMessage());
                messages.add(assertThrows(IllegalStateException.class, () -> model.train(data))
                        .getMessage());
            });
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(
                List.of(
                        "Line is being trained already",
                        "Line is being trained by another thread; save in a listener",
                        "Line is being trained by another thread"),
                messages);
    }
}
