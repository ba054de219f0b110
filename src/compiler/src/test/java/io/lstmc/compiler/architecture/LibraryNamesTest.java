package io.lstmc.compiler.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compiler knows no cell, loss, optimizer or initialiser by name: none stands in a text of its Java code. */
class LibraryNamesTest {

    private static final Path LIBRARY = Path.of("src/main/resources/io/lstmc/library");
    private static final Path CODE = Path.of("src/main/java");

    private static final Pattern DEFINITION =
            Pattern.compile("^(cell|optimizer|initializer|function) (\\w+)", Pattern.MULTILINE);
    private static final Pattern TOKEN = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    /** Words that also mean something else, and where they do. */
    private static final Set<String> OTHER_MEANINGS = Set.of(
            // An English word.
            "constant in NameScope.java",
            // Methods of the runtime.
            "zeros in Construction.java",
            "zeros in OptimizerClass.java",
            "uniform in StatementWriter.java");

    @Test
    void noTextNamesADefinition() throws IOException {
        Set<String> names = names();
        assertTrue(names.size() > 20, names.toString());
        Set<String> found = new HashSet<>();
        for (Path file : files(CODE, ".java")) {
            Matcher tokens = TOKEN.matcher(Files.readString(file));
            while (tokens.find()) {
                if (tokens.group().startsWith("\"")) {
                    for (String word : tokens.group().split("\\W+")) {
                        if (names.contains(word)) {
                            found.add(word + " in " + file.getFileName());
                        }
                    }
                }
            }
        }
        assertEquals(OTHER_MEANINGS, found);
    }

    /** What the library defines, but for functions that are no losses: many are common words. */
    private static Set<String> names() throws IOException {
        Set<String> names = new HashSet<>();
        for (Path file : files(LIBRARY, ".lstm")) {
            Matcher definitions = DEFINITION.matcher(Files.readString(file));
            while (definitions.find()) {
                boolean function = definitions.group(1).equals("function");
                if (!function || file.getFileName().toString().equals("losses.lstm")) {
                    names.add(definitions.group(2));
                }
            }
        }
        return names;
    }

    private static List<Path> files(Path root, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }
}
