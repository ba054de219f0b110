package io.lstmc.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The committed sources of this module are what the compiler emits for {@code models/}, to the byte. With the system
 * property {@code lstm.regenerate} this test writes them instead.
 */
class RegenerateTest {

    private static final String COMMAND = "mvn -pl generated -am test -Dlstm.regenerate";

    private static final Path MODELS = Path.of("../models");
    private static final Path OUTPUT = Path.of("src/main/java");

    @Test
    void committedSourcesAreWhatTheCompilerEmits() throws IOException {
        SortedMap<String, byte[]> expected = compileModels();
        SortedSet<String> present = present();
        if (Boolean.getBoolean("lstm.regenerate")) {
            update(expected, present);
            return;
        }
        List<String> findings = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : expected.entrySet()) {
            if (!present.contains(file.getKey())) {
                findings.add("missing: " + file.getKey());
                continue;
            }
            byte[] committed = Files.readAllBytes(OUTPUT.resolve(file.getKey()));
            int difference = Arrays.mismatch(committed, file.getValue());
            if (difference >= 0) {
                findings.add("different: " + file.getKey() + ", from line " + line(file.getValue(), difference));
            }
        }
        for (String path : present) {
            if (!expected.containsKey(path)) {
                findings.add("no model makes it: " + path);
            }
        }
        if (!findings.isEmpty()) {
            fail("generated/" + OUTPUT + " is out of date; update it with `" + COMMAND
                    + "`, then look at the change\n  " + String.join("\n  ", findings));
        }
    }

    @Test
    void compilingTwiceGivesTheSameBytes() throws IOException {
        SortedMap<String, byte[]> first = compileModels();
        SortedMap<String, byte[]> second = compileModels();
        assertEquals(first.keySet(), second.keySet());
        first.forEach((path, content) -> assertEquals(-1, Arrays.mismatch(content, second.get(path)), path));
    }

    private static SortedMap<String, byte[]> compileModels() throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        if (!Files.isDirectory(MODELS)) {
            return files;
        }
        List<Path> models;
        try (Stream<Path> entries = Files.walk(MODELS)) {
            models =
                    entries.filter(p -> p.toString().endsWith(".lstm")).sorted().toList();
        }
        for (Path model : models) {
            CompileOptions options = CompileOptions.DEFAULT;
            Path overlay = model.resolveSibling(model.getFileName().toString().replaceFirst("\\.lstm$", ".yaml"));
            if (Files.exists(overlay)) {
                options = options.withOverlay(source(overlay));
            }
            CompileResult result = LstmCompiler.compile(source(model), options);
            if (result.hasErrors()) {
                fail(DiagnosticRenderer.render(result.diagnostics()));
            }
            for (GeneratedFile file : result.files()) {
                if (files.put(file.path(), file.text().getBytes(StandardCharsets.UTF_8)) != null) {
                    fail(model + " makes " + file.path() + ", and so does another model");
                }
            }
        }
        return files;
    }

    private static SourceText source(Path file) throws IOException {
        String name = "models/" + MODELS.relativize(file).toString().replace('\\', '/');
        return new SourceText(name, Files.readString(file));
    }

    private static SortedSet<String> present() throws IOException {
        if (!Files.isDirectory(OUTPUT)) {
            return new TreeSet<>();
        }
        try (Stream<Path> files = Files.walk(OUTPUT)) {
            return new TreeSet<>(files.filter(Files::isRegularFile)
                    .map(p -> OUTPUT.relativize(p).toString().replace('\\', '/'))
                    .toList());
        }
    }

    private static int line(byte[] text, int offset) {
        int line = 1;
        for (int i = 0; i < Math.min(offset, text.length); i++) {
            line += text[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static void update(SortedMap<String, byte[]> expected, SortedSet<String> present) throws IOException {
        for (Map.Entry<String, byte[]> file : expected.entrySet()) {
            Path place = OUTPUT.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.write(place, file.getValue());
        }
        for (String path : present) {
            if (!expected.containsKey(path)) {
                remove(OUTPUT.resolve(path));
            }
        }
    }

    private static void remove(Path orphan) throws IOException {
        Files.delete(orphan);
        try {
            for (Path d = orphan.getParent(); !d.equals(OUTPUT); d = d.getParent()) {
                Files.delete(d);
            }
        } catch (DirectoryNotEmptyException e) {
            // Something else is still there.
        }
    }
}
