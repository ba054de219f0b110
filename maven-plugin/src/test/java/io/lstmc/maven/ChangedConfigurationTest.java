package io.lstmc.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.files.ClassOwners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of earlier output when somebody edits the POM. */
class ChangedConfigurationTest {

    private static final Set<String> EXECUTIONS = Set.of("one", "two");
    private static final List<String> ALL = List.of("**/*.lstm");

    @TempDir
    private Path base;

    private final ToyCompiler compiler = new ToyCompiler();

    @BeforeEach
    void models() throws Exception {
        write("compiler.jar", "version 1");
        write("src/main/lstm/a.lstm", "A.java");
        write("src/main/lstm/extra.lstm", "p/Extra.java");
    }

    @Test
    void removesTheClassOfAModelThatIsExcludedFromNowOn() throws Exception {
        run("one", "src/main/lstm", ALL, List.of());

        GenerationOutcome outcome = run("one", "src/main/lstm", ALL, List.of("extra.lstm"));

        assertEquals("1 model file in src/main/lstm: 0 files written, 1 removed", outcome.summary());
        assertEquals(List.of("A.java"), files("out"));
        assertEquals(1, files("state").size());
    }

    @Test
    void removesTheClassOfAModelThatIsNotIncludedAnyMore() throws Exception {
        run("one", "src/main/lstm", ALL, List.of());

        run("one", "src/main/lstm", List.of("extra.lstm"), List.of());

        assertEquals(List.of("p/Extra.java"), files("out"));
        assertEquals(1, files("state").size());
    }

    @Test
    void anotherSourceDirectoryReplacesTheClassesOfTheFirst() throws Exception {
        run("one", "src/main/lstm", ALL, List.of());
        write("models/b.lstm", "B.java");

        run("one", "models", ALL, List.of());

        assertEquals(List.of("B.java"), files("out"));
        assertEquals(1, files("state").size());
    }

    @Test
    void aMisspeltSourceDirectoryIsAWarningAndHidesBehindNoOldClass() throws Exception {
        run("one", "src/main/lstm", ALL, List.of());

        GenerationOutcome outcome = run("one", "src/main/lstn", ALL, List.of());

        assertEquals(
                List.of("src/main/lstn: is the configured sourceDirectory, but does not exist"), messages(outcome));
        assertEquals("No model in src/main/lstn: 0 files written, 2 removed", outcome.summary());
        assertEquals(List.of(), files("out"));
        assertEquals(
                messages(outcome), messages(run("one", "src/main/lstn", ALL, List.of())), "warns as long as it is so");
    }

    @Test
    void aTrainDirectoryThatDoesNotExistIsAWarningInEveryRun() throws Exception {
        GenerationRequest request = request("one", "src/main/lstm", "trian", ALL, List.of());
        List<String> expected = List.of("trian: is the configured trainDirectory, but does not exist");

        assertEquals(expected, messages(new ModelGeneration(compiler, new ClassOwners()).run(request)));
        GenerationOutcome second = new ModelGeneration(compiler, new ClassOwners()).run(request);

        assertEquals(expected, messages(second));
        assertEquals("2 model files in src/main/lstm: up to date", second.summary());
    }

    @Test
    void theDirectoriesHaveToBeDirectories() throws Exception {
        write("file", "");

        assertEquals(
                List.of("file: is the sourceDirectory, but not a directory"),
                messages(run("one", "file", ALL, List.of())));
        GenerationRequest request = request("one", "src/main/lstm", "file", ALL, List.of());
        assertEquals(
                List.of("file: is the trainDirectory, but not a directory"),
                messages(new ModelGeneration(compiler, new ClassOwners()).run(request)));
    }

    @Test
    void leavesTheFilesOfOtherExecutionsAndOfPeople() throws Exception {
        run("one", "src/main/lstm", List.of("a.lstm"), List.of());
        run("two", "src/main/lstm", List.of("extra.lstm"), List.of());
        write("out/p/ByHand.java", "by hand");

        GenerationOutcome outcome = run("one", "src/main/lstm", List.of("none.lstm"), List.of());

        assertEquals("No model in src/main/lstm: 0 files written, 1 removed", outcome.summary());
        assertEquals(List.of("p/ByHand.java", "p/Extra.java"), files("out"));
        assertEquals(
                "1 model file in src/main/lstm: up to date",
                run("two", "src/main/lstm", List.of("extra.lstm"), List.of()).summary());
    }

    @Test
    void aModelMayMoveFromOneExecutionToAnother() throws Exception {
        run("two", "src/main/lstm", ALL, List.of());

        // The new owner runs first, and what it made must outlive the old owner's run.
        run("one", "src/main/lstm", List.of("extra.lstm"), List.of());
        run("two", "src/main/lstm", List.of("a.lstm"), List.of());
        assertEquals(List.of("A.java", "p/Extra.java"), files("out"));

        run("one", "src/main/lstm", List.of("none.lstm"), List.of());
        assertEquals(List.of("A.java"), files("out"));
    }

    @Test
    void takesOverWhatAnExecutionLeftThatTheProjectNoLongerHas() throws Exception {
        run("before", "src/main/lstm", ALL, List.of());
        run("two", "src/main/lstm", List.of("a.lstm"), List.of());
        assertEquals(List.of("A.java"), files("out"));
        assertEquals(1, files("state").size());
        assertEquals(
                "1 model file in src/main/lstm: up to date",
                run("two", "src/main/lstm", List.of("a.lstm"), List.of()).summary());
    }

    private GenerationOutcome run(String execution, String sources, List<String> includes, List<String> excludes)
            throws Exception {
        return new ModelGeneration(compiler, new ClassOwners())
                .run(request(execution, sources, sources, includes, excludes));
    }

    private GenerationRequest request(
            String execution, String sources, String train, List<String> includes, List<String> excludes) {
        return Requests.of(
                base,
                base.resolve(sources),
                base.resolve(train),
                base.resolve("out"),
                base.resolve("state"),
                execution,
                EXECUTIONS,
                includes,
                excludes,
                CompileOptions.DEFAULT,
                JavaEncoding.UTF_8,
                List.of(base.resolve("compiler.jar")));
    }

    private List<String> messages(GenerationOutcome outcome) {
        return outcome.findings().stream().map(f -> text(f)).toList();
    }

    private void write(String name, String text) throws Exception {
        Path file = base.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** The regular files below a directory, relative to it. */
    private List<String> files(String directory) throws Exception {
        Path root = base.resolve(directory);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** The text without the absolute path of the project. */
    private String text(Finding finding) {
        return finding.text(base).replace(base + "/", "");
    }
}
