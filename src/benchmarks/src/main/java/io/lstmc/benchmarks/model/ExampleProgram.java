package io.lstmc.benchmarks.model;

import io.lstmc.compiler.CompileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program that a Markdown file shows: a model and a class with {@code main}, each a whole file in a fenced block. */
public final class ExampleProgram {

    /** The class with {@code main}. */
    public static final String MAIN = "com.example.Main";

    /** A block that begins with {@code package} is a file, anything else an excerpt. */
    private static final Pattern FILE = Pattern.compile("(?ms)^```(lstm|java)\\n(package .*?)^```$");

    private ExampleProgram() {}

    /**
     * Writes the class files of the program.
     *
     * @throws IllegalStateException if the file does not show one model and one class
     */
    public static void write(Path markdown, Path directory) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        Matcher block = FILE.matcher(Files.readString(markdown));
        int models = 0;
        int classes = 0;
        while (block.find()) {
            if (block.group(1).equals("lstm")) {
                models++;
                texts.putAll(GeneratedModel.sources(
                        markdown.getFileName().toString(), block.group(2), CompileOptions.DEFAULT));
            } else {
                classes++;
                texts.put(MAIN.replace('.', '/') + ".java", block.group(2));
            }
        }
        if (models != 1 || classes != 1) {
            throw new IllegalStateException(
                    markdown + " shows " + models + " model files and " + classes + " classes, not one of each");
        }
        MemoryCompiler.write(MemoryCompiler.compile(texts), directory);
    }
}
