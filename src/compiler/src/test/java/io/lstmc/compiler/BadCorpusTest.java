package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every {@code bad/<topic>/*.lstm}, with the settings and the other files beside it if there are some, and the whole text
 * of its messages.
 *
 * <p>With {@code -Dlstm.update} the expected texts are written anew; read them before they are committed.
 */
class BadCorpusTest {

    private static final Path ROOT = Path.of("src/test/resources/bad");
    private static final boolean UPDATE = System.getProperty("lstm.update") != null;

    @TestFactory
    Stream<DynamicTest> messages() throws IOException {
        List<Path> files = files(".lstm");
        assertFalse(files.isEmpty());
        return files.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> verify(file)));
    }

    private static void verify(Path file) throws IOException {
        String text = Files.readString(file);
        List<Diagnostic> found = check(sources(file), new SourceText(name(file), text), overlay(file));
        assertFalse(found.isEmpty(), "this file must be refused");
        String actual = DiagnosticRenderer.render(found);
        Path golden = golden(file);
        if (UPDATE) {
            Files.writeString(golden, actual);
        }
        assertTrue(Files.exists(golden), golden + " is missing; make it with -Dlstm.update");
        assertEquals(Files.readString(golden), actual);
    }

    /** What the corpus is about: all that the compiler says of a file before it makes code. */
    private static List<Diagnostic> check(Sources sources, SourceText source, CompileOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        LstmCompiler.check(sources, source, options, diagnostics);
        return diagnostics.sorted();
    }

    /** Settings in a file of the same name that ends in {@code .yaml}. */
    private static CompileOptions overlay(Path file) throws IOException {
        Path yaml = Path.of(file.toString().replaceFirst("\\.lstm$", ".yaml"));
        return Files.exists(yaml)
                ? CompileOptions.DEFAULT.withOverlay(new SourceText(name(yaml), Files.readString(yaml)))
                : CompileOptions.DEFAULT;
    }

    /** The files in a directory of the same name; each directory in {@code jars} there is a place of packages. */
    private static Sources sources(Path file) throws IOException {
        Path others = others(file);
        if (!Files.isDirectory(others)) {
            return Sources.none();
        }
        List<PackageResolver.Place> places = new ArrayList<>();
        if (Files.isDirectory(others.resolve("jars"))) {
            for (Path jar : list(others.resolve("jars"))) {
                places.add(new PackageResolver.Place(jar.getFileName().toString(), texts(jar)));
            }
        }
        return new Sources(texts(others), name -> places);
    }

    private static Path others(Path file) {
        return Path.of(file.toString().replaceFirst("\\.lstm$", ""));
    }

    private static List<SourceText> texts(Path directory) throws IOException {
        List<SourceText> texts = new ArrayList<>();
        for (Path file : list(directory)) {
            if (Files.isRegularFile(file)) {
                texts.add(new SourceText(name(file), Files.readString(file)));
            }
        }
        return texts;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    @Test
    void noExpectedTextIsWithoutItsFile() throws IOException {
        for (Path golden : files(".txt")) {
            Path file = Path.of(golden.toString().replaceFirst("\\.txt$", ".lstm"));
            assertTrue(Files.exists(file), golden + " belongs to no file");
        }
    }

    /** The messages for texts that are too large are tested elsewhere, without such texts. */
    @Test
    void everyCodeHasACase() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path golden : files(".txt")) {
            all.append(Files.readString(golden));
        }
        for (Code code : Code.values()) {
            if (code != Code.FILE_TOO_LARGE && code != Code.YAML_TOO_LARGE) {
                assertTrue(all.indexOf("[" + code.label() + "]") >= 0, code + " has no case");
            }
        }
    }

    private static Path golden(Path file) {
        return Path.of(file.toString().replaceFirst("\\.lstm$", ".txt"));
    }

    private static String name(Path file) {
        return ROOT.getParent().relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> walk = Files.walk(ROOT)) {
            return walk.filter(p -> p.toString().endsWith(end))
                    .filter(p -> ROOT.relativize(p).getNameCount() == 2)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
