package io.lstmc.compiler.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell says of one step it says of every step of a sequence. */
class CellsOnSequencesTest {

    private static double[] predict(String text, double... x) {
        CompiledModel model = CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
        return (double[]) CompiledModel.call(model.model(), "predict", x);
    }

    @Test
    void aSliceInALayerTakesElements() {
        String text = "cell Ends { input x  y = [x[2:], x[0]]  output y }"
                + " model M { time T = 2 input x[T, 3] output z = Ends(x) }";
        assertArrayEquals(new double[] {3, 1, 6, 4}, predict(text, 1, 2, 3, 4, 5, 6));
    }

    @Test
    void aSliceInAFunctionThatALayerCallsTakesElements() {
        String text = "function ends(x) = [x[2:], x[0]]  cell Ends { input x  y = ends(x)  output y }"
                + " model M { time T = 2 input x[T, 3] output z = Ends(x) }";
        assertArrayEquals(new double[] {3, 1, 6, 4}, predict(text, 1, 2, 3, 4, 5, 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "<="})
    void anOutputThatDependsOnNoInputIsThereAtEveryStep(String time) {
        String text = "cell Same { input x  y = x  b = [0.5, 2]  output b, y }"
                + " model M { time T " + time + " 3 input x[T, 1] layer s = Same(x)"
                + " output z = sum_steps(s) + last(s.y) }";
        assertArrayEquals(new double[] {8.5, 13}, predict(text.replace("last(s.y)", "last(s.y)[0]"), 5, 6, 7));
    }

    @Test
    void anOptionWithTheMomentOfTheStepIsItsNumber() {
        String text = "cell Scaled(by) { input x[]  state n[]  n[t] = n[t-1] + by[t] * x[t]  output n[t] }"
                + " model M { time T = 2 input x[T] output z = Scaled(x, by: 3) }";
        assertArrayEquals(new double[] {3, 9}, predict(text, 1, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"π", "pi"})
    void soIsTheConstantWithTheMomentOfTheStep(String pi) {
        String text = "cell Scaled { input x[]  output y = " + pi + "[t] * x }"
                + " model M { time T = 2 input x[T] output z = Scaled(x) }";
        assertArrayEquals(new double[] {Math.PI, 2 * Math.PI}, predict(text, 1, 2));
    }

    /** What is the same for all samples has all steps in one array, in the middle of which no kernel can begin. */
    @ParameterizedTest
    @ValueSource(strings = {"RNN", "LSTM", "GRU"})
    void gradientsReachWhatIsTheSameAtEveryStep(String cell) {
        ModelAgreement.assertAgrees("""
                cell Same(units) {
                  input x
                  param s[units] ~ uniform
                  output y = s
                }
                model M {
                  time T = 3
                  input x[T, 2]
                  target y[T, 2]
                  output o = x * %s(Same(x, units: 3), units: 2)
                  loss mse(o, y)
                }
                """.formatted(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "<="})
    void aCellThatCallsOneWithAStateHasAPast(String time) {
        String count = "cell Count { input x[]  state n[]  n[t] = n[t-1] + x  output n[t] }"
                + " cell Twice { input x[]  layer n = Count(2)  output y = n + x }";
        String model = " model M { time T " + time + " 3 input x[T] output z = Twice(x) }";
        assertArrayEquals(new double[] {12, 24, 36}, predict(count + model, 10, 20, 30));
        CompileResult result = LstmCompiler.compile(
                new SourceText("test.lstm", count + " model M { input x[] output z = Twice(x) }"),
                CompileOptions.DEFAULT);
        assertEquals(
                Code.CELL_NEEDS_SEQUENCE,
                result.diagnostics().stream().map(Diagnostic::code).findFirst().orElseThrow());
    }
}
