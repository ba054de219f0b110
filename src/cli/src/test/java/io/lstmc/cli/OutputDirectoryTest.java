package io.lstmc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputDirectoryTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../A.java",
                "a/../../A.java",
                "/A.java",
                "a//A.java",
                "./A.java",
                "a\\A.java",
                "C:A.java",
                "",
                "a/",
                "A\n.java",
                "link/A.java"
            })
    void staysInside(String path) throws IOException {
        Path root = Files.createDirectories(folder.resolve("out"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("link"), elsewhere);
        OutputDirectory output = new OutputDirectory(root);
        List<GeneratedFile> files = List.of(new GeneratedFile("B.java", ""), new GeneratedFile(path, "x"));
        Refusal refusal = assertThrows(Refusal.class, () -> output.write(files));
        assertTrue(refusal.getMessage().endsWith("would be written outside of " + root), refusal.getMessage());
        try (Stream<Path> all = Files.walk(folder)) {
            assertEquals(0, all.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void leavesNothingBehindAFailure() throws IOException {
        Files.writeString(folder.resolve("b"), "in the way of a directory");
        OutputDirectory output = new OutputDirectory(folder);
        List<GeneratedFile> files = List.of(new GeneratedFile("a/A.java", "1"), new GeneratedFile("b/B.java", "2"));
        Refusal refusal = assertThrows(Refusal.class, () -> output.write(files));
        assertEquals(
                folder.resolve("b/B.java") + ": cannot be written: a file of that name is in the way",
                refusal.getMessage());
        try (Stream<Path> all = Files.walk(folder)) {
            assertEquals(
                    List.of(folder.resolve("b")),
                    all.filter(Files::isRegularFile).toList());
        }
    }
}
