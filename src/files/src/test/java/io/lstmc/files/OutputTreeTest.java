package io.lstmc.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTreeTest {

    @TempDir
    Path folder;

    private static Map<String, byte[]> files(String... pathsAndTexts) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private List<String> present() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(p -> folder.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }

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
        OutputTree output = new OutputTree(root);
        UnusableFileException refusal =
                assertThrows(UnusableFileException.class, () -> output.write(files("B.java", "", path, "x")));
        assertTrue(refusal.getMessage().endsWith("would be written outside of " + root), refusal.getMessage());
        assertEquals(List.of(), present());
    }

    @Test
    void leavesNothingAfterAFailure() throws IOException {
        Files.writeString(folder.resolve("b"), "in the way of a directory");
        OutputTree output = new OutputTree(folder);
        UnusableFileException refusal =
                assertThrows(UnusableFileException.class, () -> output.write(files("a/A.java", "1", "b/B.java", "2")));
        assertEquals(
                folder.resolve("b/B.java") + ": cannot be written: a file of that name is in the way",
                refusal.getMessage());
        assertEquals(List.of("b"), present());
    }

    @Test
    void aDirectoryInTheWayIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("A.java"));
        UnusableFileException refusal =
                assertThrows(UnusableFileException.class, () -> new OutputTree(folder).write(files("A.java", "1")));
        assertEquals(folder.resolve("A.java") + ": cannot be written: is a directory", refusal.getMessage());
    }

    /** Many writers at once, of the same files into a directory that does not exist yet. */
    @Test
    void writersAtTheSameTimeDoNotMeet() throws Exception {
        int writers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            for (int round = 0; round < 20; round++) {
                Path root = folder.resolve("new" + round);
                String text = "x".repeat(20_000) + round;
                List<Callable<List<Path>>> work = new ArrayList<>();
                for (int i = 0; i < writers; i++) {
                    work.add(() -> new OutputTree(root).write(files("a/b/A.java", text, "a/b/B.java", text)));
                }
                for (Future<List<Path>> done : threads.invokeAll(work)) {
                    done.get();
                }
                assertArrayEquals(
                        text.getBytes(StandardCharsets.UTF_8), Files.readAllBytes(root.resolve("a/b/A.java")));
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(40, present().size(), present().toString());
    }

    /** No process has the number of the first two; the last two are not ours, or of this very process. */
    @Test
    void whatKilledProcessesLeftIsRemoved() throws Exception {
        Files.createDirectories(folder.resolve("a"));
        long dead = 999_999_999L;
        Files.writeString(folder.resolve("a/.lstmc-" + dead + "-1.partial"), "half");
        Files.writeString(folder.resolve("a/.lstmc-" + dead + "-22.partial"), "");
        Files.writeString(folder.resolve("a/.lstmc-mine.partial"), "somebody's");
        String own = "a/.lstmc-" + ProcessHandle.current().pid() + "-999.partial";
        Files.writeString(folder.resolve(own), "being written");

        new OutputTree(folder).write(files("a/A.java", "1"));

        assertEquals(
                Stream.of("a/.lstmc-mine.partial", own, "a/A.java").sorted().toList(), present());
    }

    @Test
    void removingTakesEmptyDirectoriesAndRemains() throws Exception {
        OutputTree output = new OutputTree(folder.resolve("out"));
        output.write(files("a/b/A.java", "1", "a/C.java", "2"));
        Files.writeString(folder.resolve("out/a/b/.lstmc-999999999-1.partial"), "half");

        output.remove(output.locate("a/b/A.java"));

        assertEquals(List.of("out/a/C.java"), present());
        assertTrue(Files.notExists(folder.resolve("out/a/b")));
        // What was never written is no reason to fail.
        output.remove(output.locate("x/y/Z.java"));
    }
}
