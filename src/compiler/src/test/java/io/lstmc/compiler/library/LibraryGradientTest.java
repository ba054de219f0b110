package io.lstmc.compiler.library;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.autodiff.GradientCheck;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The library's cells and functions against central differences along random directions, in double. */
class LibraryGradientTest {

    static Stream<Arguments> cells() {
        return Stream.of("RNN", "LSTM", "GRU", "TextbookGRU", "Peephole", "CoupledLSTM", "Dense")
                .flatMap(cell -> Stream.of(1, 2, 7)
                        .flatMap(steps -> Stream.of(1, 3).map(batch -> Arguments.of(cell, steps, batch))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cell(String cell, int steps, int batch) {
        check(
                "model M { time T = " + steps + " input x[T, 3] target y[T, 2]"
                        + " layer a = " + cell + "(x, units: 4) layer b = " + cell + "(a, units: 2)"
                        + " output z = b loss mse(z, y) }",
                batch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relu(x)",
                "leaky_relu(x)",
                "elu(x)",
                "silu(x)",
                "softplus(3 * x)",
                "abs(x)",
                "square(x)",
                "clamp(x, -0.5, 0.5)",
                "maximum(x, y)",
                "minimum(x, y)",
                "mod(3 * x, y)",
                "scale_rows(x ⊗ y[1:], y)",
                "scale_columns(x[:2] ⊗ y, x)",
                "mod(3 * x, -0.7)",
                "mod(3, 0.2 + y)",
                "softmax(x)",
                "log_softmax(5 * x)",
                "dropout(x, rate: 0.3)",
                "[x, y] ^ 3",
                "x[1:3]",
                "x · y * x",
            })
    void function(String expression) {
        check("model M { input x[4] target y[4] output z = x loss mean((" + expression + ") ^ 2) }", 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mse(x, y)",
                "mae(x, y)",
                "huber(x, y)",
                "binary_cross_entropy(σ(x), σ(y))",
                "binary_cross_entropy_logits(x, σ(y))",
                "cross_entropy(x, softmax(y))"
            })
    void loss(String expression) {
        check("model M { input x[4] target y[4] output z = x loss " + expression + " }", 3);
    }

    /** Where the pieces of smooth functions meet, and where elements are equal. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "silu(x)",
                "softplus(x)",
                "softmax(x)",
                "log_softmax(x)",
                "square(x)",
                "huber(x, y)",
                "mse(x, y)",
                "binary_cross_entropy(0.5 + x, 0.25 + y)",
                "binary_cross_entropy_logits(x, 0.25 + y)",
                "cross_entropy(x, 0.25 + y)",
                "where(x == 0, 1, sin(x) / x)"
            })
    void smoothAtZero(String expression) {
        String text = "model M { input x[4] target y[4] output z = x loss sum((1 + " + expression + ") ^ 2) }";
        Graph forward = forward(text);
        Map<String, Tensor> at = new HashMap<>();
        for (Node argument : forward.arguments()) {
            at.put(Graph.argument(argument).name(), Tensor.zeros(argument.type(), 3));
        }
        GradientCheck.checkAll(forward, at, 3, 1e-7);
    }

    private static void check(String text, int batch) {
        Graph forward = forward(text);
        Map<String, Tensor> at = GradientCheck.randomArguments(forward, batch, 11);
        for (Node mode : forward.arguments(Op.Role.MODE)) {
            at.put(Graph.argument(mode).name(), Tensor.filled(TensorType.SCALAR, batch, 1));
        }
        GradientCheck.checkAll(forward, at, batch, 1e-7);
    }

    private static Graph forward(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Network network = LstmCompiler.lower(
                        new SourceText("test.lstm", text), "M", CompileOptions.DEFAULT, diagnostics, (s, g) -> {})
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
        return network.forward();
    }
}
