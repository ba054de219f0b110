package io.lstmc.compiler.cells;

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

    private static void check(String text, int batch) {
        Diagnostics diagnostics = new Diagnostics();
        Network network = LstmCompiler.lower(
                        new SourceText("test.lstm", text), "M", CompileOptions.DEFAULT, diagnostics, (s, g) -> {})
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
        Graph forward = network.forward();
        Map<String, Tensor> at = GradientCheck.randomArguments(forward, batch, 11);
        for (Node mode : forward.arguments(Op.Role.MODE)) {
            at.put(Graph.argument(mode).name(), Tensor.filled(TensorType.SCALAR, batch, 1));
        }
        GradientCheck.checkAll(forward, at, batch, 1e-7);
    }
}
