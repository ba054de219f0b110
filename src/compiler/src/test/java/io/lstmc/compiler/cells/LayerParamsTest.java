package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.compiler.agreement.RandomModelRun;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters of layers as values: penalties, and weights that are used twice. */
class LayerParamsTest {

    private static final String CELLS = """
            cell Projected(units, width) {
              input  x
              inner = LSTM(x, units: units)
              layer first = Dense(inner, units: width)
              y     = tanh(Dense(first, units: width)) + first.W·inner
              output y
            }
            """;

    static Stream<String> texts() {
        return Stream.of(
                // A penalty, and one of a layer that comes later in the text.
                "layer a = LSTM(x, units: 4) layer b = Dense(last(a), units: 2) output z = b"
                        + " loss mse(b, y) + 0.01 * sum(a.U_f^2) + 0.1 * mean(b.W^2)",
                // An autoencoder whose weights are tied.
                "layer a = Dense(x, units: 5) layer b = transpose(a.W)·tanh(a) output z = last(b) loss mean((b - x)^2) + sum(y)",
                // Of a layer inside a layer inside a layer.
                "layer a = Projected(x, units: 3, width: 2) output z = last(a), W = a.inner.W_f"
                        + " loss mse(last(a), y) + sum(a.inner.U_i)^2 + sum(a.first.b^2)",
                // Each step reads the weights of another layer.
                "layer a = RNN(x, units: 3) layer b = a.U·a + a.b output z = last(b)[0:2] loss mse(last(b)[1:], y)");
    }

    private static String model(String body, String time) {
        return CELLS + "model M { time T " + time + " input x[T, 3] target y[2] " + body + " }";
    }

    @ParameterizedTest
    @MethodSource("texts")
    void derivativesAndClassesAgree(String body) {
        for (String time : new String[] {"= 3", "<= 4"}) {
            String text = model(body, time);
            Network network = ModelAgreement.network(text);
            assertTrue(ModelAgreement.differencesAgree(network, 3), text);
            ModelAgreement.Compiled doubles =
                    ModelAgreement.compiled(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
            RandomModelRun run = new RandomModelRun(network, 3, 2);
            ModelAgreement.assertClose(1e-9, ModelAgreement.interpret(run), run.train(doubles));
            ModelAgreement.blocksAndStream(network, doubles, 4);
        }
    }

    /** A parameter is there once, however often it is used. */
    @Test
    void nothingIsAdded() {
        String plain = "layer a = LSTM(x, units: 4) output z = last(a) loss sum(last(a)) + sum(y)";
        String used = "layer a = LSTM(x, units: 4) output z = last(a), p = a.U_f loss sum(a.U_f) + sum(y)";
        Network network = ModelAgreement.network(model(used, "= 3"));
        assertEquals(
                ModelAgreement.network(model(plain, "= 3")).parameters().size(),
                network.parameters().size());
        assertEquals(TensorType.perSample(4, 4), network.outputs().get("p"));
        RandomModelRun run = new RandomModelRun(network, 2, 1);
        double[] p = run.row(
                Interpreter.run(network.forward(), run.arguments(), 2, RandomModelRun.NOISE)
                        .get("p"),
                1);
        assertArrayEquals(run.weights.get("a.U_f"), p);
    }
}
