package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.ModelAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gate for each row or column of a matrix. */
class ScaledRowsTest {

    private static double[] value(String call, double[] m, double[] v) {
        CompiledModel model = CompiledModel.of(
                "model M { input m[2, 3], v[" + v.length + "] output y = " + call + " }",
                CompileOptions.DEFAULT.with(Precision.DOUBLE));
        return CompiledModel.doubles(CompiledModel.call(model.model(), "predict", m, v));
    }

    @Test
    void eachRowAndEachColumnHasItsFactor() {
        double[] m = {1, -2, 3, 4, -5, 6};
        assertArrayEquals(
                new double[] {10, -20, 30, 400, -500, 600}, value("scale_rows(m, v)", m, new double[] {10, 100}));
        assertArrayEquals(
                new double[] {1, -20, 300, 4, -50, 600}, value("scale_columns(m, v)", m, new double[] {1, 10, 100}));
    }

    /** Of a sequence those of each step, with factors of each step or the same at all, whether samples are shorter or not. */
    @Test
    void sequencesOfMatricesAreScaledAtEachStep() {
        double[] m = {1, -2, 3, 4, -5, 6, 1, 1, 1, 2, 2, 2};
        for (String time : new String[] {"= 2", "<= 3"}) {
            String inputs = "model M { time T " + time + " input m[T, 2, 3], r[T, 2], c[3] ";
            CompiledModel model = CompiledModel.of(
                    inputs + "output a = scale_rows(m, r), b = scale_columns(m, c) }",
                    CompileOptions.DEFAULT.with(Precision.DOUBLE));
            Object pass = model.newPass();
            CompiledModel.call(pass, "add", m, new double[] {10, 100, -1, 0.5}, new double[] {1, 2, 3});
            CompiledModel.call(pass, "forward");
            assertArrayEquals(
                    new double[] {10, -20, 30, 400, -500, 600, -1, -1, -1, 1, 1, 1},
                    CompiledModel.doubles(CompiledModel.call(pass, "a", 0)));
            assertArrayEquals(
                    new double[] {1, -4, 9, 4, -10, 18, 1, 2, 3, 2, 4, 6},
                    CompiledModel.doubles(CompiledModel.call(pass, "b", 0)));
        }
    }

    /** What is not finite stays in its row or column, which a product with the matrix diag(v) would not give. */
    @Test
    void whatIsNotFiniteStaysWhereItIs() {
        double[] m = {1, 2, 3, 4, 5, Double.NaN};
        double infinite = Double.POSITIVE_INFINITY;
        assertArrayEquals(
                new double[] {infinite, infinite, infinite, 0, 0, Double.NaN},
                value("scale_rows(m, v)", m, new double[] {infinite, 0}));
        assertArrayEquals(
                new double[] {infinite, 2, 0, infinite, 5, Double.NaN},
                value("scale_columns(m, v)", m, new double[] {infinite, 1, 0}));
    }

    /** Of a sequence of matrices, at each step; of one for the whole sequence too. */
    @ParameterizedTest
    @CsvSource({"=, '[T, 2, 3]', '[T, 2]', '[T, 3]'", "<=, '[T, 2, 3]', '[2]', '[3]'", "=, '[2, 3]', '[T, 2]', '[T, 3]'"
    })
    void eachStepOfASequence(String time, String ofMatrix, String ofRows, String ofColumns) {
        ModelAgreement.assertModel(
                "model M { time T " + time + " 3 input m" + ofMatrix + ", v" + ofRows + ", w" + ofColumns
                        + " target y[T, 2, 3] output z = scale_columns(scale_rows(m, v), w) loss mse(z, y) }",
                3);
    }
}
