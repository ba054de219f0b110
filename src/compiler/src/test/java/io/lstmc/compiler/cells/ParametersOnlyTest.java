package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.runtime.Model;
import io.lstmc.runtime.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models without inputs: what they give follows from their parameters alone, and a sample may have no data. */
class ParametersOnlyTest {

    private static double[] predicted(Model model, String output) {
        return CompiledModel.doubles(CompiledModel.call(CompiledModel.call(model, "predict"), output));
    }

    /** A valley of the form of Rosenbrock's, "An automatic method for finding the greatest or least value", 1960. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void aFunctionIsMinimised(Precision precision) {
        CompiledModel compiled = CompiledModel.of("""
                model Valley {
                  param  w[2] ~ constant(-1)
                  height = (1 - w[0])^2 + 5 * (w[1] - w[0]^2)^2
                  output place = w
                  output height
                  loss   height
                  train {
                    optimizer adam(lr: 0.1)
                    schedule  cosine()
                    epochs    2000
                  }
                }
                """, CompileOptions.DEFAULT.with(precision));
        Model model = compiled.model();
        assertArrayEquals(new double[] {-1, -1}, predicted(model, "place"));
        assertEquals(24, predicted(model, "height")[0]);
        Samples data = model.newSamples();
        data.add();
        assertEquals(24, model.evaluate(data));
        model.train(data);
        assertArrayEquals(new double[] {1, 1}, predicted(model, "place"), 1e-2);
        assertEquals(0, predicted(model, "height")[0], 1e-3);
    }

    /** The mean of the samples is what their squared distance is least from; samples may differ in length. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void targetsMayBeTheOnlyData(Precision precision) {
        CompiledModel compiled = CompiledModel.of("""
                model Mean {
                  time   T <= 3
                  target y[T, 1]
                  param  w[1] ~ zeros
                  output p = w
                  loss   (sum(w - y))^2
                  train {
                    optimizer sgd(lr: 0.25)
                    epochs    60
                  }
                }
                """, CompileOptions.DEFAULT.with(precision));
        Model model = compiled.model();
        Samples data = model.newSamples();
        boolean doubles = precision == Precision.DOUBLE;
        data.add(CompiledModel.array(doubles, new double[] {1, 2, 6}));
        data.add(CompiledModel.array(doubles, new double[] {5}));
        model.train(data);
        // The mean over the steps of a sample, then over samples.
        double[] place = CompiledModel.doubles(CompiledModel.call(model, "predict"));
        assertArrayEquals(new double[] {4}, place, 1e-5);
    }
}
