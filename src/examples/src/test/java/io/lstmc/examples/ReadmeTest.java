package io.lstmc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what there is: files begin with {@code package}, anything else is an excerpt. */
class ReadmeTest {

    private static Document readme() throws IOException {
        return Document.of("README.md");
    }

    @Test
    void filesCompileAndRun(@TempDir Path directory) throws Exception {
        JavaProgram program = new JavaProgram(directory);
        for (String block : readme().blocks("lstm")) {
            if (Document.isFile(block)) {
                for (GeneratedFile file : Document.classes("README.lstm", block)) {
                    program.add(file);
                }
            }
        }
        for (String block : readme().blocks("java")) {
            if (Document.isFile(block)) {
                program.add("com/example/Main.java", block);
            }
        }
        assertEquals(2, program.size());
        Path weights = directory.resolve("wave.safetensors");
        program.run("com.example.Main", weights.toString());
        assertTrue(Files.size(weights) > 0);
    }

    @Test
    void excerptOfTheModelIsTheModel() throws IOException {
        String model = Files.readString(Document.ROOT.resolve("models/airline.lstm"));
        for (String block : readme().blocks("lstm")) {
            if (!Document.isFile(block)) {
                assertExcerpt(block, model);
            }
        }
    }

    /** When this fails the compiler emits something else now: copy the same equations from {@code generated/} again. */
    @Test
    void excerptOfTheClassIsWhatTheCompilerEmits() throws IOException {
        String text = Document.classes("airline.lstm", Files.readString(Document.ROOT.resolve("models/airline.lstm")))
                .get(0)
                .text();
        for (String block : readme().blocks("java")) {
            if (!Document.isFile(block)) {
                assertExcerpt(block, text);
            }
        }
    }

    /** Every line but … is a line of the whole, in the same order, however far it is indented. */
    private static void assertExcerpt(String excerpt, String whole) {
        List<String> lines = whole.lines().map(String::strip).toList();
        int next = 0;
        for (String line : excerpt.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.equals("…")) {
                continue;
            }
            int at = lines.subList(next, lines.size()).indexOf(line);
            assertTrue(
                    at >= 0,
                    "the README shows other lines than there are, or in another order; copy them again: " + line);
            next += at + 1;
        }
    }

    @Test
    void pomNamesThisVersion() throws IOException {
        Matcher version =
                Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(Document.ROOT.resolve("pom.xml")));
        assertTrue(version.find());
        assertTrue(readme().blocks("xml").get(0).contains("<lstmc.version>" + version.group(1) + "</lstmc.version>"));
    }
}
