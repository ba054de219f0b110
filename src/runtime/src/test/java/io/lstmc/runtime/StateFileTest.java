package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.file.WeightFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of training states that are damaged, or of something else. */
class StateFileTest {

    @TempDir
    Path folder;

    private Path file;
    private final LineModel model = new LineModel(4);

    /** In the second epoch of a run with patience, so that everything is there that can be. */
    @BeforeEach
    void save() throws IOException {
        file = folder.resolve("state.safetensors");
        TrainingState state = model.trainingState();
        state.begin(Training.DEFAULT.withBatch(10).withPatience(5).withSeed(Long.MIN_VALUE));
        state.train(model.line(47), new ProgressListener() {
            @Override
            public void onEpoch(EpochReport report) {}

            @Override
            public void onUpdate(TrainingState now) {
                if (now.updates() == 7) {
                    now.stop();
                }
            }
        });
        state.save(file);
    }

    private String header() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return new String(bytes, 8, length, StandardCharsets.UTF_8);
    }

    /** The file with another header. */
    private Path withHeader(String header) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer changed =
                ByteBuffer.allocate(bytes.length - length + text.length).order(ByteOrder.LITTLE_ENDIAN);
        changed.putLong(text.length).put(text).put(bytes, 8 + length, bytes.length - 8 - length);
        return Files.write(folder.resolve("changed"), changed.array());
    }

    private String refused(Path other) {
        LineModel untouched = new LineModel(4);
        untouched.momentum = 0.5f;
        untouched.trainingState().step(untouched.line(3));
        float[] weights = untouched.weights().clone();
        String message = assertThrows(WeightFileException.class, () -> untouched.resume(other))
                .getMessage();
        assertTrue(message.startsWith(other + ": "), message);
        assertArrayEquals(weights, untouched.weights());
        assertEquals(1, untouched.trainingState().updates());
        return message.substring(other.toString().length() + 2);
    }

    @Test
    void itIsAFileOfNamedTensors() throws IOException {
        String header = header();
        assertTrue(
                header.startsWith("{\"__metadata__\":{\"format\":\"lstmc training state\",\"version\":\"1\","), header);
        for (String name :
                new String[] {"run/reports", "line.W", "optimizer/m/line.b", "epoch_start/line.W", "best/line.b"}) {
            assertTrue(header.contains("\"" + name + "\":{"), name);
        }
        model.trainingState().save(folder.resolve("again"));
        assertEquals(-1, Files.mismatch(file, folder.resolve("again")));
    }

    @Test
    void aFileOfWeightsIsNoTrainingState() throws IOException {
        Path weights = folder.resolve("weights");
        model.save(weights);
        assertEquals("this is no training state; a file of weights is read by load()", refused(weights));
        String message =
                assertThrows(WeightFileException.class, () -> model.load(file)).getMessage();
        assertTrue(message.endsWith("; it is a training state, which resume() reads"), message);
    }

    @Test
    void filesOfOtherModelsAreExplained() throws IOException {
        String header = header();
        assertEquals(
                "the tensors are not those of the model; missing: optimizer/m/line.b[1]; unexpected: \"optimizer/v/line.b\"",
                refused(withHeader(header.replace("optimizer/m/line.b", "optimizer/v/line.b"))));
        assertEquals(
                "the tensors are not those of the model; of another shape: best/line.W is [3, 1] instead of [1, 3]",
                refused(withHeader(header.replace(
                        "\"best/line.W\":{\"dtype\":\"F32\",\"shape\":[1,3]",
                        "\"best/line.W\":{\"dtype\":\"F32\",\"shape\":[3,1]"))));
        assertTrue(refused(withHeader(header.replace("line.W", "line.V")))
                .startsWith("the tensors are not those of the model; missing: line.W[1, 3], optimizer/m/line.W[1, 3]"));
        assertEquals(
                "the tensors are not those of the model; of another precision: line.b is F64 instead of F32",
                refused(withHeader("{\"__metadata__\":" + header.substring(16, header.indexOf("},") + 2)
                        + "\"line.b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                        + header.substring(header.indexOf("},") + 2).replaceAll("\"line.b\":\\{[^}]*\\},", ""))));
        assertEquals(
                "this is a training state of version \"2\"; this program reads version 1",
                refused(withHeader(header.replace("\"version\":\"1\"", "\"version\":\"2\""))));
    }

    @Test
    void everyEntryIsChecked() throws IOException {
        String header = header();
        String[][] cases = {
            {"all_epochs", "-1", "a whole number from 0 to " + Long.MAX_VALUE},
            {"all_batches", "9223372036854775808", "a whole number from 0 to " + Long.MAX_VALUE},
            {"optimizer_updates", "1.5", "a whole number from 0 to " + Long.MAX_VALUE},
            {"complete_epochs", "429496729", "a whole number from 0 to "},
            {"samples", "2147483648", "a whole number from 0 to 2147483647"},
            {"position", "48", "a whole number from 0 to 47"},
            {"loss_sum", "NaN", "a finite number"},
            {"loss_sum", "much", "a number"},
            {"keeps_best", "yes", "true or false"},
            {"seed", "9223372036854775808", "a whole number of 64 bits"},
            {"epochs", "many", "a whole number from 0 to 2147483647"},
        };
        for (String[] one : cases) {
            Path changed = withHeader(
                    header.replaceAll("\"" + one[0] + "\":\"[^\"]*\"", "\"" + one[0] + "\":\"" + one[1] + "\""));
            String message = refused(changed);
            assertTrue(
                    message.startsWith(one[0] + " of the metadata is \"" + one[1] + "\"; it takes " + one[2]), message);
            Path without = withHeader(header.replaceAll(",\"" + one[0] + "\":\"[^\"]*\"", ""));
            assertEquals("the metadata have no " + one[0], refused(without));
        }
        assertEquals(
                "batch is 0 but must be at least 1",
                refused(withHeader(header.replace("\"batch\":\"10\"", "\"batch\":\"0\""))));
        // There are tensors for what is said not to be there.
        assertTrue(refused(withHeader(header.replace("\"keeps_best\":\"true\"", "\"keeps_best\":\"false\"")))
                .contains("unexpected: \"best/line.W\", \"best/line.b\""));
    }

    @Test
    void mutationsAreReadOrRefusedAndNeverHarm() throws IOException {
        byte[] good = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(12);
        int refused = 0;
        LineModel other = new LineModel(4);
        Path changed = folder.resolve("changed");
        for (int round = 0; round < 3000; round++) {
            Files.write(changed, MutatedBytes.of(good, random));
            float[] before = other.weights().clone();
            try {
                other.resume(changed);
            } catch (WeightFileException e) {
                refused++;
                assertTrue(e.getMessage().length() < 3000);
                assertArrayEquals(before, other.weights());
            }
        }
        assertTrue(refused > 2000, refused + " refused");
    }

    @Test
    void weightsThatAreNotFiniteAreNotWritten() throws IOException {
        byte[] before = Files.readAllBytes(file);
        model.weights()[1] = Float.NaN;
        String expected = "line.W has NaN at index 1, so nothing was written to " + file;
        assertEquals(
                expected,
                assertThrows(
                                IllegalStateException.class,
                                () -> model.trainingState().save(file))
                        .getMessage());
        assertEquals(
                expected,
                assertThrows(IllegalStateException.class, () -> model.save(file))
                        .getMessage());
        assertArrayEquals(before, Files.readAllBytes(file));
        assertFalse(Files.list(folder).anyMatch(f -> f.toString().endsWith(".part")));
    }
}
