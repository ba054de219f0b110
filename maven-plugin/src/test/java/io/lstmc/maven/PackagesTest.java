package io.lstmc.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.files.ClassOwners;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that use cells of other files and of dependencies. */
class PackagesTest {

    private static final String MODEL = """
            package app

            model %s {
              time T = 3
              input x[T, 2]
              layer a = %s(x, units: 2)
              output z = last(a)
            }
            """;

    private static final String CELL = """
            package %s

            cell %s(units) {
              input x
              state h[units]
              param W, U ~ glorot
              h[t] = tanh(W·x + U·h[t-1])
              output h[t]
            }
            """;

    @TempDir
    Path base;

    private final List<String> compiled = new ArrayList<>();
    private List<Path> dependencies = List.of();

    private void write(String name, String text) throws Exception {
        Path file = base.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path jar(String name, String text) throws Exception {
        Path file = base.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/lstm/shared/cell.lstm"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @BeforeEach
    void models() throws Exception {
        Files.writeString(base.resolve("tool.jar"), "");
        write("models/a.lstm", MODEL.formatted("A", "Own"));
        write("models/b.lstm", MODEL.formatted("B", "GRU"));
        write("models/cells/own.lstm", CELL.formatted("app", "Own"));
    }

    /** The names of the files that were compiled, in order. */
    private List<String> run() throws Exception {
        GenerationOutcome outcome = outcome();
        assertEquals(List.of(), outcome.findings());
        return List.copyOf(compiled);
    }

    private GenerationOutcome outcome() throws Exception {
        compiled.clear();
        GenerationRequest request = new GenerationRequest(
                base,
                base.resolve("models"),
                base.resolve("models"),
                base.resolve("out"),
                base.resolve("state"),
                "default",
                Set.of("default"),
                List.of("**/*.lstm"),
                List.of(),
                CompileOptions.DEFAULT,
                JavaEncoding.UTF_8,
                List.of(base.resolve("tool.jar")),
                () -> dependencies,
                Optional.of(base.resolve("packed")));
        ModelCompiler compiler = (sources, source, options) -> {
            compiled.add(source.name());
            return LstmCompiler.compile(sources, source, options);
        };
        return new ModelGeneration(compiler, new ClassOwners()).run(request);
    }

    @Test
    void aChangedCellRebuildsTheModelsThatUseIt() throws Exception {
        assertEquals(List.of("models/a.lstm", "models/b.lstm", "models/cells/own.lstm"), run());
        assertEquals(List.of(), run());

        write("models/cells/own.lstm", CELL.formatted("app", "Own").replace("tanh", "sin"));
        assertEquals(List.of("models/a.lstm", "models/cells/own.lstm"), run());
        assertTrue(Files.readString(base.resolve("out/app/A.java")).contains("sin("));

        write("models/b.lstm", MODEL.formatted("B", "LSTM"));
        assertEquals(List.of("models/b.lstm"), run());

        // A cell of that name now hides the library's.
        write("models/lstm.lstm", CELL.formatted("app", "LSTM"));
        assertTrue(run().contains("models/b.lstm"));

        Files.delete(base.resolve("out/app/A.java"));
        assertEquals(List.of("models/a.lstm"), run());
        assertTrue(Files.exists(base.resolve("out/app/A.java")));
    }

    @Test
    void cellsOfADependency() throws Exception {
        write("models/a.lstm", MODEL.formatted("A", "Shared").replace("app\n", "app\n\nimport shared\n"));
        GenerationOutcome missing = outcome();
        assertEquals(1, missing.errors());
        assertTrue(missing.findings().get(0).message().contains("there is no package shared"));

        dependencies = List.of(jar("cells.jar", CELL.formatted("shared", "Shared")));
        run();
        assertEquals(List.of(), run());
        dependencies =
                List.of(jar("cells-2.jar", CELL.formatted("shared", "Shared").replace("tanh", "sin")));
        assertEquals(List.of("models/a.lstm"), run());
    }

    @Test
    void aMistakeInAJarHasItsPlace() throws Exception {
        write("models/a.lstm", MODEL.formatted("A", "Shared").replace("app\n", "app\n\nimport shared\n"));
        dependencies =
                List.of(jar("cells.jar", CELL.formatted("shared", "Shared").replace("W·x", "w·x")));
        Finding finding = outcome().findings().get(0);
        assertEquals("cells.jar!/META-INF/lstm/shared/cell.lstm", finding.file());
        assertEquals(7, finding.line());
    }

    @Test
    void aJarThatCannotBeReadIsAMistakeOfTheProject() throws Exception {
        write("models/a.lstm", MODEL.formatted("A", "Shared").replace("app\n", "app\n\nimport shared\n"));
        dependencies = List.of(Files.writeString(base.resolve("cells.jar"), "no jar"));
        Finding finding = outcome().findings().get(0);
        assertEquals("models/a.lstm", finding.file());
        assertEquals(3, finding.line());
        assertTrue(finding.message().contains("the package shared cannot be looked for"), finding.message());
        assertTrue(finding.message().contains("cells.jar: cannot be read"), finding.message());
    }

    @Test
    void sourcesBecomeAPartOfTheJar() throws Exception {
        write("models/plain.lstm", "cell Alone() { input x output y = 2 * x }");
        run();
        Path packed = base.resolve("packed/META-INF/lstm/app");
        assertEquals(Files.readString(base.resolve("models/a.lstm")), Files.readString(packed.resolve("a.lstm")));
        assertTrue(Files.exists(packed.resolve("own.lstm")));
        assertFalse(Files.exists(base.resolve("packed/META-INF/lstm/plain.lstm")));
        Files.delete(base.resolve("models/b.lstm"));
        run();
        assertFalse(Files.exists(packed.resolve("b.lstm")));
        Files.delete(packed.resolve("a.lstm"));
        run();
        assertTrue(Files.exists(packed.resolve("a.lstm")));

        write("models/other/own.lstm", CELL.formatted("app", "Other"));
        GenerationOutcome twins = outcome();
        assertEquals(1, twins.errors());
        assertEquals("models/other/own.lstm", twins.findings().get(0).file());
    }
}
