package io.lstmc.examples;

import io.lstmc.compiler.GeneratedFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on predicting the next word: its two files are a program, and what it asserts holds. */
class NextWordTest {

    @Test
    void pageIsAProgram(@TempDir Path directory) throws Exception {
        Document page = Document.of("docs/how-to/predict-the-next-word.md");
        JavaProgram program = new JavaProgram(directory);
        for (String model : page.blocks("lstm")) {
            for (GeneratedFile file : Document.classes("next-word.lstm", model)) {
                program.add(file);
            }
        }
        for (String main : page.blocks("java")) {
            program.add("com/example/Main.java", main);
        }
        program.run("com.example.Main");
    }
}
