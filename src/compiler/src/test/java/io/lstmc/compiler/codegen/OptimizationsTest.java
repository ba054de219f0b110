package io.lstmc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.codegen.method.EmittedRun;
import io.lstmc.compiler.codegen.method.GraphEmitterTest;
import io.lstmc.compiler.codegen.method.RandomGraphs;
import io.lstmc.compiler.codegen.method.RandomGraphsTest;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.pass.Pipeline;
import io.lstmc.compiler.plan.Section;
import io.lstmc.runtime.tensor.Parameter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each optimisation can be switched off, and then changes no number but for rounding. */
class OptimizationsTest {

    private static final int BATCH = 3;

    /** Those whose Javadoc says that last bits change, since sums are added in another order or a quotient is rounded twice. */
    private static final Set<Optimization> ROUNDING = EnumSet.of(
            Optimization.JOIN_SUMS,
            Optimization.RECIPROCAL,
            Optimization.GATHER,
            Optimization.DEFER,
            Optimization.ACCUMULATE,
            Optimization.PACK);

    private static final Map<String, Map<String, double[]>> FLOATS = new HashMap<>();

    /** A cell that normalises its state: sums over the units, and parameters that are no matrices. */
    private static final String NORMAL = "cell Normal(units) { input x state h[units] param W ~ glorot"
            + " param U ~ orthogonal param s ~ constant(1) param b ~ zeros z = W·x + U·h[t-1] d = z - mean(z)"
            + " n = d / sqrt(mean(d^2) + 0.1) h[t] = tanh(s ⊙ n + b) ⊙ (1 - n) + h[t-1] ⊙ n output h[t] }\n";

    private static Stream<Optimizations> choices() {
        return Stream.concat(
                Arrays.stream(Optimization.values()).map(o -> Optimizations.ALL.without(List.of(o))),
                Stream.of(Optimizations.NONE));
    }

    static Stream<Arguments> graphs() {
        return choices().flatMap(choice -> LongStream.range(0, 6).mapToObj(seed -> Arguments.of(choice, 1000 + seed)));
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void randomGraphsEqualTheInterpreter(Optimizations choice, long seed) {
        Graph graph = RandomGraphs.graph(seed, 30);
        Graph optimized = new Pipeline(choice, Precision.FLOAT).optimize(graph);
        List<Section> sections = List.of(
                new Section("first", List.of("r3", "r1", "end")), new Section("second", List.of("r0", "r2", "r4")));
        Unroll unroll = choice.has(Optimization.UNROLL) ? Unroll.AUTOMATIC : Unroll.NONE;
        EmittedRun run =
                EmittedRun.of(EmittedRun.request(optimized, sections, BATCH, Precision.DOUBLE, unroll, choice));
        for (int pass = 0; pass < 4; pass++) {
            Map<String, Tensor> arguments = GraphEmitterTest.arguments(graph, BATCH, seed + pass);
            if (pass > 1) {
                GraphEmitterTest.addEdges(arguments, new Random(seed + pass));
            }
            Map<String, Tensor> expected = Interpreter.run(graph, arguments, BATCH, RandomGraphsTest.RANDOMS);
            GraphEmitterTest.assertEqual(expected, run.run(arguments, BATCH), 1e-9, "seed " + seed + "\n" + run.java());
        }
    }

    static Stream<Arguments> cells() {
        return choices()
                .flatMap(choice -> Stream.of("RNN", "GRU", "LSTM", "Normal").map(cell -> Arguments.of(choice, cell)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cellsGiveTheSame(Optimizations choice, String cell) {
        String text = NORMAL + "model M { time T = 5 input x[T, 3] target y[T, 2]"
                + " layer a = " + cell + "(x, units: 4) layer b = " + cell + "(a, units: 3)"
                + " output z = Dense(b, units: 2) loss mse(z, y) }";
        CompileOptions options = CompileOptions.DEFAULT.with(Precision.DOUBLE);
        Map<String, double[]> expected = train(CompiledModel.of(text, options), true);
        Map<String, double[]> actual = train(CompiledModel.of(text, options.with(choice)), true);
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, values) -> {
            double scale = Arrays.stream(values).map(Math::abs).max().orElse(1);
            for (int i = 0; i < values.length; i++) {
                assertEquals(values[i], actual.get(name)[i], 1e-11 * (1 + scale), name);
            }
        });
    }

    static Stream<Arguments> exact() {
        return Arrays.stream(Optimization.values())
                .filter(o -> !ROUNDING.contains(o))
                .flatMap(o -> Stream.of("RNN", "GRU", "LSTM", "Normal").map(cell -> Arguments.of(o, cell)));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void theOthersChangeNoBit(Optimization optimization, String cell) {
        String text = NORMAL + "model M { time T = 5 input x[T, 3] target y[T, 2] layer a = " + cell + "(x, units: 16)"
                + " layer b = " + cell + "(a, units: 3) output z = Dense(b, units: 2) loss mse(z, y) }";
        CompileOptions options = CompileOptions.DEFAULT.with(Precision.FLOAT);
        Map<String, double[]> expected =
                FLOATS.computeIfAbsent(cell, c -> train(CompiledModel.of(text, options), false));
        CompileOptions without = options.with(Optimizations.ALL.without(List.of(optimization)));
        train(CompiledModel.of(text, without), false)
                .forEach((name, values) -> assertArrayEquals(expected.get(name), values, name));
    }

    /** Loss, outputs and gradients for the same weights and samples. */
    private static Map<String, double[]> train(CompiledModel compiled, boolean doubles) {
        Random random = new Random(5);
        List<Parameter> parameters = compiled.model().parameters();
        parameters.forEach(p -> compiled.set(p.name(), values(random, p.size())));
        Object pass = compiled.newPass();
        for (int row = 0; row < BATCH; row++) {
            CompiledModel.call(
                    pass,
                    "add",
                    CompiledModel.array(doubles, values(random, 5 * 3)),
                    CompiledModel.array(doubles, values(random, 5 * 2)));
        }
        Map<String, double[]> results = new LinkedHashMap<>();
        results.put("loss", new double[] {(Double) CompiledModel.call(pass, "forward")});
        IntStream.range(0, BATCH)
                .forEach(row -> results.put("z" + row, CompiledModel.doubles(CompiledModel.call(pass, "z", row))));
        CompiledModel.call(pass, "backward");
        parameters.forEach(
                p -> results.put(p.name(), CompiledModel.doubles(CompiledModel.call(pass, "gradient", p.name()))));
        return results;
    }

    private static double[] values(Random random, int size) {
        return random.doubles(size, -1, 1).toArray();
    }

    @Test
    void eachSwitchChangesTheClassOfAModel() {
        String text = NORMAL + "model M { time T = 5 input x[T, 3] target y[T, 2] layer a = GRU(x, units: 4)"
                + " output z = Dense(Normal(a, units: 16), units: 2) loss mse(z, y) }";
        String all = text(text, Optimizations.ALL);
        for (Optimization optimization : Optimization.values()) {
            assertFalse(all.equals(text(text, Optimizations.ALL.without(List.of(optimization)))), optimization.label());
        }
    }

    private static String text(String model, Optimizations choice) {
        return LstmCompiler.compile(new SourceText("m.lstm", model), CompileOptions.DEFAULT.with(choice))
                .files()
                .get(0)
                .text();
    }

    @Test
    void recurrencesKeepWhatIsNotHoisted() {
        Graph graph = GraphEmitterTest.recurrence(4, 2, 3);
        Graph plain = new Pipeline(Optimizations.NONE, Precision.FLOAT).optimize(graph);
        assertTrue(plain.nodes().stream().anyMatch(n -> n.op() instanceof Op.Scan));
    }
}
