package io.lstmc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of a Markdown file. */
record Document(String name, String text) {

    static final Path ROOT = Path.of("../..");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    static Document of(String path) throws IOException {
        return new Document(path, Files.readString(ROOT.resolve(path)));
    }

    /** At least one. */
    List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            if (fence.group(1).equals(language)) {
                blocks.add(fence.group(2));
            }
        }
        assertTrue(!blocks.isEmpty(), name + " has no block of " + language);
        return blocks;
    }

    /** Whether a block is a whole file, not an excerpt. */
    static boolean isFile(String block) {
        return block.startsWith("package ");
    }

    /** The classes of the models of a file, without any finding. */
    static List<GeneratedFile> classes(String name, String text) {
        CompileResult result = LstmCompiler.compile(new SourceText(name, text), CompileOptions.DEFAULT);
        assertEquals(List.of(), result.diagnostics());
        return result.files();
    }
}
