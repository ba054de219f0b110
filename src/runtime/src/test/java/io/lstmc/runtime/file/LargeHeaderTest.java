package io.lstmc.runtime.file;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.ChildJvm;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers of many tensors, in a JVM with little memory. */
class LargeHeaderTest {

    /** With it a header has 15 million characters. */
    private static final int TENSORS = 200_000;

    @TempDir
    Path folder;

    /** Reads a file for a model with as many parameters as the second argument says. */
    static final class Reader {
        public static void main(String[] arguments) throws IOException {
            int count = Integer.parseInt(arguments[1]);
            Storage values = new FloatStorage(new float[count]);
            try {
                Safetensors.read(Path.of(arguments[0]), parameters(count), values);
                System.out.println("read");
            } catch (WeightFileException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static List<Parameter> parameters(int count) {
        List<Parameter> parameters = new ArrayList<>();
        List<Integer> shape = List.of(1);
        for (int i = 0; i < count; i++) {
            parameters.add(new Parameter("layer." + i + ".W", shape, i));
        }
        return parameters;
    }

    private String readWithLittleMemory(Path file, int parameters) throws IOException {
        Process process =
                ChildJvm.start(Reader.class, List.of("-Xmx64m"), file.toString(), Integer.toString(parameters));
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aModelOfManyTensorsIsRead() throws IOException {
        Path file = folder.resolve("many");
        Safetensors.write(file, parameters(TENSORS), new FloatStorage(new float[TENSORS]));
        assertTrue(Files.size(file) > 15_000_000);
        String answer = readWithLittleMemory(file, TENSORS);
        assertTrue(answer.startsWith("read"), answer);
        String other = readWithLittleMemory(file, 2);
        assertTrue(other.contains("it is the file of another model"), other);
        String some = readWithLittleMemory(file, TENSORS / 2);
        assertTrue(some.contains("; unexpected: \"layer.100000.W\", "), some);
        assertTrue(some.contains(" and 99992 more"), some);
    }

    /** A name, a metadata string and a number that fill the header. */
    @Test
    void oneLongPartOfAHeaderIsNoHarm() throws IOException {
        for (String begin : new String[] {
            "{\"", "{\"__metadata__\":{\"", "{\"__metadata__\":{\"k\":\"", "{\"a\":{\"shape\":[", "{\"a\":{\"dtype\":\""
        }) {
            Path file = folder.resolve("long");
            int length = 16_000_000;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                out.write(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length + begin.length())
                        .array());
                out.write(begin.getBytes(StandardCharsets.UTF_8));
                for (int i = 0; i < length; i++) {
                    out.write('7');
                }
            }
            String answer = readWithLittleMemory(file, TENSORS);
            assertTrue(answer.startsWith(file + ": "), begin + " gave " + answer);
        }
    }
}
