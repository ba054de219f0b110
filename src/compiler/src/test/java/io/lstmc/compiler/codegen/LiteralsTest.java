package io.lstmc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of numbers in the source are arrays of the class, not code. */
class LiteralsTest {

    private static String numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i % 3 == 0 ? "-" + i + ".5" : i + "e-3");
        }
        return String.join(", ", numbers);
    }

    private static double number(int i) {
        return Double.parseDouble(i % 3 == 0 ? "-" + i + ".5" : i + "e-3");
    }

    private static String model(int count) {
        return "model M { input x[" + count + "] param w ~ constant(2) c = [" + numbers(count)
                + "] output y = c * x * w, z = c·x, u = [c[1:], sum(c), x[0]] }";
    }

    private static String java(int count) {
        return LstmCompiler.compile(new SourceText("l.lstm", model(count)), CompileOptions.DEFAULT)
                .files()
                .get(0)
                .text();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 64, 65, 1000, 20_000})
    void valuesAreThoseWritten(int count) {
        for (Precision precision : Precision.values()) {
            CompiledModel model = CompiledModel.of(model(count), CompileOptions.DEFAULT.with(precision));
            double[] x = new double[count];
            for (int i = 0; i < count; i++) {
                x[i] = i % 7;
            }
            boolean doubles = precision == Precision.DOUBLE;
            Object result = CompiledModel.call(model.model(), "predict", CompiledModel.array(doubles, x));
            double[] y = CompiledModel.doubles(CompiledModel.call(result, "y"));
            double[] u = CompiledModel.doubles(CompiledModel.call(result, "u"));
            double sum = 0;
            for (int i = 0; i < count; i++) {
                double c = doubles ? number(i) : (float) number(i);
                assertEquals(doubles ? c * x[i] * 2 : (float) (c * x[i]) * 2, y[i], Math.abs(y[i]) * 1e-6);
                sum += number(i);
                if (i > 0) {
                    assertEquals(c, u[i - 1]);
                }
            }
            assertEquals(sum, u[count - 1], Math.abs(sum) * 1e-3 + 1e-3);
            assertEquals(count + 1, u.length);
        }
    }

    /** Twice as many numbers are twice the text of the numbers, and nothing else. */
    @Test
    void theCodeDoesNotGrowWithTheNumbers() {
        long few = code(java(1000));
        assertEquals(few, code(java(5000)));
        assertTrue(few < 2000, few + " lines");
    }

    /** Nor do the graphs, so that a vector takes as long to compile as to read. */
    @Test
    void aVectorIsOneNode() {
        List<Integer> sizes = new ArrayList<>();
        LstmCompiler.lower(
                        new SourceText("l.lstm", model(1000)),
                        "M",
                        CompileOptions.DEFAULT,
                        new Diagnostics(),
                        (stage, graph) -> sizes.add(graph.nodes().size()))
                .orElseThrow();
        assertFalse(sizes.isEmpty());
        assertTrue(sizes.stream().allMatch(size -> size < 50), sizes.toString());
    }

    private static long code(String java) {
        return java.lines().filter(line -> !line.matches(" *([-0-9.E]+ ?)+")).count();
    }

    @Test
    void severalTextsWhereOneWouldBeTooLong() {
        assertTrue(java(20_000).split("\"\"\"", -1).length > 5);
    }

    @Test
    void equalOnesAreOneArrayAndNamesDoNotMeet() {
        String text = "model Literals { input x[5] a = [1, 2, 3, 4, 5] b = [1, 2, 3, 4, 5] System = [5, 4, 3, 2, 1]"
                + " output y = a * x + b, z = x - System, Numbers = x·[0.1, 0, 0, 0, 0] }";
        String java = LstmCompiler.compile(new SourceText("l.lstm", text), CompileOptions.DEFAULT)
                .files()
                .get(0)
                .text();
        assertEquals(
                3, java.lines().filter(l -> l.contains("static final float[] ")).count(), java);
        CompiledModel model = CompiledModel.of(text, CompileOptions.DEFAULT);
        Object result = CompiledModel.call(model.model(), "predict", new float[] {1, 1, 1, 1, 1});
        assertArrayEquals(new float[] {2, 4, 6, 8, 10}, (float[]) CompiledModel.call(result, "y"));
        assertArrayEquals(new float[] {-4, -3, -2, -1, 0}, (float[]) CompiledModel.call(result, "z"));
    }
}
