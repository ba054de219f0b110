package io.lstmc.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.files.ClassOwners;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a locale the names of files are ASCII to Java. */
class FileNameEncodingTest {

    @TempDir
    private Path base;

    @Test
    void aNameThatTheLocaleCannotReadIsAnError() throws Exception {
        assumeTrue(File.separatorChar == '/', "names of files do not depend on the locale here");
        Path models = Files.createDirectories(base.resolve("models"));
        Files.writeString(models.resolve("good.lstm"), "Größe.java");
        try {
            Files.writeString(models.resolve("größe.lstm"), "A.java");
        } catch (InvalidPathException e) {
            assumeTrue(false, "this test itself runs without a locale");
        }
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FileNameEncodingTest.class.getName(),
                base.toString());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        List<String> lines = output.lines().toList();
        assertEquals("2 errors in 2 files; nothing was written", lines.get(2), output);
        String problem = "a name with letters that file names cannot have here, where their encoding is ANSI_X3.4-1968;"
                + " choose a locale with UTF-8, such as LC_ALL=C.UTF-8, or another name";
        assertTrue(lines.get(0).endsWith("has " + problem), lines.get(0));
        assertTrue(lines.get(1).contains("models/good.lstm: cannot write its class: "), lines.get(1));
        assertTrue(lines.get(1).endsWith("has " + problem), lines.get(1));
    }

    /** Runs the goal and prints what it found. */
    public static void main(String[] arguments) throws Exception {
        Path base = Path.of(arguments[0]);
        Path models = base.resolve("models");
        GenerationRequest request = Requests.of(
                base,
                models,
                models,
                base.resolve("out"),
                base.resolve("state"),
                "default",
                Set.of("default"),
                List.of("**/*.lstm"),
                List.of(),
                CompileOptions.DEFAULT,
                JavaEncoding.UTF_8,
                List.of());
        GenerationOutcome outcome = new ModelGeneration(new ToyCompiler(), new ClassOwners()).run(request);
        for (Finding finding : outcome.findings()) {
            System.out.println(finding.text(base));
        }
        System.out.println(outcome.summary());
    }
}
