package io.lstmc.compiler.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.lower.Network;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a name or a time is to the checks of a model it is to its graph too. */
class NamesAndTimesTest {

    private static final CompileOptions DOUBLE = CompileOptions.DEFAULT.with(Precision.DOUBLE);

    private static Network network(String text) {
        return LstmCompiler.lower(new SourceText("test.lstm", text), "M", DOUBLE, new Diagnostics(), (s, g) -> {})
                .orElseThrow();
    }

    private static double[] predict(String text, double... x) {
        return (double[]) CompiledModel.call(CompiledModel.of(text, DOUBLE).model(), "predict", x);
    }

    @Test
    void anOptionThatIsCalledAsAnInitialiserIsNotTheInitialiser() {
        Network network = network("cell A(zeros) { input x  param W ~ zeros  y = W ⊙ x * zeros  output y }"
                + " model M { input x[3] output y = A(x, zeros: 5) }");
        Tensor value = Interpreter.run(network.parameters().get(0).initializer(), Map.of(), 1)
                .get("value");
        assertArrayEquals(new double[3], value.data());
    }

    @Test
    void theTimeOfACellIsANumberInItsEquations() {
        String cell = "cell A { time K  input m[K, n]  y = sum_steps(m) / (K + 1) + K[t]  output y }";
        assertArrayEquals(
                new double[] {7.5, 10.5},
                predict(cell + " model M { time T = 3 input m[T, 2] output y = A(m) }", 1, 2, 5, 6, 12, 22));
    }

    /** An output that is called as an equation is the one that is written. */
    @Test
    void anOutputOfALayerIsNotTheEquationOfItsName() {
        Network network = network("model M { time T = 4 input x[T, 3] layer a = LSTM(x, units: 2)"
                + " c = last(a.c) * 2  output a.c, z = c }");
        assertEquals(4, network.outputs().get("c").steps());
        assertEquals(0, network.outputs().get("z").steps());
    }

    /** Each step of what comes out is a step of the sequence that the cell looked at as a whole. */
    @ParameterizedTest
    @CsvSource({
        "w[1], 2 4",
        "w[1:3], 2 4 3 6",
        "reverse(w), 3 6 2 4 1 2",
        "cumsum(w), 1 2 3 6 6 12",
        "last(w), 3 6",
        "previous(w), 0 0 1 2 2 4",
    })
    void stepsOfWhatACellMadeOfAWholeSequence(String value, String expected) {
        String cell = "cell A { time K  input m[K, n]  w = m * last(m / m)  output w }";
        String model = " model M { time T = 3 input m[T, 2] layer w = A(m) output y = " + value + " }";
        double[] numbers = java.util.Arrays.stream(expected.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertArrayEquals(numbers, predict(cell + model, 1, 2, 2, 4, 3, 6));
    }

    /** One sequence for two times of a cell: inside, the second has another name. */
    @Test
    void aTimeThatACellHasTwice() {
        String cell = "cell A { time K  time L  input m[K, n], k[L, n]  w = k * sum_steps(m)  output w }";
        String model = " model M { time T = 3 input m[T, 1] layer w = A(m, 2 * m) output y = last(w) + sum_steps(w) }";
        assertArrayEquals(new double[] {6 * 6 + 6 * 12}, predict(cell + model, 1, 2, 3));
    }

    /** Outside of the cell both times are T; a sum along T is that along the last of them. */
    @Test
    void aResultAlongATimeTwice() {
        String cell = "cell A { time K  time L  input m[K, n], k[L, n]  w = sum(m * last(m / m)) * sum(k)  output w }";
        String model = " model M { time T = 2 input a[T, 1] layer w = A(a, 2 * a - 1) output y = sum_steps(w, T) }";
        assertArrayEquals(new double[] {4, 8}, predict(cell + model, 1, 2));
    }
}
