package io.lstmc.runtime.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.LineModel;
import io.lstmc.runtime.MutatedBytes;
import io.lstmc.runtime.tensor.DoubleStorage;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("a.W_f", List.of(2, 3), 0),
            new Parameter("θ\"\\\n", List.of(), 6),
            new Parameter("b", List.of(2), 7));

    private static final FloatStorage FLOATS = new FloatStorage(new float[] {1, -2, 3.5f, 4, 5, 1e-40f, 7, 8, 9});
    private static final DoubleStorage DOUBLES = new DoubleStorage(new double[] {1, -2, 0.1, 4, 5, 6, 7, 8, 9});

    @TempDir
    Path folder;

    @Test
    void bothPrecisionsAreReadIntoBoth() throws IOException {
        for (Storage written : List.of(FLOATS, DOUBLES)) {
            Path file = folder.resolve("w.safetensors");
            Safetensors.write(file, PARAMETERS, written);
            for (Storage like : List.of(FLOATS, DOUBLES)) {
                Storage read = Safetensors.read(file, PARAMETERS, like);
                assertEquals(like.getClass(), read.getClass());
                for (int i = 0; i < read.size(); i++) {
                    boolean exact = written instanceof FloatStorage || like instanceof DoubleStorage;
                    assertEquals(exact ? written.get(i) : (float) written.get(i), read.get(i));
                }
            }
        }
    }

    @Test
    void bytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, PARAMETERS.subList(0, 1), FLOATS.copy(0, 6));
        String header = "{\"a.W_f\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}";
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) buffer.getLong();
        assertEquals(0, length % 8);
        assertEquals(header, new String(bytes, 8, length, StandardCharsets.UTF_8).stripTrailing());
        assertEquals(8 + length + 24, bytes.length);
        assertEquals(-2f, buffer.getFloat(8 + length + 4));
    }

    @Test
    void writingReplacesAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Files.writeString(file, "old");
        Safetensors.write(file, PARAMETERS, FLOATS);
        byte[] first = Files.readAllBytes(file);
        Safetensors.write(file, PARAMETERS, FLOATS);
        assertArrayEquals(first, Files.readAllBytes(file));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
        assertThrows(IOException.class, () -> Safetensors.write(folder, PARAMETERS, FLOATS));
        assertThrows(
                NoSuchFileException.class, () -> Safetensors.write(folder.resolve("no/such/w"), PARAMETERS, FLOATS));
    }

    @Test
    void metadataAndAnyOrderAreAccepted() throws IOException {
        String header = "{\"b\":{\"data_offsets\":[0,8],\"shape\":[2],\"dtype\":\"F32\"},\n"
                + "\"__metadata__\":{\"format\":\"pt\"},"
                + "\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}  ";
        Path file = file(header, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 8, 0x40);
        List<Parameter> parameters = List.of(new Parameter("a", List.of(1), 0), new Parameter("b", List.of(2), 1));
        FloatStorage read = (FloatStorage) Safetensors.read(file, parameters, new FloatStorage(new float[3]));
        assertArrayEquals(new float[] {3, 1, 2}, read.array());
    }

    @Test
    void aFileForAnotherModelIsExplained() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, PARAMETERS, FLOATS);
        List<Parameter> others = List.of(
                new Parameter("a.W_f", List.of(3, 2), 0),
                new Parameter("a.W_i", List.of(1), 6),
                new Parameter("b", List.of(2), 7));
        String message = refused(file, others);
        assertTrue(
                message.endsWith("the tensors are not those of the model; missing: a.W_i[1]; unexpected: "
                        + "\"θ\\u0022\\\\u000a\"; of another shape: a.W_f is [2, 3] instead of [3, 2]"),
                message);
    }

    @Test
    void malformedHeadersAreRefused() throws IOException {
        String good = "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
        refusedHeader("", "impossible");
        refusedHeader("[1]", "expected an object");
        refusedHeader("{" + good + "} x", "nothing after the object");
        refusedHeader("{" + good + ",}", "expected a string");
        refusedHeader("{" + good + "," + good + "}", "twice");
        refusedHeader("{" + good.replace("F32", "F16") + "}", "only F32 and F64");
        refusedHeader("{" + good.replace("[0,8]", "[0,4]") + "}", "needs 8 bytes");
        refusedHeader("{" + good.replace("[0,8]", "[8,16]") + "}", "begins at byte 8");
        refusedHeader("{" + good.replace("[0,8]", "[8,0]") + "}", "needs 8 bytes");
        for (String number :
                new String[] {"-2", "2.0", "2.5", "02", "1e2", "+2", "9223372036854775808", "null", "[", "{", "\""}) {
            refusedHeader(
                    "{" + good.replace("[2]", "[" + number + "]") + "}",
                    "shape of \"b\" has " + Quote.of(number) + ";");
            refusedHeader(
                    "{" + good.replace("[0,8]", "[0," + number + "]") + "}",
                    "data_offsets of \"b\" has " + Quote.of(number) + "; it takes whole numbers from 0 to");
        }
        refusedHeader("{" + good.replace("[2]", "[4611686018427387904,4]") + "}", "\"b\" has the impossible shape [46");
        refusedHeader("{" + good.replace("[0,8]", "[0,9223372036854775807]") + "}", "\"b\" of shape [2] needs 8 bytes");
        refusedHeader("{" + good.replace("[0,8]", "[0]") + "}", "\"b\" must have two data_offsets, not [0]");
        refusedHeader("{" + good.replace("[0,8]", "[0,4,8]") + "}", "data_offsets of \"b\" has more than 2 elements");
        refusedHeader("{" + good.replace("[2]", "[1" + ",1".repeat(20) + "]") + "}", "\"b\" has more than 16 elements");
        refusedHeader("{" + good.replace("\"F32\"", "7") + "}", "\"b\" has the dtype \"7\"; only");
        refusedHeader("{" + good.replace(",\"shape\":[2]", "") + "}", "\"b\" must have dtype, shape and data_offsets");
        refusedHeader("{" + good.replace("\"shape\":[2]", "\"dtype\":\"F32\"") + "}", "\"b\" must have dtype");
        refusedHeader("{\"b\":7}", "\"b\" must have dtype");
        refusedHeader("{\"b\":{}}", "\"b\" must have dtype");
        refusedHeader("{" + good.replace("\"b\"", "\"b\\ud800\"") + "}", "surrogates");
        refusedHeader("{" + good.replace("\"b\"", "\"b\t\"") + "}", "control character");
        refusedHeader("{" + good.replace("\"dtype\"", "\"type\"") + "}", "nothing else");
        refusedHeader("{\"__metadata__\":{\"a\":1}," + good + "}", "must map names to strings");
        refusedHeader(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}," + good + "}", "unexpected: \"a\"");
        refusedHeader("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}," + good + "}", "twice");
        refusedHeader("{\"__metadata__\":{},\"__metadata__\":{}," + good + "}", "twice");
        String metadata = "{\"__metadata__\":{\"%s\":\"\"}," + good + "}";
        refusedHeader(metadata.formatted("k".repeat(1 << 20)), "__metadata__ has more than 1048576 characters");
        refusedHeader(metadata.formatted("k".repeat(1 << 21)), "at most; it is the file of another model");
    }

    /** Tensors need not lie in the order of the header, but must cover the data. */
    @Test
    void gapsAndOverlapsAreNamed() throws IOException {
        List<Parameter> two = List.of(new Parameter("a", List.of(1), 0), new Parameter("b", List.of(1), 1));
        String both = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}}";
        int[] data = new int[8];
        assertEquals(
                2,
                Safetensors.read(file(both.formatted(4, 8, 0, 4), data), two, new FloatStorage(new float[2]))
                        .size());
        assertTrue(refused(file(both.formatted(0, 4, 0, 4), data), two)
                .contains("\"b\" begins at byte 0 of the data, where 4"));
        assertTrue(refused(file(both.formatted(0, 4, 2, 6), data), two)
                .contains("\"b\" begins at byte 2 of the data, where 4"));
        assertTrue(refused(file(both.formatted(0, 4, 5, 9), data), two)
                .contains("\"b\" begins at byte 5 of the data, where 4"));
        assertTrue(refused(file(both.formatted(4, 8, 8, 12), data), two)
                .contains("\"a\" begins at byte 4 of the data, where 0"));
    }

    @Test
    void dataThatNoTensorCoversAreNamed() throws IOException {
        Path file = file("{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", new int[8]);
        assertTrue(
                refused(file, List.of(new Parameter("b", List.of(1), 0))).endsWith("take 4 bytes, but the file has 8"));
    }

    /** Up to a MiB of metadata is read over. */
    @Test
    void longMetadataIsAccepted() throws IOException {
        String header = "{\"__metadata__\":{\"notes\":\"" + "é".repeat(500_000) + "\"},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        List<Parameter> one = List.of(new Parameter("b", List.of(2), 0));
        assertEquals(
                2,
                Safetensors.read(file(header, new int[8]), one, new FloatStorage(new float[2]))
                        .size());
    }

    @Test
    void namesThatAreLongAndEscapedFit() throws IOException {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            parameters.add(new Parameter("\u0001".repeat(900) + i, List.of(1), i));
        }
        Path file = folder.resolve("long");
        Storage values = new FloatStorage(new float[3000]);
        values.set(2999, 5);
        Safetensors.write(file, parameters, values);
        assertEquals(5, Safetensors.read(file, parameters, values).get(2999));
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() throws IOException {
        List<Parameter> one = List.of(new Parameter("b", List.of(2), 0));
        String header = "{\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        Path file = file(header, 0, 0, 0x80, 0x3f, 0, 0, 0xc0, 0x7f);
        assertTrue(refused(file, one).endsWith("b has NaN at index 1"));
        Path large = file(
                header.replace("F32", "F64").replace("[0,8]", "[0,16]"),
                new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f});
        assertTrue(refused(large, one).endsWith("b has Infinity at index 1"));
    }

    /** A header that claims more than there is, or that is longer than any model needs, is not read at all. */
    @Test
    void lengthsAreNotBelieved() throws IOException {
        for (long claim : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0, 1, 1L << 31, 17 << 20}) {
            Path file = folder.resolve("claim");
            Files.write(
                    file,
                    ByteBuffer.allocate(100)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(claim)
                            .array());
            assertTrue(refused(file, PARAMETERS).contains("impossible"));
        }
        assertTrue(refused(folder, PARAMETERS).contains("not a regular file"));
    }

    @Test
    void mutationsAreReadOrRefusedAndNeverHarm() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, PARAMETERS, FLOATS);
        byte[] good = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(11);
        int refused = 0;
        for (int round = 0; round < 5000; round++) {
            Files.write(file, MutatedBytes.of(good, random));
            try {
                Safetensors.read(file, PARAMETERS, FLOATS);
            } catch (WeightFileException e) {
                refused++;
                assertTrue(e.getMessage().length() < 2000);
            }
        }
        assertTrue(refused > 3000, refused + " refused");
    }

    @Test
    void loadingIsAllOrNothing() throws IOException {
        LineModel model = new LineModel(1);
        Path file = folder.resolve("line");
        model.save(file);
        float[] saved = model.weights().clone();
        byte[] bytes = Files.readAllBytes(file);
        model.set("line.b", 8f);
        float[] before = model.weights().clone();
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThrows(WeightFileException.class, () -> model.load(file));
        bytes[bytes.length - 1] = 0x7f;
        bytes[bytes.length - 2] = (byte) 0x80;
        Files.write(file, bytes);
        assertThrows(WeightFileException.class, () -> model.load(file));
        assertArrayEquals(before, model.weights());
        LineModel other = new LineModel(1);
        other.save(file);
        model.load(file);
        assertArrayEquals(saved, model.weights());
    }

    private String refused(Path file, List<Parameter> parameters) {
        return assertThrows(
                        WeightFileException.class,
                        () -> Safetensors.read(file, parameters, new FloatStorage(new float[9])))
                .getMessage();
    }

    private void refusedHeader(String header, String expected) throws IOException {
        Path file = file(header, 0, 0, 0, 0, 0, 0, 0, 0);
        String message = refused(file, List.of(new Parameter("b", List.of(2), 0)));
        assertTrue(message.contains(expected), header + " gave " + message);
    }

    private Path file(String header, int... data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (int b : data) {
            bytes.put((byte) b);
        }
        return Files.write(folder.resolve("made.safetensors"), bytes.array());
    }
}
