package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes at the edge of what arrays and memory hold, and texts that would print more than anybody reads. */
class LargeModelsTest {

    private static CompileResult compile(String text) {
        return LstmCompiler.compile(new SourceText("large.lstm", text), CompileOptions.DEFAULT);
    }

    private static String lstm(int steps, int units) {
        return "model M { time T = " + steps + " input x[T, 1] target y[1] layer a = LSTM(x, units: " + units
                + ") output p = Dense(last(a), units: 1) loss mse(p, y) train { optimizer adam(lr: 1e-3) batch 32 } }";
    }

    /** The rows of a workspace become fewer where so many would not fit into an array or a gigabyte. */
    @ParameterizedTest
    @CsvSource({"100, 1000, 32", "5000, 100, 32", "10000, 1000, 2", "100000, 1000, 1"})
    void rowsGiveWay(int steps, int units, int rows) {
        CompileResult result = compile(lstm(steps, units));
        assertEquals(1, result.files().size(), () -> DiagnosticRenderer.render(result.diagnostics()));
        String text = result.files().get(0).text();
        assertTrue(
                text.contains("int BLOCK = " + rows + ";"),
                text.lines().filter(line -> line.contains("BLOCK =")).collect(Collectors.joining()));
    }

    /** What not even one row fits into is an error, with the sizes. */
    @Test
    void oneRowIsTheLeast() {
        CompileResult result = compile("model M { time T = 100000 input x[T, 20000] output y = tanh(x) - x }");
        assertEquals(List.of(), result.files());
        assertTrue(result.hasErrors());
    }

    @Test
    void aConcatenationHasABound() {
        String many = IntStream.range(0, 1001).mapToObj(i -> "x").collect(Collectors.joining(", "));
        assertEquals(
                List.of(Code.EXPANSION_TOO_LARGE),
                compile("model M { input x[2] output y = [" + many + "] }").diagnostics().stream()
                        .map(Diagnostic::code)
                        .toList());
        String numbers = IntStream.range(0, 20_000).mapToObj(i -> "1").collect(Collectors.joining(", "));
        assertEquals(
                List.of(),
                compile("model M { input x[2] output y = [x, " + numbers + ", x] }")
                        .diagnostics());
    }

    @Test
    void thousandsOfMistakesAreFoundInOneGo() {
        String text = "model M {\n input x[2]\n output z = x\n"
                + IntStream.range(0, 20_000)
                        .mapToObj(i -> " a" + i + " = b" + i + "\n")
                        .collect(Collectors.joining())
                + "}\n";
        assertEquals(20_000, compile(text).diagnostics().size());
    }
}
