package io.lstmc.compiler.library;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.EmittedUpdates;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.lower.Network;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What states of an optimizer may begin with, and what its parts may be called: generated updates are the interpreter's. */
class OptimizerUpdatesTest {

    private static final CompileOptions DOUBLE = CompileOptions.DEFAULT.with(Precision.DOUBLE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "constant(start)",
                "constant(-1)",
                "constant(-0.0)",
                "constant(value: lr * start - 2^3)",
                "constant(1 / 0)",
                "constant(-1 / 0)",
                "constant(0 / 0)",
                "constant(maximum(start, 0.3))",
                "half",
                "of_size(start)",
                "zeros",
            })
    void statesBeginWithAnyNumber(String start) {
        compare("""
                initializer half = constant(1) / 2
                initializer of_size(a) = a * rows + columns
                optimizer own(lr, start = 0.1) {
                  input g
                  state θ, v ~ zeros, w ~ %s
                  v[k] = v[k-1] + w[k-1] + g^2
                  w[k] = where(k > 2, w[k-1], tanh(w[k-1]))
                  θ[k] = θ[k-1] - lr * g / sqrt(abs(v[k]) + 0.1)
                }
                """.formatted(start), "own(lr: 0.1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input rate state θ, k1 ~ constant(2) k1[k] = rate * k θ[k] = θ[k-1] - a * k1[k]",
                "input gradient state theta, rate ~ constant(a) rate[k] = -theta[k-1] theta[k] = gradient + rate[k-1]",
                "input g state θ, v ~ zeros, w ~ zeros v[k] = w[k-1] w[k] = v[k-1] + g θ[k] = θ[k-1] + v[k] - a",
                "input g state θ θ[k] = a + 0 * g",
                "input g state θ, v ~ constant(3) v[k] = θ[k-1] θ[k] = v[k-1] + 0 * g * a",
                "input g state update, states ~ zeros states[k] = k + 0 * g update[k] = update[k-1] - g * states[k] * a",
            })
    void partsHaveAnyName(String body) {
        compare("optimizer own(a = 0.3) {\n" + body.replace(" state", "\nstate") + "\n}\n", "own()");
    }

    private static void compare(String optimizer, String call) {
        String text =
                optimizer + "model M { input x[3] target y[3] param w ~ zeros param b ~ zeros output z = w ⊙ x + b"
                        + " loss mse(z, y) train { optimizer " + call + " epochs 1 } }";
        Diagnostics diagnostics = new Diagnostics();
        Network network = LstmCompiler.lower(new SourceText("test.lstm", text), "M", DOUBLE, diagnostics, (s, g) -> {})
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
        new EmittedUpdates(network, CompiledModel.of(text, DOUBLE).model()).compare(3, 1e-12);
    }
}
