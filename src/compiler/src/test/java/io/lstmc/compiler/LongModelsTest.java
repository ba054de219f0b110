package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equations that use one another in a row: as many as a file has room for, whatever the stack has room for. */
class LongModelsTest {

    private static String chain(int equations, String first, String next) {
        StringBuilder text = new StringBuilder("  a0 = " + first + "\n");
        for (int i = 1; i < equations; i++) {
            text.append("  a")
                    .append(i)
                    .append(" = ")
                    .append(next.replace("@", "a" + (i - 1)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String model(int equations, String next) {
        return "model M {\n  input x[2]\n  target y[2]\n  param w[2] ~ constant(0.001)\n"
                + chain(equations, "x + w", next) + "  output z = a" + (equations - 1) + "\n  loss mse(z, y)\n}\n";
    }

    private static String cell(int equations, String next) {
        return "cell C {\n  input x[2]\n  state h[2]\n  param w[2] ~ constant(0.001)\n"
                + chain(equations, "x + h[t-1]", next) + "  h[t] = a" + (equations - 1) + "\n  output h[t]\n}\n"
                + "model M {\n  time T = 3\n  input x[T, 2]\n  target y[2]\n  layer c = C(x)\n"
                + "  output z = last(c)\n  loss mse(z, y)\n}\n";
    }

    @ParameterizedTest
    @CsvSource({"1500, 1e-3", "10000, 1e-2"})
    void sumsInARow(int equations, double tolerance) {
        CompiledModel model = CompiledModel.of(model(equations, "@ + w"), CompileOptions.DEFAULT);
        float[] z = (float[]) CompiledModel.call(model.model(), "predict", new float[] {1, 2});
        assertEquals(1 + 0.001 * equations, z[0], tolerance);
        assertEquals(2 + 0.001 * equations, z[1], tolerance);
        // The loss is the mean of (x + n·w - y)² over two elements, so its derivative is n·(x + n·w - y).
        Object pass = model.newPass();
        CompiledModel.call(pass, "add", new float[] {1, 2}, new float[] {0, 0});
        CompiledModel.call(pass, "forward");
        CompiledModel.call(pass, "backward");
        float[] gradient = (float[]) CompiledModel.call(pass, "gradient", "w");
        assertEquals(equations * (1 + 0.001 * equations), gradient[0], equations * tolerance);
    }

    @ParameterizedTest
    @CsvSource({"1500, 1e-2", "10000, 1"})
    void sumsInARowWithinAStep(int equations, double tolerance) {
        CompiledModel model = CompiledModel.of(cell(equations, "@ + w"), CompileOptions.DEFAULT);
        float[] x = {1, 2, 3, 4, 5, 6};
        float[] z = (float[]) CompiledModel.call(model.model(), "predict", x);
        double each = 0.001 * (equations - 1);
        assertEquals(1 + 3 + 5 + 3 * each, z[0], tolerance);
        Object pass = model.newPass();
        CompiledModel.call(pass, "add", x, new float[] {0, 0});
        CompiledModel.call(pass, "forward");
        CompiledModel.call(pass, "backward");
        float[] gradient = (float[]) CompiledModel.call(pass, "gradient", "c.w");
        double expected = 3.0 * (equations - 1) * (9 + 3 * each);
        assertEquals(expected, gradient[0], expected * 1e-3);
    }

    /** Products, functions, differences and products of matrices as well; those are only compiled as far as Java. */
    @ParameterizedTest
    @ValueSource(strings = {"w - @", "tanh(@ * w)", "where(@ > 0, @, w)"})
    void otherOperationsInARow(String next) {
        for (String text : new String[] {model(1500, next), cell(1500, next)}) {
            CompileResult result = LstmCompiler.compile(new SourceText("long.lstm", text), CompileOptions.DEFAULT);
            assertEquals(1, result.files().size(), () -> DiagnosticRenderer.render(result.diagnostics()));
        }
    }

    /** Each name stands four times in the next, so that one that is looked at wherever it stands is looked at 4¹⁴⁹⁹ times. */
    @Test
    void namesThatStandInTheNextSeveralTimes() {
        for (int first : new int[] {0, 1}) {
            String text = "model M {\n  input x[2]\n" + chain(1500, "" + first, "@ + @ + @ + @")
                    + "  output z = x / a1499\n}\n";
            Diagnostics found = new Diagnostics();
            assertTimeoutPreemptively(
                    Duration.ofMinutes(2),
                    () -> LstmCompiler.check(
                            Sources.none(), new SourceText("wide.lstm", text), CompileOptions.DEFAULT, found));
            assertEquals(
                    first == 0 ? List.of(Code.DIVISION_BY_ZERO) : List.of(),
                    found.sorted().stream().map(Diagnostic::code).toList());
        }
    }

    /** What no class of Java can hold is an error of the model, with numbers. */
    @Test
    void moreThanAClassHolds() {
        CompileResult result =
                LstmCompiler.compile(new SourceText("long.lstm", model(9000, "tanh(@ * w)")), CompileOptions.DEFAULT);
        assertEquals(List.of(), result.files());
        Diagnostic only = result.diagnostics().get(0);
        assertEquals(Code.SIZE_TOO_LARGE, only.code());
        assertTrue(only.label().orElse("").matches("its equations become \\d+ arrays, and there is room for \\d+"));
    }
}
