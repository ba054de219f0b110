package io.lstmc.compiler.random;

import static io.lstmc.compiler.agreement.ModelAgreement.DOUBLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random texts that were changed: they compile, or a message says what is wrong. */
class RandomTextsTest {

    private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{M}\\p{N}_.]+|.", Pattern.DOTALL);

    private static final Pattern SHAPE = Pattern.compile("param ([^\\[]*)(\\[[^]]*])");

    static LongStream seeds() {
        return RandomModelTest.seeds(40);
    }

    /** A word or two replaced, removed or doubled: a message or a class, never an exception. */
    @Test
    void changedTextsAreCompiledOrRefused() {
        long first = Long.getLong("models.first", 0);
        int rounds = Integer.getInteger("changes", 80);
        int sound = 0;
        for (long seed = first; seed < first + rounds; seed++) {
            Random random = new Random(seed);
            List<String> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(RandomModels.of(seed / 5).ordered(seed));
            while (matcher.find()) {
                words.add(matcher.group());
            }
            for (int n = 1 + random.nextInt(2); n > 0; n--) {
                int at = random.nextInt(words.size());
                String other = random.nextInt(4) == 0
                        ? words.get(random.nextInt(words.size()))
                        : ofSameKind(words, words.get(at), random);
                switch (random.nextInt(6)) {
                    case 0 -> words.remove(at);
                    case 1 -> words.add(at, other);
                    default -> words.set(at, other);
                }
            }
            String text = String.join("", words);
            try {
                CompileResult result = LstmCompiler.compile(new SourceText("random.lstm", text), DOUBLE);
                DiagnosticRenderer.render(result.diagnostics());
                sound += result.hasErrors() ? 0 : 1;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + "\n" + text, e);
            }
        }
        assertTrue(sound > rounds / 40 && sound < rounds, sound + " texts of " + rounds + " were compiled");
    }

    private static String ofSameKind(List<String> words, String word, Random random) {
        List<String> fitting = words.stream().filter(w -> kind(w) == kind(word)).toList();
        return fitting.get(random.nextInt(fitting.size()));
    }

    private static int kind(String word) {
        int first = word.codePointAt(0);
        return Character.isDigit(first) ? 0 : Character.isLetter(first) ? 1 : Character.isWhitespace(first) ? 2 : 3;
    }

    /**
     * A shape that follows from the use of a parameter is the one it had before it was left out, or there is a warning. A
     * vector on the left of a product is taken for a matrix where the product may be a vector too, as in most cells.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void inferredShapesAreThoseDeclared(long seed) {
        String text = RandomModelTest.text(seed);
        List<MatchResult> declared = SHAPE.matcher(text).results().toList();
        if (declared.isEmpty()) {
            return;
        }
        MatchResult left = declared.get((int) (seed % declared.size()));
        String name = left.group(1);
        boolean dot = !left.group(2).contains(",") && text.contains(name + "·");
        String shorter = text.substring(0, left.start(2)) + text.substring(left.end(2));
        Diagnostics diagnostics = new Diagnostics();
        try {
            LstmCompiler.lower(new SourceText("random.lstm", shorter), "M", DOUBLE, diagnostics, (s, g) -> {})
                    .filter(network -> diagnostics.sorted().stream().noneMatch(d -> d.code() == Code.MATRIX_OR_VECTOR))
                    .filter(network -> !dot || !isMatrix(network, name))
                    .ifPresent(network -> assertEquals(types(RandomModelTest.network(seed)), types(network)));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + "\n" + shorter, e);
        }
    }

    private static boolean isMatrix(Network network, String name) {
        return network.parameters().stream()
                .anyMatch(p -> p.name().substring(p.name().lastIndexOf('.') + 1).equals(name)
                        && p.type().rank() == 2);
    }

    private static Map<String, TensorType> types(Network network) {
        Map<String, TensorType> types = new LinkedHashMap<>();
        network.parameters().forEach(p -> types.put(p.name(), p.type()));
        return types;
    }
}
