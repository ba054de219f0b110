package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.RandomSource;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.plan.Section;
import io.lstmc.runtime.math.CounterRandom;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class RandomGraphsTest {

    public static final RandomSource RANDOMS = (distribution, stream, row, index) -> {
        long key = CounterRandom.key(EmittedRun.SEED, stream, row);
        return distribution == Op.Distribution.UNIFORM
                ? CounterRandom.uniform(key, index)
                : CounterRandom.gaussian(key, index);
    };

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("graphs", 120));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalsInterpreter(long seed) {
        Graph graph = RandomGraphs.graph(seed, 30);
        Random random = new Random(seed);
        int block = List.of(1, 3, 4).get(random.nextInt(3));
        Precision precision = random.nextInt(4) == 0 ? Precision.FLOAT : Precision.DOUBLE;
        Unroll unroll = List.of(Unroll.AUTOMATIC, Unroll.FULL, Unroll.NONE, new Unroll(2))
                .get(random.nextInt(4));
        EmitRequest request = random.nextBoolean()
                ? EmittedRun.request(graph, block, precision, unroll)
                : EmittedRun.request(
                        graph,
                        List.of(
                                new Section("first", List.of("r3", "r1")),
                                new Section("second", List.of("r0", "end")),
                                new Section("third", List.of("r2", "r4"))),
                        block,
                        precision,
                        unroll);
        EmittedRun run = EmittedRun.of(request);
        double tolerance = precision == Precision.FLOAT ? 2e-3 : 1e-9;
        // Floats overflow where the interpreter does not.
        int passes = precision == Precision.DOUBLE ? 4 : 2;
        for (int pass = 0; pass < passes; pass++) {
            int rows = 1 + random.nextInt(block);
            Map<String, Tensor> arguments = GraphEmitterTest.arguments(graph, rows, seed + pass);
            if (pass > 1) {
                GraphEmitterTest.addEdges(arguments, random);
            }
            Map<String, Tensor> expected = Interpreter.run(graph, arguments, rows, RANDOMS);
            GraphEmitterTest.assertEqual(
                    expected, run.run(arguments, rows), tolerance, "seed " + seed + "\n" + run.java());
        }
    }
}
