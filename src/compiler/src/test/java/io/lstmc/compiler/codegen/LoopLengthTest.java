package io.lstmc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the runtime makes vector code of is never longer than the JIT compiler likes. */
class LoopLengthTest {

    private static final int LONGEST = 22;

    private static final String CELLS = "function normal(z) { d = z - mean(z) output d / sqrt(mean(d^2) + 0.1) }\n"
            + "cell Long(units) { input x param W ~ glorot state h[units] v = W·x + h[t-1] h[t] = "
            + String.join(" - 0.5 * v ⊙ ", Collections.nCopies(15, "v")) + " output h[t] }\n"
            + "cell Functions(units) { input x param W, U ~ glorot param b, c ~ zeros state h[units]"
            + " v = W·x u = U·h[t-1] h[t] = tanh(v + u) ⊙ σ(v + b) ⊙ tanh(u ⊙ c) + σ(u) ⊙ v output h[t] }\n"
            + "cell Normal(units) { input x param W ~ glorot param s, b, c, d ~ zeros state h[units]"
            + " n = normal(W·x + h[t-1]) m = ((n ⊙ s + b) ⊙ c - d) ⊙ s + n ⊙ b - c"
            + " h[t] = tanh(m) ⊙ n + m ⊙ s - normal(m) output h[t] }\n";

    @ParameterizedTest
    @ValueSource(strings = {"Long", "Functions", "Normal"})
    void hasFewVectorOperations(String cell) {
        String text = CELLS + "model M { time T = 4 input x[T, 3] target y[48] layer a = " + cell
                + "(x, units: 48) output z = last(a) loss mse(z, y) }";
        String java = LstmCompiler.compile(new SourceText("m.lstm", text), CompileOptions.DEFAULT)
                .files()
                .get(0)
                .text();
        List<String> loops = Pattern.compile("\"((?:rows )?48 [^\"]*)\"")
                .matcher(java)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertTrue(!loops.isEmpty(), "no loops of vectors");
        for (String loop : loops) {
            int operations = 0;
            for (String word : loop.split(" ")) {
                operations += operations(word);
            }
            assertTrue(operations <= LONGEST, operations + " operations: " + loop);
        }
    }

    private static int operations(String word) {
        return switch (word) {
            case "tanh", "sigmoid" -> 15;
            case "+", "-", "*", "/", "neg", "sqrt", "fma" -> 1;
            default -> word.startsWith("Σ") ? 1 : 0;
        };
    }
}
