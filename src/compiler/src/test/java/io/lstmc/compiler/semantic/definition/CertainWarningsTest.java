package io.lstmc.compiler.semantic.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Sources;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are right, and near to those that are warned about. */
class CertainWarningsTest {

    private static final String DEFINITIONS = """
            function flip(z) {
              output reverse(z)
            }
            function choose(c, a) = where(c, a, 0)
            function share(a, b) = a / b
            function beside(a, b) {
              output [a, b]
            }
            cell Memory(units) {
              time K
              input x, m[K]
              state h[units]
              param W[units, x], U[units, units], C[units, m] ~ glorot
              h[t] = tanh(W·x + U·h[t-1] + sum_steps(C·m))
              output h[t]
            }
            cell First(units) {
              time K
              input m[K], x
              state h[units]
              param W[units, x], U[units, units], C[units, m] ~ glorot
              h[t] = tanh(W·x + U·h[t-1] + sum_steps(C·m))
              output h[t]
            }
            cell Total() {
              input x
              state s[x]
              s[t] = s[t-1] + x
              output s[t]
            }
            cell Counting(units) {
              input x
              state n[]
              z = tanh(Dense(x, units: units))
              n[t] = n[t-1] + 1
              output plain = n[t], y = z / n[t]
            }
            cell Attend(units) {
              time K
              input x, m[K]
              param V[units, m], W[units, x] ~ glorot
              output y = sum_steps(softmax_steps(sum(tanh(V·m + W·x))) * m)
            }
            cell Mean(units) {
              time K
              input x, m[K]
              param V[units, m], W[units, x] ~ glorot
              output y = tanh(mean_steps(V·m) + W·x)
            }
            cell Twice(units) {
              input x
              z = Dense(x, units: units)
              output y = tanh(z), plain = z
            }
            cell Doubled(units) {
              input x
              h = Dense(x, units: units)
              layer inner = Dense(h, units: units)
              output h, c = 2 * h, again = h, n = inner
            }
            """;

    private static void assertSilent(String body) {
        String text = DEFINITIONS + """
                model M {
                  time T = 5
                  time K = 4
                  input x[T, 3], z[K, 3]
                  target y[2]
                  layer f = LSTM(x, units: 4)
                  layer back = LSTM(reverse(x), units: 4)
                  layer end = LSTM(reverse(z), units: 4)
                  rest = last(f) + last(back) + last(end)
                """ + body.indent(2) + "  loss mse(Dense(rest + sum(v), units: 2), y)\n}\n";
        assertSilentText(text);
    }

    private static void assertSilentText(String text) {
        Diagnostics diagnostics = new Diagnostics();
        LstmCompiler.check(Sources.none(), new SourceText("m.lstm", text), CompileOptions.DEFAULT, diagnostics);
        assertEquals("", DiagnosticRenderer.render(diagnostics.sorted()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v = last([f, flip(back)])",
                "v = last(beside(f, flip(back)))",
                "layer a = Memory(x, LSTM(reverse(x), units: 4), units: 4)\nv = last(a)",
                "layer a = First(LSTM(reverse(x), units: 4), x, units: 4)\nv = last(a)",
                "layer a = First(end, f, units: 4)\nv = last([a, f])",
                "layer a = Memory(f, end, units: 4)\nv = last(a + f)",
                "v = mean_steps([reverse(back), f])",
                "v = last(f + reverse(f))",
                // The order of the steps makes no difference.
                "v = mean_steps([f, back])",
                "both = [f, back]\nv = sum_steps(tanh(both ⊙ both))",
                "v = max_steps([f, back])",
                "v = mean_steps(f - back)",
                "v = mean_steps(Dense([f, back], units: 4))",
                "v = mean_steps(beside(f, back))",
                "v = last(tanh(Dense(f + back, units: 4)))",
                "v = (f ⊙ back)[2]",
                "v = sum(flatten([f, back]))",
                "v = last(cumsum(f + back))",
                "v = last(Total([f, back]))",
                "v = sum_steps([f, back][0:3] ⊙ [f, back][2:5])",
                "v = last(LSTM([x, reverse(x)], units: 4))",
                "layer d = Twice([f, back], units: 4)\nv = last(d) + mean_steps(d.plain)",
                "v = sum_steps(where(training(), [f, back], 2 * [f, back]))",
                // A state that does not read them.
                "layer a = Counting([f, back], units: 4)\nv = last(a) + last(a.y)",
                // What a cell reads whole at each step.
                "layer a = Attend(f, LSTM(z, units: 4), units: 4)\nv = last(a)",
                "layer a = Attend(f, end, units: 4)\nv = last(a)",
                "layer a = Attend([f, back], end, units: 4)\nv = last(a)",
                "layer a = Attend(f, [LSTM(z, units: 4), reverse(end)], units: 4)\nv = last(a)",
                "layer a = Mean(f, [LSTM(z, units: 4), end], units: 4)\nv = last(a)"
            })
    void ofDirections(String body) {
        assertSilent(body + "\noutput p = v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "big = x / NONE\nv = last(where(NONE > 0, big, x))",
                "big = x / NONE\ntwice = 2 * big\nv = last(where(NONE > 0, twice, x) + where(NONE > 0, big, x))",
                "v = last(choose(NONE > 0, x / NONE))",
                "v = last(x * choose(NONE > 0, share(x, NONE)))"
            })
    void ofNamedZeros(String body) {
        assertSilent("NONE = 0\n" + body + "\noutput p = v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v = last(f)\noutput p = v, f.h\nadjoint f",
                "layer h = LSTM(x, units: 4)\nv = last(h)\noutput p = v, h.h\nadjoint h",
                "layer a = Doubled(x, units: 4)\nc = a.c\nv = last(c)\noutput p = v, a.c\nadjoint c",
                "layer a = Doubled(x, units: 4)\nb = a.c\nc = b\nv = last(c)\noutput p = v, a.c\nadjoint c",
                "layer a = Doubled(x, units: 4)\nh = a.again\nv = last(h)\noutput p = v, a.h\nadjoint h",
                "layer h = Doubled(x, units: 4)\nv = last(h)\noutput p = v, h.h\nadjoint h"
            })
    void ofAdjoints(String body) {
        assertSilent(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A number that is a loss, or what is known beforehand of the target.
                "target y[]\nloss mse(sum(last(d)), y) + 0.1 * mean(a^2)",
                "target ys[T, 1]\nloss mse(d, ys - mean_steps(x))",
                "target ys[T, 1]\ns = Dense(last(a), units: 1)\nloss mse(s * d, ys)",
                // One param for all steps.
                "target ys[T, 1]\nparam b[1] ~ zeros\nloss mse(d, ys) + mse(b, ys)",
                "target ks[T] : token(4)\nloss -log_softmax(a)[ks]",
                "target k : token(4)\nloss -log_softmax(last(a))[k]"
            })
    void ofTargets(String loss) {
        assertSilentText("""
                model M {
                  time T = 5
                  input x[T, 1]
                  layer a = LSTM(x, units: 4)
                  output d = Dense(a, units: 1)
                """ + loss.indent(2) + "}\n");
    }
}
