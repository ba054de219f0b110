package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Files of the library and of the applications with a few words changed: a message or a class, never an exception. What has
 * no error is compiled as far as Java, definitions of the library by a model that uses one of them. The properties
 * {@code mutants} and {@code mutants.first} choose how many there are and where they begin.
 */
class CheckerFuzzTest {

    private static final Pattern WORD = Pattern.compile("\\s+|//[^\\n]*|[\\p{L}\\p{M}\\p{N}_.]+|.", Pattern.DOTALL);
    private static final Pattern DEFINITION =
            Pattern.compile("(?m)^(cell|function|optimizer|initializer) +([\\p{L}\\p{N}_]+)");
    private static final int ROUNDS = Integer.getInteger("mutants", 500);

    @Test
    void changedFilesAreCompiledWithoutAnException() throws IOException {
        List<List<String>> files = files();
        List<String> all = files.stream().flatMap(List::stream).distinct().toList();
        int sound = 0;
        int classes = 0;
        int first = Integer.getInteger("mutants.first", 0);
        for (int round = first; round < first + ROUNDS; round++) {
            Random random = new Random(20260101L + 31L * round);
            List<String> words = new ArrayList<>(files.get(random.nextInt(files.size())));
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                mutate(words, all, random);
            }
            String text = String.join("", words);
            text += use(text, random);
            try {
                CompileResult result = LstmCompiler.compile(new SourceText("f.lstm", text), CompileOptions.DEFAULT);
                DiagnosticRenderer.render(result.diagnostics());
                sound += result.hasErrors() ? 0 : 1;
                classes += result.files().size();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("round " + round + " of\n" + text, e);
            }
        }
        assertTrue(sound > ROUNDS / 100, "only " + sound + " files passed the parser and the checks");
        assertTrue(sound < ROUNDS, "no file was refused");
        assertTrue(classes > ROUNDS / 100, "only " + classes + " classes were made of " + sound);
        if (Integer.getInteger("mutants") != null) {
            System.out.println(
                    "of " + ROUNDS + " from " + first + " on " + sound + " without errors, " + classes + " classes");
        }
    }

    /** A model that uses one of the definitions of a text, if that has some and no model. */
    private static String use(String text, Random random) {
        List<MatchResult> definitions = DEFINITION.matcher(text).results().toList();
        if (definitions.isEmpty() || text.contains("model ")) {
            return "";
        }
        MatchResult one = definitions.get(random.nextInt(definitions.size()));
        String name = one.group(2);
        String train = "target y[2] loss mse(last(z), y)";
        return "\nmodel Uses {\n  time T = 3\n  input x[T, 2]\n  "
                + switch (one.group(1)) {
                    case "cell" -> "layer z = " + name + (random.nextBoolean() ? "(x, units: 2)" : "(x)");
                    case "function" -> "z = " + name + (random.nextBoolean() ? "(x)" : "(x, last(x))");
                    case "initializer" -> "param w ~ " + name + (random.nextBoolean() ? "" : "(0.5)") + "\n  z = x * w";
                    default -> "layer z = Dense(x, units: 2)\n  train { optimizer " + name + "(lr: 0.1) }";
                }
                + "\n  output o = z\n  " + train.replace(" loss", "\n  loss") + "\n}\n";
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
                Path.of("../../models"),
                Path.of("../../models/cells"))) {
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
