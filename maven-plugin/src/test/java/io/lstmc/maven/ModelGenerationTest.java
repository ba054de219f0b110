package io.lstmc.maven;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.files.ClassOwners;
import io.lstmc.files.TextReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelGenerationTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path base;

    private final ToyCompiler compiler = new ToyCompiler();
    private Path models;
    private Path jar;

    @BeforeEach
    void inputs() throws Exception {
        models = base.resolve("models");
        jar = write("compiler.jar", "version 1");
    }

    @Test
    void writesTheFilesOfAllModels() throws Exception {
        write("models/a.lstm", "p/A.java");
        write("models/deep/b.lstm", "q/B.java\nq/C.java");

        GenerationOutcome outcome = run();

        assertEquals(List.of(), outcome.findings());
        assertEquals("2 model files in models: 3 files written", outcome.summary());
        assertEquals(List.of("p/A.java", "q/B.java", "q/C.java"), generated());
        assertEquals("FLOAT no overlay\n", Files.readString(base.resolve("out/p/A.java")));
    }

    @Test
    void patternsChooseTheModels() throws Exception {
        write("models/a.lstm", "A.java");
        write("models/old/b.lstm", "B.java");
        write("models/notes.txt", "C.java");

        run(List.of("**/*.lstm"), List.of("old/**"), CompileOptions.DEFAULT);

        assertEquals(List.of("A.java"), generated());
    }

    @Test
    void aProjectWithoutModelsIsNothingToTalkAbout() throws Exception {
        models = base.resolve("src/main/lstm");

        GenerationOutcome outcome = run();

        assertEquals("No model in src/main/lstm", outcome.summary());
        assertEquals(List.of(), outcome.findings());
        assertFalse(Files.exists(base.resolve("out")));
        assertFalse(Files.exists(base.resolve("state")));
    }

    @Test
    void reportsTheErrorsOfAllFilesAndWritesNothing() throws Exception {
        write("models/a.lstm", "A.java");
        write("models/b.lstm", "B.java\n!first\n!second");
        write("models/c.lstm", "!third");

        GenerationOutcome outcome = run();

        assertEquals("3 errors in 2 files; nothing was written", outcome.summary());
        List<String> firstLines = outcome.findings().stream()
                .map(f -> text(f).lines().findFirst().orElseThrow())
                .toList();
        assertEquals(
                List.of(
                        "models/b.lstm:[2,1] error[E101]: first",
                        "models/b.lstm:[3,1] error[E101]: second",
                        "models/c.lstm:[1,1] error[E101]: third"),
                firstLines);
        assertFalse(Files.exists(base.resolve("out")));
    }

    @Test
    void anErrorLeavesTheOutputOfTheLastGoodRunAlone() throws Exception {
        write("models/a.lstm", "A.java");
        write("models/b.lstm", "B.java");
        run();
        write("models/a.lstm", "!wrong");
        Files.delete(base.resolve("models/b.lstm"));

        run();

        assertEquals(List.of("A.java", "B.java"), generated());
    }

    @Test
    void aSecondRunDoesNotEvenCompile() throws Exception {
        write("models/a.lstm", "A.java");
        run();

        GenerationOutcome second = run();

        assertEquals(1, compiler.calls);
        assertEquals("1 model file in models: up to date", second.summary());
    }

    @Test
    void aSecondRunRepeatsTheWarningsOfTheCompilerAndWritesNothing() throws Exception {
        write("models/a.lstm", "A.java\n~unused");
        GenerationOutcome first = run();

        GenerationOutcome second = run();

        assertEquals(1, first.findings().size());
        assertEquals(first.findings(), second.findings());
        assertEquals("1 model file in models: 0 files written", second.summary());
    }

    @Test
    void aFileWithTheSameContentKeepsItsTime() throws Exception {
        write("models/a.lstm", "A.java");
        write("models/b.lstm", "B.java");
        run();
        Files.setLastModifiedTime(base.resolve("out/A.java"), LONG_AGO);
        write("models/b.lstm", "B.java\nC.java");

        GenerationOutcome second = run();

        assertEquals("2 model files in models: 1 file written", second.summary());
        assertEquals(LONG_AGO, Files.getLastModifiedTime(base.resolve("out/A.java")));
    }

    @Test
    void compilesAgainWhenAnyInputChanges() throws Exception {
        write("models/a.lstm", "A.java");
        run();
        write("compiler.jar", "a later version");
        run();
        assertEquals(2, compiler.calls, "another compiler");
        Files.setLastModifiedTime(jar, LONG_AGO);
        run();
        assertEquals(3, compiler.calls, "another compiler of the same size");
        write("models/a.yaml", "epochs: 3");
        run();
        assertEquals(4, compiler.calls, "an overlay");
        run(List.of("**/*.lstm"), List.of(), CompileOptions.DEFAULT.with(Precision.DOUBLE));
        assertEquals(5, compiler.calls, "other options");
        assertEquals(
                "DOUBLE epochs: 3", Files.readString(base.resolve("out/A.java")).strip());
    }

    @Test
    void mendsAnOutputThatWasDeletedOrChanged() throws Exception {
        write("models/a.lstm", "A.java\nB.java");
        run();
        Files.delete(base.resolve("out/A.java"));
        write("out/B.java", "edited");

        run();

        assertEquals("FLOAT no overlay\n", Files.readString(base.resolve("out/A.java")));
        assertEquals("FLOAT no overlay\n", Files.readString(base.resolve("out/B.java")));
    }

    @Test
    void alwaysCompilesWithLooseClasses() throws Exception {
        jar = Files.createDirectory(base.resolve("classes"));
        write("models/a.lstm", "A.java");
        run();
        run();
        assertEquals(2, compiler.calls);
    }

    @Test
    void removesTheClassOfAModelThatIsGoneAndNothingElse() throws Exception {
        write("models/a.lstm", "p/A.java");
        write("models/b.lstm", "q/B.java");
        run();
        write("out/q/ByHand.java", "not ours");
        write("out/r/ByHand.java", "not ours");
        Files.delete(base.resolve("models/a.lstm"));
        Files.delete(base.resolve("models/b.lstm"));

        GenerationOutcome outcome = run();

        assertEquals("No model in models: 0 files written, 2 removed", outcome.summary());
        assertEquals(List.of("q/ByHand.java", "r/ByHand.java"), generated());
        assertFalse(Files.exists(base.resolve("out/p")));
    }

    @Test
    void keepsAStaleFileThatSomebodyEdited() throws Exception {
        write("models/a.lstm", "A.java");
        run();
        write("out/A.java", "edited");
        write("models/a.lstm", "B.java");

        GenerationOutcome outcome = run();

        assertEquals(List.of("A.java", "B.java"), generated());
        assertEquals(1, outcome.findings().size());
        assertTrue(text(outcome.findings().get(0)).startsWith("out/A.java: no model makes"));
    }

    @Test
    void aForgedManifestReachesNothingOutside() throws Exception {
        write("models/a.lstm", "A.java");
        run();
        Path precious = write("precious.txt", "do not lose");
        Path inside = Files.createDirectories(base.resolve("out"));
        Files.createSymbolicLink(inside.resolve("link"), base);
        String digest = Digest.of(Files.readAllBytes(precious));
        Path manifest = manifest();
        String forged = Files.readString(manifest);
        for (String path :
                List.of("../precious.txt", precious.toString(), "link/precious.txt", "x/../../precious.txt")) {
            forged += digest + " " + path + "\n";
        }
        Files.writeString(manifest, forged);
        write("models/a.lstm", "B.java");

        GenerationOutcome outcome = run();

        assertEquals("1 model file in models: 1 file written, 1 removed", outcome.summary());
        assertEquals("do not lose", Files.readString(precious));
    }

    @Test
    void aManifestOfNoiseIsNoManifest() throws Exception {
        write("models/a.lstm", "A.java");
        run();
        Files.write(manifest(), new byte[] {(byte) 0xff, 0, 10, 10, 32});
        assertEquals("1 model file in models: 0 files written", run().summary());
    }

    @Test
    void refusesPathsOutsideTheOutputDirectory() throws Exception {
        write("models/a.lstm", "../A.java");
        write("models/b.lstm", "/tmp/B.java");

        GenerationOutcome outcome = run();

        assertEquals(2, outcome.errors());
        assertTrue(text(outcome.findings().get(0)).contains("would be written outside of"));
        assertFalse(Files.exists(base.resolve("A.java")));
    }

    @Test
    void namesBothModelsOfOneClass() throws Exception {
        write("models/a.lstm", "p/A.java");
        write("models/b.lstm", "p/a.java");

        GenerationOutcome outcome = run();

        assertEquals(1, outcome.errors());
        assertEquals(
                "models/b.lstm: declares the class of p/a.java, and so does models/a.lstm"
                        + " in the execution 'default'; rename one of the models, or leave one out of the execution 'default'",
                text(outcome.findings().get(0)));
    }

    @Test
    void twoExecutionsOfOneClassAreBothNamed() throws Exception {
        write("models/a.lstm", "p/A.java");
        write("more/b.lstm", "p/A.java");
        ClassOwners owners = new ClassOwners();
        ModelGeneration generation = new ModelGeneration(compiler, owners);
        generation.run(request("first", models, JavaEncoding.UTF_8));
        String message =
                "more/b.lstm: declares the class of p/A.java, and so does models/a.lstm in the execution 'first';"
                        + " rename one of the models, or leave one out of the execution 'second'";

        for (int build = 0; build < 2; build++) {
            GenerationOutcome outcome = generation.run(request("second", base.resolve("more"), JavaEncoding.UTF_8));
            assertEquals(message, text(outcome.findings().get(0)));
        }
        // The same execution again in the same build, as a report makes it run, meets only itself.
        assertEquals(
                0, generation.run(request("first", models, JavaEncoding.UTF_8)).errors());
        // A later build in which the first makes it no longer.
        Files.delete(base.resolve("models/a.lstm"));
        ModelGeneration later = new ModelGeneration(compiler, new ClassOwners());
        later.run(request("first", models, JavaEncoding.UTF_8));
        GenerationOutcome moved = later.run(request("second", base.resolve("more"), JavaEncoding.UTF_8));
        assertEquals(List.of(), moved.findings());
        assertEquals(List.of("p/A.java"), generated());
    }

    @Test
    void anExecutionThatIsUpToDateHasItsClassesAsWell() throws Exception {
        write("models/a.lstm", "p/A.java");
        write("more/b.lstm", "p/A.java");
        new ModelGeneration(compiler, new ClassOwners()).run(request("first", models, JavaEncoding.UTF_8));
        ModelGeneration build = new ModelGeneration(compiler, new ClassOwners());
        assertEquals(
                "1 model file in models: up to date",
                build.run(request("first", models, JavaEncoding.UTF_8)).summary());
        assertEquals(
                1,
                build.run(request("second", base.resolve("more"), JavaEncoding.UTF_8))
                        .errors());
    }

    @Test
    void anotherEncodingThanUtf8IsAscii() throws Exception {
        write("models/a.lstm", "δ/Δ.java");
        run(JavaEncoding.UTF_8);
        assertEquals(List.of("δ/Δ.java"), generated());
        run(JavaEncoding.of("ISO-8859-1"));
        assertEquals(List.of("delta/Delta.java"), generated());
        byte[] ascii = Files.readAllBytes(base.resolve("out/delta/Delta.java"));
        run(JavaEncoding.of(null));
        assertArrayEquals(ascii, Files.readAllBytes(base.resolve("out/delta/Delta.java")));
        run(JavaEncoding.of("UTF-16"));
        assertEquals(
                new String(ascii, StandardCharsets.US_ASCII),
                Files.readString(base.resolve("out/delta/Delta.java"), StandardCharsets.UTF_16));
        run(JavaEncoding.of("utf8"));
        assertEquals(List.of("δ/Δ.java"), generated());
    }

    @Test
    void anUnknownEncodingIsNamed() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> JavaEncoding.of("UTF-7.5!"));
        assertEquals("encoding is 'UTF-7.5!', which this Java does not know", e.getMessage());
    }

    private void run(JavaEncoding encoding) throws Exception {
        assertEquals(
                List.of(),
                new ModelGeneration(compiler, new ClassOwners())
                        .run(request("first", models, encoding))
                        .findings());
    }

    private GenerationRequest request(String execution, Path sources, JavaEncoding encoding) {
        return Requests.of(
                base,
                sources,
                sources,
                base.resolve("out"),
                base.resolve("state"),
                execution,
                Set.of("first", "second"),
                List.of("**/*.lstm"),
                List.of(),
                CompileOptions.DEFAULT,
                encoding,
                List.of(jar));
    }

    @Test
    void anOverlayMayLieInADirectoryOfItsOwn() throws Exception {
        write("models/p/a.lstm", "A.java");
        write("train/p/a.yaml", "epochs: 7");

        new ModelGeneration(compiler, new ClassOwners())
                .run(request(base.resolve("train"), List.of("**/*.lstm"), List.of(), CompileOptions.DEFAULT));

        assertEquals(
                "FLOAT epochs: 7", Files.readString(base.resolve("out/A.java")).strip());
    }

    @Test
    void settingsOfAnotherNameAreNotReadSilently() throws Exception {
        write("models/a.lstm", "A.java");
        write("models/a.yml", "epochs: 7");
        assertEquals(
                List.of("models/a.yml: is not read; settings beside a.lstm stand in a.yaml"),
                run().findings().stream().map(f -> text(f)).toList());
        write("models/a.yaml", "epochs: 7");
        assertEquals(List.of(), run().findings());
    }

    @Test
    void aFailureOfTheCompilerNamesTheModelAndHidesNoOther() throws Exception {
        write("models/a.lstm", "?index out of range");
        write("models/b.lstm", "!mistake");
        List<Finding> findings = run().findings();
        assertEquals(
                List.of("models/a.lstm", "models/b.lstm"),
                findings.stream().map(Finding::file).toList());
        assertTrue(text(findings.get(0)).startsWith("models/a.lstm: the compiler itself failed"));
        assertFalse(Files.exists(base.resolve("out")));
    }

    @Test
    void refusesWhatIsNoTextOfReasonableSize() throws Exception {
        write("models/big.lstm", "x".repeat(TextReader.LIMIT + 1));
        Files.createDirectories(base.resolve("models/dir.lstm"));
        Files.createSymbolicLink(base.resolve("models/lost.lstm"), base.resolve("nowhere"));
        Files.write(base.resolve("models/noise.lstm"), new byte[] {'A', '\n', 'B', (byte) 0xff});
        Files.writeString(base.resolve("models/wide.lstm"), "model", StandardCharsets.UTF_16);
        write("models/a.lstm", "A.java");
        Files.createDirectories(base.resolve("models/a.yaml"));

        GenerationOutcome outcome = run();

        assertEquals(
                List.of(
                        "models/a.yaml: is a directory, not a file",
                        "models/big.lstm: is larger than 1048576 bytes (1 MiB), the limit for a source file",
                        "models/dir.lstm: is a directory, not a file",
                        "models/lost.lstm: cannot be read: no such file or directory",
                        "models/noise.lstm:[2,1] is not valid UTF-8 text",
                        "models/wide.lstm: is UTF-16, not UTF-8; save it as UTF-8"),
                outcome.findings().stream().map(f -> text(f)).toList());
        assertFalse(Files.exists(base.resolve("out")));
    }

    private GenerationOutcome run() throws Exception {
        return run(List.of("**/*.lstm"), List.of(), CompileOptions.DEFAULT);
    }

    private GenerationOutcome run(List<String> includes, List<String> excludes, CompileOptions options)
            throws Exception {
        return new ModelGeneration(compiler, new ClassOwners()).run(request(models, includes, excludes, options));
    }

    private GenerationRequest request(
            Path train, List<String> includes, List<String> excludes, CompileOptions options) {
        return Requests.of(
                base,
                models,
                train,
                base.resolve("out"),
                base.resolve("state"),
                "default",
                Set.of("default"),
                includes,
                excludes,
                options,
                JavaEncoding.UTF_8,
                List.of(jar));
    }

    private Path manifest() throws Exception {
        try (Stream<Path> state = Files.walk(base.resolve("state"))) {
            return state.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private Path write(String name, String text) throws Exception {
        Path file = base.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Collection<String> generated() throws Exception {
        Path out = base.resolve("out");
        try (Stream<Path> files = Files.walk(out)) {
            return List.copyOf(new TreeSet<>(files.filter(Files::isRegularFile)
                    .map(f -> out.relativize(f).toString().replace('\\', '/'))
                    .toList()));
        }
    }

    /** The text without the absolute path of the project. */
    private String text(Finding finding) {
        return finding.text(base).replace(base + "/", "");
    }
}
