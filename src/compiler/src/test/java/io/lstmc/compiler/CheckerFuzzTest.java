package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files of the library and of the applications with a few words changed: a message or a result, never an exception. */
class CheckerFuzzTest {

    private static final Pattern WORD = Pattern.compile("\\s+|//[^\\n]*|[\\p{L}\\p{M}\\p{N}_.]+|.", Pattern.DOTALL);
    private static final int ROUNDS = 500;

    @Test
    void changedFilesAreCheckedWithoutAnException() throws IOException {
        List<List<String>> files = files();
        List<String> all = files.stream().flatMap(List::stream).distinct().toList();
        Random random = new Random(20260101);
        int sound = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> words = new ArrayList<>(files.get(random.nextInt(files.size())));
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                mutate(words, all, random);
            }
            String text = String.join("", words);
            Diagnostics diagnostics = new Diagnostics();
            try {
                sound += LstmCompiler.check(new SourceText("f.lstm", text), CompileOptions.DEFAULT, diagnostics)
                                .isPresent()
                        ? 1
                        : 0;
                DiagnosticRenderer.render(diagnostics.sorted());
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("round " + round + " of\n" + text, e);
            }
        }
        assertTrue(sound > ROUNDS / 50, "only " + sound + " files passed the parser and the checks");
        assertTrue(sound < ROUNDS, "no file was refused");
    }

    private static void mutate(List<String> words, List<String> all, Random random) {
        int at = random.nextInt(words.size());
        switch (random.nextInt(4)) {
            case 0 -> words.remove(at);
            case 1 -> words.set(at, all.get(random.nextInt(all.size())));
            case 2 -> words.set(at, words.get(random.nextInt(words.size())));
            default -> words.add(at, words.get(random.nextInt(words.size())));
        }
        if (words.isEmpty()) {
            words.add(" ");
        }
    }

    private static List<List<String>> files() throws IOException {
        List<List<String>> files = new ArrayList<>();
        for (Path folder : List.of(
                Path.of("src/main/resources/io/lstmc/library"),
                Path.of("src/test/resources/bad/semantic"),
                Path.of("../../models"))) {
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file : list.filter(p -> p.toString().endsWith(".lstm"))
                        // This one is slow on purpose.
                        .filter(p -> !p.endsWith("expansion.lstm"))
                        .sorted()
                        .toList()) {
                    files.add(words(Files.readString(file)));
                }
            }
        }
        return files;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
