package io.lstmc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what there is: files begin with {@code package}, anything else is an excerpt. */
class ReadmeTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    private record Block(String language, String text) {

        boolean isFile() {
            return text.startsWith("package ");
        }
    }

    private static List<Block> blocks(String language) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher fence = FENCE.matcher(Files.readString(ROOT.resolve("README.md")));
        while (fence.find()) {
            if (fence.group(1).equals(language)) {
                blocks.add(new Block(language, fence.group(2)));
            }
        }
        assertTrue(!blocks.isEmpty(), "no block of " + language);
        return blocks;
    }

    private static List<GeneratedFile> compile(String name, String text) {
        CompileResult result = LstmCompiler.compile(new SourceText(name, text), CompileOptions.DEFAULT);
        assertEquals(List.of(), result.diagnostics());
        return result.files();
    }

    @Test
    void filesCompileAndRun(@TempDir Path directory) throws Exception {
        List<Path> sources = new ArrayList<>();
        for (Block block : blocks("lstm")) {
            if (block.isFile()) {
                for (GeneratedFile file : compile("README.lstm", block.text())) {
                    sources.add(write(directory.resolve(file.path()), file.text()));
                }
            }
        }
        for (Block block : blocks("java")) {
            if (block.isFile()) {
                sources.add(write(directory.resolve("com/example/Main.java"), block.text()));
            }
        }
        assertEquals(2, sources.size());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-Xlint:all",
                    "-Werror",
                    "--release",
                    "17",
                    "-proc:none",
                    "-d",
                    directory.toString(),
                    "-classpath",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertTrue(compiled, messages.toString());
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            Path weights = directory.resolve("wave.safetensors");
            loader.loadClass("com.example.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {weights.toString()});
            assertTrue(Files.size(weights) > 0);
        }
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void excerptOfTheModelIsTheModel() throws IOException {
        String model = Files.readString(ROOT.resolve("models/airline.lstm"));
        for (Block block : blocks("lstm")) {
            if (!block.isFile()) {
                assertExcerpt(block.text(), model);
            }
        }
    }

    /** When this fails the compiler emits something else now: copy the same equations from {@code generated/} again. */
    @Test
    void excerptOfTheClassIsWhatTheCompilerEmits() throws IOException {
        String text = compile("airline.lstm", Files.readString(ROOT.resolve("models/airline.lstm")))
                .get(0)
                .text();
        for (Block block : blocks("java")) {
            if (!block.isFile()) {
                assertExcerpt(block.text(), text);
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
                Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertTrue(version.find());
        assertTrue(blocks("xml").get(0).text().contains("<lstmc.version>" + version.group(1) + "</lstmc.version>"));
    }
}
