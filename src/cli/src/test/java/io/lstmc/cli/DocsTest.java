package io.lstmc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the documentation shows is true: a block marked {@code lstm} compiles without a finding, one marked {@code lstm bad
 * E204} or {@code lstm warns W251} has findings of that code alone; links lead somewhere; classes that are named exist.
 */
class DocsTest {

    private static final Path ROOT = Path.of("../..").normalize();
    private static final Pattern BLOCK =
            Pattern.compile("^ *```(\\w+)(.*?)\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Path REFERENCE = ROOT.resolve("docs/language.md");

    /** Pages for users, in which names in this form are those of models and of what is nested in their classes. */
    private static final Set<Path> OF_MODELS = Set.of(
            REFERENCE,
            ROOT.resolve("docs/library.md"),
            ROOT.resolve("docs/cells.md"),
            ROOT.resolve("docs/generated-classes.md"));

    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w*)(\\.\\w+)?`");

    private record Block(Path file, int line, String language, List<String> expected, String text) {
        @Override
        public String toString() {
            return file.getFileName() + ":" + line + " " + language + " " + expected;
        }
    }

    @TestFactory
    Stream<DynamicTest> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path file : documents()) {
            String text = Files.readString(file);
            Matcher matcher = BLOCK.matcher(text);
            while (matcher.find()) {
                int line = (int) text.substring(0, matcher.start()).lines().count() + 1;
                List<String> words = Stream.of(matcher.group(2).strip().split(" "))
                        .filter(w -> !w.isEmpty())
                        .toList();
                blocks.add(new Block(file, line, matcher.group(1), words, matcher.group(3)));
            }
        }
        assertTrue(blocks.stream().filter(b -> b.language().equals("lstm")).count() > 10);
        return blocks.stream()
                .filter(b -> b.language().equals("lstm"))
                .map(b -> DynamicTest.dynamicTest(b.toString(), () -> verify(b)));
    }

    private static void verify(Block block) {
        CompileResult result =
                LstmCompiler.compile(new SourceText("example.lstm", block.text()), CompileOptions.DEFAULT);
        List<String> codes = result.diagnostics().stream()
                .map(d -> d.code().label())
                .distinct()
                .toList();
        List<String> expected = block.expected().isEmpty()
                ? List.of()
                : block.expected().subList(1, block.expected().size());
        assertEquals(expected, codes, DiagnosticRenderer.render(result.diagnostics()));
        boolean bad = !block.expected().isEmpty() && block.expected().get(0).equals("bad");
        assertEquals(bad, result.hasErrors());
    }

    @Test
    void overlayOfTheLanguageReference() throws IOException {
        String text = Files.readString(REFERENCE);
        String model = first(text, "lstm");
        CompileOptions options =
                CompileOptions.DEFAULT.withOverlay(new SourceText("example.yaml", first(text, "yaml")));
        CompileResult result = LstmCompiler.compile(new SourceText("example.lstm", model), options);
        assertFalse(result.hasErrors(), DiagnosticRenderer.render(result.diagnostics()));
    }

    private static String first(String document, String language) {
        return BLOCK.matcher(document)
                .results()
                .filter(b -> b.group(1).equals(language))
                .findFirst()
                .orElseThrow()
                .group(3);
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path file : documents()) {
            Matcher links = LINK.matcher(Files.readString(file));
            while (links.find()) {
                Path target = file.resolveSibling(links.group(1)).normalize();
                assertTrue(Files.exists(target), file + " links to " + links.group(1));
            }
        }
    }

    @Test
    void namedClassesExist() throws IOException {
        List<String> known;
        try (Stream<Path> all = Files.walk(ROOT.resolve("src"))) {
            known = all.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".java"))
                    .toList();
        }
        for (Path file : documents()) {
            if (OF_MODELS.contains(file)) {
                continue;
            }
            Matcher classes = CLASS.matcher(Files.readString(file));
            while (classes.find()) {
                assertTrue(known.contains(classes.group(1) + ".java"), file + " names " + classes.group());
            }
        }
    }

    private static List<Path> documents() {
        try (Stream<Path> all = Files.walk(ROOT.resolve("docs"))) {
            return all.filter(f -> f.toString().endsWith(".md")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
