package io.lstmc.benchmarks.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.benchmarks.start.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ExampleProgramTest {

    @Test
    void theReadmeShowsOne() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            ExampleProgram.write(Path.of("../../README.md"), directory.path());
            assertTrue(Files.exists(directory.path().resolve(ExampleProgram.MAIN.replace('.', '/') + ".class")));
        }
    }

    @Test
    void aPageWithoutOneIsRefused() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path page = directory.path().resolve("page.md");
            Files.writeString(page, "# Words\n\n```java\nint excerpt;\n```\n");
            IllegalStateException failure =
                    assertThrows(IllegalStateException.class, () -> ExampleProgram.write(page, directory.path()));
            assertEquals(page + " shows 0 model files and 0 classes, not one of each", failure.getMessage());
        }
    }
}
