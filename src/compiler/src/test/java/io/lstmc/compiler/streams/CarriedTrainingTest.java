package io.lstmc.compiler.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.runtime.EpochReport;
import io.lstmc.runtime.Model;
import io.lstmc.runtime.ProgressListener;
import io.lstmc.runtime.Samples;
import io.lstmc.runtime.Training;
import io.lstmc.runtime.TrainingReport;
import io.lstmc.runtime.TrainingState;
import io.lstmc.runtime.file.WeightFileException;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How training walks through the samples where states are carried, and what it keeps. */
class CarriedTrainingTest {

    private static final int STEPS = 4;
    private static final double RATE = 0.1;
    private static final String PLAIN = "a";
    private static final String DROPOUT = "dropout(a, rate: 0.2)";

    @TempDir
    Path folder;

    private static Model model(String a, String train) {
        String text = "model M { time T <= " + STEPS + " input x[T, 1] target y[T, 1] layer a = LSTM(x, units: 3)"
                + " output p = Dense(" + a + ", units: 1) loss mse(p, y)"
                + " train { optimizer momentum(lr: " + RATE + ", beta: 0) " + train + " } }";
        return CompiledModel.of(text, CompileOptions.DEFAULT).model();
    }

    /** Windows of a series, of different lengths. */
    private static Samples data(Model model, int count, int... beginnings) {
        Samples data = model.newSamples();
        SplittableRandom random = new SplittableRandom(count);
        for (int i = 0; i < count; i++) {
            float[][] columns = new float[2][1 + random.nextInt(STEPS)];
            for (float[] column : columns) {
                for (int t = 0; t < column.length; t++) {
                    column[t] = (float) random.nextDouble(-1, 1);
                }
            }
            int sample = i;
            if (Arrays.stream(beginnings).anyMatch(b -> b == sample)) {
                data.beginSequence();
            }
            data.add((Object[]) columns);
        }
        return data;
    }

    private static double[] weights(Model model) {
        return model.parameters().stream()
                .flatMapToDouble(p -> {
                    Storage values = model.get(p.name());
                    return IntStream.range(0, values.size()).mapToDouble(values::get);
                })
                .toArray();
    }

    private static double forward(Object pass, Samples data, int... samples) {
        for (int sample : samples) {
            CompiledModel.call(pass, "add", data.array(sample, 0), data.array(sample, 1));
        }
        return (Double) CompiledModel.call(pass, "forward");
    }

    /** A step of gradient descent by hand. */
    private static void descend(Model model, Object pass) {
        CompiledModel.call(pass, "backward");
        for (Parameter p : model.parameters()) {
            float[] weights = ((FloatStorage) model.get(p.name())).array();
            float[] gradient = (float[]) CompiledModel.call(pass, "gradient", p.name());
            for (int i = 0; i < weights.length; i++) {
                weights[i] -= (float) RATE * gradient[i];
            }
            model.set(p.name(), weights);
        }
    }

    private static ProgressListener stopAfter(long updates) {
        return new ProgressListener() {
            @Override
            public void onEpoch(EpochReport report) {}

            @Override
            public void onUpdate(TrainingState now) {
                if (now.updates() == updates) {
                    now.stop();
                }
            }
        };
    }

    @Test
    void rowsContinueTheRowsOfTheBatchBefore() {
        int[][] batches = {{0, 3, 6}, {1, 4, 7}, {2, 5}};
        for (int[] beginnings : new int[][] {{}, {2, 5}}) {
            Model trained = model(PLAIN, "carry batch 3 epochs 2");
            Model byHand = model(PLAIN, "carry batch 3 epochs 2");
            Samples data = data(trained, 8, beginnings);
            Object pass = CompiledModel.call(byHand, "newPass");
            double[] losses = new double[2];
            for (int epoch = 0; epoch < 2; epoch++) {
                CompiledModel.call(pass, "clear");
                for (int[] batch : batches) {
                    if (beginnings.length > 0 && batch[0] == beginnings[0]) {
                        CompiledModel.call(pass, "clear");
                    }
                    losses[epoch] += forward(pass, data, batch) * batch.length / 8;
                    descend(byHand, pass);
                    CompiledModel.call(pass, "goOn");
                }
            }
            TrainingReport report = trained.train(data);
            assertEquals(losses[0], report.epochs().get(0).trainingLoss(), 1e-6);
            assertEquals(losses[1], report.epochs().get(1).trainingLoss(), 1e-6);
            assertArrayEquals(weights(byHand), weights(trained), 1e-6);
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        double[][] weights = new double[3][];
        for (int threads = 1; threads <= 3; threads++) {
            // Three blocks, and a last batch of one and a half.
            Model model = model(DROPOUT, "carry batch 70 epochs 2 threads " + threads);
            model.train(data(model, 2 * 70 + 50));
            weights[threads - 1] = weights(model);
        }
        assertArrayEquals(weights[0], weights[1]);
        assertArrayEquals(weights[0], weights[2]);
    }

    /** The masks of dropout go on, as they do elsewhere: two epochs differ in them. */
    @Test
    void aSavedTrainingGoesOnWithTheSameBits() throws IOException {
        String train = "carry batch 3 epochs 2";
        Model whole = model(DROPOUT, train);
        Samples data = data(whole, 8, 4);
        whole.train(data);
        for (int updates = 1; updates <= 5; updates++) {
            Model stopped = model(DROPOUT, train);
            TrainingState state = stopped.trainingState();
            state.begin(stopped.training());
            state.train(data, stopAfter(updates));
            Path file = folder.resolve("state");
            state.save(file);
            Model resumed = model(DROPOUT, train);
            // What lies in its workspaces does not count.
            resumed.train(data(resumed, 7));
            resumed.resume(file).train(data);
            assertArrayEquals(weights(whole), weights(resumed), "after " + updates);
            state.train(data);
            assertArrayEquals(weights(whole), weights(stopped), "after " + updates);
        }
    }

    @Test
    void evaluationIsOneSequence() {
        Model model = model(DROPOUT, "carry batch 3 epochs 2 validation 0.4");
        for (int[] beginnings : new int[][] {{}, {4}, {7}}) {
            Samples data = data(model, 8, beginnings);
            Object pass = CompiledModel.call(model, "newPass");
            double loss = 0;
            for (int i = 0; i < 8; i++) {
                loss += forward(pass, data, i) / 8;
                boolean begins = beginnings.length > 0 && i + 1 == beginnings[0];
                CompiledModel.call(pass, begins ? "clear" : "goOn");
            }
            assertEquals(loss, model.evaluate(data), 1e-6);
        }
        Samples data = data(model, 10);
        TrainingReport report = model.train(data);
        double validation = report.epochs().get(1).validationLoss().orElseThrow();
        assertEquals(model.evaluate(data.split(0.4).later()), validation);
        Training patient = model.training().withPatience(5).withValidation(0);
        double last = model.train(data, patient, ProgressListener.none()).best().loss();
        assertEquals(model.evaluate(data), last);
    }

    /** Nothing is carried into a single step, which would have to know what it goes on from. */
    @Test
    void singleStepsBeginByThemselves() {
        Model model = model(PLAIN, "carry batch 3 epochs 2");
        Samples data = data(model, 8);
        TrainingState state = model.trainingState();
        Object pass = CompiledModel.call(model, "newPass");
        model.train(data);
        assertEquals(
                forward(pass, data, 4, 5), state.gradient(data.select(4, 5)).loss(), 1e-6);
        CompiledModel.call(pass, "clear");
        state.step(data.select(4, 5));
        assertEquals(forward(pass, data, 4, 5), state.step(data.select(4, 5)), 1e-6);
    }

    /** The target is the input two steps before: the first two steps of a window know it only from the window before. */
    @Test
    void aModelLearnsWhatLiesBeforeTheWindow() {
        String text = "model M { time T = 4 input x[T, 1] target y[T, 1] layer a = GRU(x, units: 12)"
                + " output p = Dense(a, units: 1) loss mse(p, y)"
                + " train { optimizer adam(lr: 1e-2) carry epochs 60 batch 10 seed 3 } }";
        Model carries = CompiledModel.of(text, CompileOptions.DEFAULT).model();
        Samples data = carries.newSamples();
        SplittableRandom random = new SplittableRandom(1);
        float[] bits = new float[4 * 200 + 2];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = random.nextBoolean() ? 1 : -1;
        }
        for (int i = 2; i < bits.length; i += 4) {
            data.add(Arrays.copyOfRange(bits, i, i + 4), Arrays.copyOfRange(bits, i - 2, i + 2));
        }
        carries.train(data);
        Model alone = CompiledModel.of(text, CompileOptions.DEFAULT).model();
        double without = alone.train(data, alone.training().withCarry(false), ProgressListener.none())
                .best()
                .loss();
        assertTrue(without > 0.4, "half of the targets cannot be known, loss " + without);
        assertTrue(carries.evaluate(data) < 0.05, "loss " + carries.evaluate(data));
    }

    @Test
    void withoutCarryItTrainsAsAnyModel() {
        Model carries = model(DROPOUT, "carry batch 3 epochs 2");
        Model plain = model(DROPOUT, "batch 3 epochs 2");
        Samples data = data(carries, 8);
        carries.train(data); // leaves states behind
        carries = model(DROPOUT, "carry batch 3 epochs 2");
        carries.train(data, carries.training().withCarry(false), ProgressListener.none());
        plain.train(data(plain, 8));
        assertArrayEquals(weights(plain), weights(carries), 1e-6);
    }

    private static String refused(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        Model plain = model(PLAIN, "batch 3");
        String compiled = "M is compiled without carry; write carry into its train block";
        Training carry = plain.training().withCarry(true);
        Samples data = data(plain, 8);
        assertEquals(compiled, refused(() -> plain.train(data, carry, ProgressListener.none())));
        assertEquals(compiled, refused(() -> plain.trainingState().begin(carry)));
        assertEquals(compiled, refused(() -> plain.trainingState().change(carry)));

        Model model = model(PLAIN, "carry batch 3 epochs 5");
        double[] before = weights(model);
        assertEquals(
                "M carries states from one batch to the next, and 3 samples make only one of 3; take a smaller batch or"
                        + " shorter samples",
                refused(() -> model.train(data(model, 3))));
        assertEquals(
                "M carries states from one batch to the next, and 1 sample makes only one of 3; take a smaller batch or"
                        + " shorter samples",
                refused(() -> model.trainingState().train(data(model, 1))));
        assertArrayEquals(before, weights(model));
        model.train(data(model, 4));

        TrainingState state = model.trainingState().begin(model.training());
        state.train(data, stopAfter(state.updates() + 1));
        assertEquals(3, state.position());
        String middle = "M is in the middle of an epoch, in which carry and the batch of what is carried stay";
        assertEquals(middle, refused(() -> state.change(state.settings().withBatch(4))));
        assertEquals(middle, refused(() -> state.change(state.settings().withCarry(false))));
        state.change(state.settings().withThreads(2));
        state.train(data, report -> state.stop());
        assertEquals(0, state.position());
        state.change(state.settings().withBatch(4));
        state.train(data, stopAfter(state.updates() + 1));
        assertEquals(4, state.position());
    }

    private static String header(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return new String(bytes, 8, length, StandardCharsets.UTF_8);
    }

    private Path withHeader(Path file, String header) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer changed =
                ByteBuffer.allocate(bytes.length - length + text.length).order(ByteOrder.LITTLE_ENDIAN);
        changed.putLong(text.length).put(text).put(bytes, 8 + length, bytes.length - 8 - length);
        return Files.write(folder.resolve("changed"), changed.array());
    }

    @Test
    void filesThatDoNotFitAreRefused() throws IOException {
        String train = "carry batch 3 epochs 2";
        Model model = model(PLAIN, train);
        Path file = folder.resolve("state");
        model.trainingState().train(data(model, 8), stopAfter(2));
        model.trainingState().save(file);
        String header = header(file);
        assertTrue(header.contains("\"run/carried\":{\"dtype\":\"F32\",\"shape\":[3,6]"), header);
        String[][] cases = {
            {"\"lanes\":\"3\"", "\"lanes\":\"2\"", "states of 2 rows are carried, but the batch has 3"},
            {"\"lanes\":\"3\"", "\"lanes\":\"9\"", "lanes of the metadata is \"9\"; it takes a whole number from 0 to 3"
            },
            {",\"lanes\":\"3\"", "", "in the middle of an epoch the carried states are missing"},
            {
                "\"position\":\"6\"",
                "\"position\":\"5\"",
                "the position 5 is in the middle of a batch of 3, whose rows go on together"
            },
            {"\"carry\":\"true\"", "\"carry\":\"yes\"", "carry of the metadata is \"yes\"; it takes true or false"},
            {
                "\"carry\":\"true\"",
                "\"carry\":\"false\"",
                "the tensors are not those of the model; unexpected: \"run/carried\""
            },
        };
        for (String[] one : cases) {
            assertTrue(header.contains(one[0]), header);
            Path changed = withHeader(file, header.replace(one[0], one[1]));
            assertEquals(
                    changed + ": " + one[2],
                    assertThrows(WeightFileException.class, () -> model.resume(changed))
                            .getMessage());
        }
        Model plain = model(PLAIN, "batch 3");
        assertEquals(
                file + ": the training carries states, and M is compiled without carry",
                assertThrows(WeightFileException.class, () -> plain.resume(file))
                        .getMessage());
        plain.trainingState().train(data(plain, 8), stopAfter(2));
        plain.trainingState().save(file);
        assertFalse(header(file).contains("carr"));
        assertEquals(6, model(PLAIN, train).resume(file).position());
    }
}
