package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code index}: the numbers of the elements of a vector. */
class IndexTest {

    private static CompiledModel model(String value) {
        String text = "cell Numbered() { input x y = index(x) + 0 * x output y } "
                + "model M { time T = 2 input x[T, 2], v[3], A[2, 2] output y = " + value + " }";
        return CompiledModel.of(text, CompileOptions.DEFAULT.with(Precision.DOUBLE));
    }

    @ParameterizedTest
    @CsvSource({
        "index(v), 0 1 2",
        "index(x), 0 1",
        "index(last(x)) + v[0], 7 8",
        "v / (1 + index(v)), 7 4 3",
        "Numbered(x), 0 1 0 1",
        "'index([x, x]) + 0 * [x, x]', 0 1 2 3 0 1 2 3",
        "(index(v) ⊗ (0 * v + 1) >= (0 * v + 1) ⊗ index(v))·v, 7 15 24",
    })
    void numbersFromZero(String value, String expected) {
        double[] numbers = Arrays.stream(expected.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double[] x = {5, 6, 7, 8};
        double[] v = {7, 8, 9};
        Object y = CompiledModel.call(model(value).model(), "predict", x, v, new double[4]);
        assertArrayEquals(numbers, (double[]) y, 1e-15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"index(A)", "index(3)"})
    void vectorsAloneHaveThem(String value) {
        AssertionError refused = Assertions.assertThrows(AssertionError.class, () -> model(value));
        assertTrue(refused.getMessage().contains("index takes a vector"), refused.getMessage());
    }
}
