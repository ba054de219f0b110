package io.lstmc.compiler.semantic.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are in their ranges, at the bounds too; those outside are in the corpus of bad files. */
class RangesTest {

    private static String messages(String text, CompileOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        LstmCompiler.check(new SourceText("good.lstm", text), options, diagnostics);
        return DiagnosticRenderer.render(diagnostics.sorted());
    }

    private static void assertGood(String text) {
        assertEquals("", messages(text, CompileOptions.DEFAULT));
    }

    @Test
    void boundsThatBelongToTheRange() {
        assertGood("""
                cell Kept(units, keep in (0, 1]) {
                  input x
                  a = Dense(dropout(x, rate: 1 - keep), units: units)
                  output a
                }
                model M {
                  input  x[3]
                  target y[2]
                  layer  a = Kept(dropout(x, rate: 0), units: 2, keep: 1)
                  output p = a + dropout(a, rate: 0.999999)
                  loss   huber(p, y, delta: 1e-30)
                  train {
                    optimizer adam(lr: 1e3, beta1: 0, beta2: 0.9999999, eps: 1e-30)
                    schedule  cosine(warmup: 0, floor: 1)
                  }
                }
                """);
    }

    /** Nothing is said of what may be right: these lie in [0, 1], or nobody can tell. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "σ(d)",
                "(tanh(d) + 1) / 2",
                "1 / (1 + exp(-d))",
                "exp(-softplus(d))",
                "clamp(d, 0, 1)",
                "softmax(d)",
                "d^2 / (1 + d^2)",
                "d / sum(abs(d))",
                "last(h)",
                "(last(h) + 1) / 2",
                "x[0]",
                "x[0] / 2",
                "d - d",
                "minimum(relu(d), 1)",
                "where(d > 0, 1, 0)",
                "d / d"
            })
    void probabilities(String p) {
        assertGood("""
                model M {
                  time   T = 2
                  input  x[T, 2]
                  target y[2]
                  layer  h = GRU(x, units: 2)
                  layer  d = Dense(last(h), units: 2)
                  output p = d
                  loss   binary_cross_entropy(%s, y) + sum(d^2)
                }
                """.formatted(p));
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "10 * tanh(d)", "relu(d)", "x[0]", "last(h)", "log_softmax(d)", "d / 2"})
    void logits(String logits) {
        assertGood("""
                model M {
                  time   T = 2
                  input  x[T, 2]
                  target y[2]
                  layer  h = GRU(x, units: 2)
                  layer  d = Dense(last(h), units: 2)
                  output p = d
                  loss   cross_entropy(%s, y) + sum(d^2)
                }
                """.formatted(logits));
    }

    /** The first seventeen numbers of float that it tells from zero, and its largest. */
    @Test
    void numbersThatFloatHolds() {
        assertGood("model M { input x[1] output y = x * 3.4028234e38 + 1.4e-45 - 1e-40 + 0 * 0.0 }");
    }

    @Test
    void numbersThatOnlyDoubleHolds() {
        String text = "model M { input x[1] output y = x * 1e39 + 1e-46 + x * (1e30 * 1e30) }";
        assertEquals("", messages(text, CompileOptions.DEFAULT.with(Precision.DOUBLE)));
        assertEquals(3, messages(text, CompileOptions.DEFAULT).split("precision double", -1).length - 1);
    }
}
