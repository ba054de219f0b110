package io.lstmc.examples;

import io.lstmc.compiler.GeneratedFile;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on generated classes: its snippets are a program for its model, and what they assert holds. */
class GeneratedClassesTest {

    @Test
    void snippetsAreAProgram(@TempDir Path directory) throws Exception {
        Document page = Document.of("docs/generated-classes.md");
        JavaProgram program = new JavaProgram(directory);
        for (String model : page.blocks("lstm")) {
            for (GeneratedFile file : Document.classes("generated-classes.lstm", model)) {
                program.add(file);
            }
        }
        String all = String.join("\n", page.blocks("java"));
        String imports = all.lines().filter(GeneratedClassesTest::isImport).collect(Collectors.joining("\n"));
        String body = all.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        program.add(
                "page/Main.java",
                "package page;\n" + imports + "\npublic final class Main {\n    private Main() {}\n"
                        + "public static void main(String[] arguments) throws Exception {\n" + body + "\n}\n}\n");
        program.run("page.Main");
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }
}
