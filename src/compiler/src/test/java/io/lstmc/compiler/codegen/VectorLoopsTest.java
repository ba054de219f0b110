package io.lstmc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the runtime makes vector code of: as much as it can in one loop, and never more than the JIT compiler likes. */
class VectorLoopsTest {

    private static final int LONGEST = 42;

    private static final String CELLS = "function normal(z) { d = z - mean(z) output d / sqrt(mean(d^2) + 0.1) }\n"
            + "cell Long(units) { input x param W ~ glorot state h[units] v = W·x + h[t-1] h[t] = "
            + String.join(" - 0.5 * v ⊙ ", Collections.nCopies(15, "v")) + " output h[t] }\n"
            + "cell Functions(units) { input x param W, U ~ glorot param b, c ~ zeros state h[units]"
            + " v = W·x u = U·h[t-1] h[t] = tanh(v + u) ⊙ σ(v + b) ⊙ tanh(u ⊙ c) + σ(u) ⊙ v output h[t] }\n"
            + "cell Normal(units) { input x param W ~ glorot param s, b, c, d ~ zeros state h[units]"
            + " n = normal(W·x + h[t-1]) m = ((n ⊙ s + b) ⊙ c - d) ⊙ s + n ⊙ b - c"
            + " h[t] = tanh(m) ⊙ n + m ⊙ s - normal(m) output h[t] }\n"
            + "cell Attending(units) { time K input x, m[K] state h[units] param W, C, U, M ~ glorot param v[units] ~ glorot"
            + " α = softmax_steps(v·tanh(U·h[t-1] + M·m)) h[t] = tanh(W·x + C·sum_steps(α * m)) output h[t] }\n"
            + "cell Gated(units) { time K input x, m[K] state h[units] param W, V, M ~ glorot param v[units] ~ glorot"
            + " q = σ(V·x) ⊙ h[t-1] α = softmax_steps(v·tanh(q + M·m)) h[t] = q ⊙ tanh(W·x + M·sum_steps(α * m)) output h[t] }\n"
            + "cell Summing(units) { time K input x, m[K] state h[units] param W, U, M ~ glorot param v[units] ~ glorot"
            + " z = tanh(U·h[t-1] + M·m) s = sum_steps(z) α = softmax_steps(v·(z ⊙ s)) h[t] = tanh(W·x + sum_steps(α * z) - s)"
            + " output h[t] }\n";

    @ParameterizedTest
    @ValueSource(strings = {"Long", "Functions", "Normal"})
    void hasFewVectorOperations(String cell) {
        List<String> loops = loops(cell + "(x, units: 48)");
        assertTrue(!loops.isEmpty(), "no loops of vectors");
        for (String loop : loops) {
            int operations = 0;
            for (String word : loop.split(" ")) {
                operations += operations(word);
            }
            assertTrue(operations <= LONGEST, operations + " operations: " + loop);
        }
    }

    /** The energies and scores of attention are one walk through the memory, and so are their adjoints. */
    @Test
    void walksOnceThroughTheMatricesOfSamples() {
        List<String> loops = loops("Attending(x, Dense(x, units: 48), units: 48)");
        assertTrue(loops.contains("rows 48 g0/4 =0 $0 m1 + =1 $1 tanh =2 $2 >m2 s3 $2 * Σn4"), loops.toString());
        assertTrue(
                loops.contains(
                        "rows 48 n0 s1 * =0 $0 #1.0 m2 m2 * - * =1 $1 =2 m3 $1 + =3 $3 >m3 n0 m2 * Σs4 $2 Σg5/4"),
                loops.toString());
    }

    /** What is as large as a long memory is not kept for the adjoints: one walk computes it again and derives all that it is for. */
    @Test
    void energiesOfALongMemoryAreComputedAgain() {
        List<String> loops = loops(12, "Attending(x, Dense(x, units: 48), units: 48)");
        assertTrue(loops.contains("rows 48 g0/12 =0 $0 m1 + =1 $1 tanh =2 s2 $2 * Σn3"), loops.toString());
        assertTrue(
                loops.contains("rows 48 n0 s1 * =0 g2/12 =1 $1 m3 + =2 $2 tanh =3 $0 #1.0 $3 $3 * - * =4 $4 =5"
                        + " m4 $4 + =6 $6 >m4 n0 $3 * Σs5 $5 Σg6/12"),
                loops.toString());
    }

    /** So they are where the query is computed again itself, which is small beside the memory. */
    @Test
    void alsoThoseOfAQueryThatIsComputedAgain() {
        List<String> loops = loops(12, "Gated(x, Dense(x, units: 48), units: 48)").stream()
                .filter(loop -> loop.contains(" tanh"))
                .toList();
        assertEquals(2, loops.size(), loops.toString());
        assertTrue(loops.stream().noneMatch(loop -> loop.matches(".* tanh =(\\d+) \\$\\1 >m.*")), loops.toString());
    }

    /** What a sum of rows becomes is there only after the walk. */
    @Test
    void readsNoSumInTheWalkThatMakesIt() {
        for (String loop : loops("Summing(x, Dense(x, units: 48), units: 48)")) {
            List<String> words = List.of(loop.split(" "));
            for (String word : words) {
                assertFalse(word.startsWith("Σ") && words.contains(word.substring(1)), loop);
            }
        }
    }

    private static List<String> loops(String layer) {
        return loops(4, layer);
    }

    private static List<String> loops(int steps, String layer) {
        String text = CELLS + "model M { time T = " + steps + " input x[T, 3] target y[48] layer a = " + layer
                + " output z = last(a) loss mse(z, y) }";
        String java = LstmCompiler.compile(new SourceText("m.lstm", text), CompileOptions.DEFAULT)
                .files()
                .get(0)
                .text();
        return Pattern.compile("\"((?:rows )?48 [^\"]*)\"")
                .matcher(java)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    private static int operations(String word) {
        return switch (word) {
            case "tanh" -> 19;
            case "sigmoid" -> 20;
            case "+", "-", "*", "/", "neg", "sqrt", "fma" -> 1;
            default -> word.startsWith("Σ") ? 1 : 0;
        };
    }
}
