package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** The promises about the jar, checked on the classes that go into it. */
class PackagingTest {

    private static final int MOST_BYTES = 150_000;

    private static Path classes() throws URISyntaxException {
        return Path.of(
                Model.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void isSmall() throws Exception {
        long bytes;
        try (var files = Files.walk(classes())) {
            bytes = files.filter(Files::isRegularFile)
                    .mapToLong(PackagingTest::compressedSize)
                    .sum();
        }
        assertTrue(bytes > 20_000 && bytes < MOST_BYTES, bytes + " compressed bytes");
    }

    private static long compressedSize(Path file) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(Files.readAllBytes(file));
            deflater.finish();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                deflater.deflate(buffer);
            }
            return deflater.getBytesWritten();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
    }

    @Test
    void needsOnlyTheBaseAndTheVectorModule() throws Exception {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        List<String> arguments =
                List.of("--add-modules", "jdk.incubator.vector", "-s", classes().toString());
        int code = ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, arguments.toArray(new String[0]));
        assertEquals(0, code, out::toString);
        Set<String> needed = new TreeSet<>();
        out.toString().lines().forEach(line -> needed.add(line.replaceFirst(".*-> ", "")));
        assertEquals(Set.of("java.base", "jdk.incubator.vector"), needed);
    }
}
