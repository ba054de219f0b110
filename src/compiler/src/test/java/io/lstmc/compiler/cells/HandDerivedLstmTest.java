package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.runtime.tensor.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandDerivedLstmTest {

    private static final int X = 5;
    private static final int H = 3;

    @ParameterizedTest
    @CsvSource({"1,1", "2,3", "7,1", "7,3", "70,2"})
    void derivedGradientIsTheOneDerivedByHand(int steps, int batch) {
        String text = "model M { time T = " + steps + " input x[T, " + X + "] target w[T, " + H + "]"
                + " layer a = LSTM(x, units: " + H + ") output z = a loss mean(w ⊙ z) }";
        CompiledModel compiled = CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
        SplittableRandom random = new SplittableRandom(steps);
        Map<String, double[]> weights = new LinkedHashMap<>();
        Map<String, double[]> gradients = new LinkedHashMap<>();
        for (Parameter parameter : compiled.model().parameters()) {
            double[] values = random.doubles(parameter.size(), -0.7, 0.7).toArray();
            compiled.set(parameter.name(), values);
            weights.put(parameter.name().substring(2), values);
            gradients.put(parameter.name().substring(2), new double[values.length]);
        }
        HandDerivedLstm reference = new HandDerivedLstm(X, H, weights, gradients);
        Object pass = compiled.newPass();
        double sum = 0;
        double scale = 1.0 / (steps * H * batch);
        for (int row = 0; row < batch; row++) {
            double[] x = random.doubles((long) steps * X, -1, 1).toArray();
            double[] w = random.doubles((long) steps * H, -1, 1).toArray();
            CompiledModel.call(pass, "add", x, w);
            double[][] sequence = new double[steps][X];
            double[][] weight = new double[steps][H];
            for (int t = 0; t < steps; t++) {
                System.arraycopy(x, t * X, sequence[t], 0, X);
                for (int j = 0; j < H; j++) {
                    weight[t][j] = w[t * H + j] * scale;
                }
            }
            sum += reference.addGradients(sequence, weight);
        }
        assertEquals(sum, (Double) CompiledModel.call(pass, "forward"), 1e-12);
        CompiledModel.call(pass, "backward");
        gradients.forEach((name, expected) ->
                assertArrayEquals(expected, (double[]) CompiledModel.call(pass, "gradient", "a." + name), 1e-12, name));
    }
}
