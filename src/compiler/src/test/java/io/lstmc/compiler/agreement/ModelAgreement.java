package io.lstmc.compiler.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.autodiff.Autodiff;
import io.lstmc.compiler.codegen.JavaHarness;
import io.lstmc.compiler.codegen.MethodSizes;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import io.lstmc.compiler.pass.Pipeline;
import io.lstmc.runtime.Model;
import io.lstmc.runtime.Samples;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.opentest4j.TestAbortedException;

/** Whether a model's derivatives are those of differences, and its generated class does what the interpreter does. */
public final class ModelAgreement {

    public static final CompileOptions DOUBLE = CompileOptions.DEFAULT.with(Precision.DOUBLE);

    public static final List<Unroll> UNROLLS = List.of(Unroll.AUTOMATIC, Unroll.NONE, Unroll.FULL, new Unroll(2));

    private static final double[] STEPS = {1e-5, 1e-6, 1e-7, 1e-8, 1e-9};

    private ModelAgreement() {}

    /** A generated class. */
    public record Compiled(Model model, boolean doubles) {

        public Object call(String name, Object... arguments) {
            return CompiledModel.call(model, name, arguments);
        }
    }

    public static Network network(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return LstmCompiler.lower(new SourceText("random.lstm", text), "M", DOUBLE, diagnostics, (s, g) -> {})
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
    }

    public static Compiled compiled(String text, CompileOptions options) {
        CompileResult result = LstmCompiler.compile(new SourceText("random.lstm", text), options);
        GeneratedFile file = result.files().stream()
                .filter(f -> f.path().equals("M.java"))
                .findFirst()
                .orElseThrow();
        JavaHarness classes = JavaHarness.compile("M", file.text());
        MethodSizes.of(classes.classes().values())
                .forEach((name, size) -> assertTrue(size <= 8000, name + " has " + size));
        try {
            Model model = (Model) classes.load("M").getConstructor().newInstance();
            return new Compiled(model, options.precision() == Precision.DOUBLE);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** One model through the whole compiler: its derivatives, and its class in both precisions. */
    public static void assertAgrees(String text) {
        Network network = network(text);
        assertTrue(differencesAgree(network, 3), "derivatives differ from differences");
        RandomModelRun run = new RandomModelRun(network, 3, 8);
        assertClose(1e-9, interpret(run), run.train(compiled(text, DOUBLE)));
        assertClose(2e-3, interpret(run), run.train(compiled(text, DOUBLE.with(Precision.FLOAT))));
        assertClose(1e-9, interpret(run), run.train(compiled(text, DOUBLE.with(Unroll.NONE))));
    }

    public static Map<String, double[]> interpret(RandomModelRun run) {
        return run.results(
                Interpreter.run(run.network.training(), run.trainingArguments(null), run.batch, RandomModelRun.NOISE));
    }

    /**
     * Along one random direction of all parameters and data, plain and behind all passes. Where the loss bends much within a
     * step, differences say nothing, so the step gets smaller until they stay the same.
     */
    public static boolean differencesAgree(Network network, long seed) {
        RandomModelRun run = new RandomModelRun(network, 2, seed);
        Map<String, Tensor> at = run.arguments();
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, double[]> direction = new LinkedHashMap<>();
        List<Op.Role> moved = List.of(Op.Role.PARAMETER, Op.Role.INPUT, Op.Role.TARGET);
        network.forward().arguments().forEach(node -> {
            Op.Argument argument = (Op.Argument) node.op();
            if (moved.contains(argument.role()) && !network.tokens().containsKey(argument.name())) {
                int size = at.get(argument.name()).data().length;
                direction.put(argument.name(), random.doubles(size, -1, 1).toArray());
            }
        });
        Graph forward = network.forward();
        Graph plain = Autodiff.differentiate(
                forward,
                List.of(Network.LOSS),
                forward.arguments().stream()
                        .filter(node -> direction.containsKey(((Op.Argument) node.op()).name()))
                        .toList());
        Graph passed = new Pipeline().differentiate(forward, List.of(Network.LOSS), moved);
        double[] derivatives = {derivative(run, plain, at, direction), derivative(run, passed, at, direction)};
        double before = Double.NaN;
        for (double step : STEPS) {
            double difference = (loss(run, at, direction, step) - loss(run, at, direction, -step)) / (2 * step);
            double tolerance = 1e-5 * Math.max(1, Math.abs(difference));
            if (Arrays.stream(derivatives).allMatch(d -> Math.abs(d - difference) < tolerance)) {
                return true;
            }
            if (Math.abs(difference - before) < tolerance) {
                return false;
            }
            before = difference;
        }
        return false;
    }

    private static double derivative(
            RandomModelRun run, Graph graph, Map<String, Tensor> at, Map<String, double[]> direction) {
        Map<String, Tensor> arguments = new LinkedHashMap<>(at);
        arguments.put(Network.ADJOINT + Network.LOSS, Tensor.filled(TensorType.perSample(), run.batch, 1));
        Map<String, Tensor> results = Interpreter.run(graph, arguments, run.batch, RandomModelRun.NOISE);
        double sum = 0;
        for (Map.Entry<String, double[]> along : direction.entrySet()) {
            double[] gradient =
                    results.get(Autodiff.adjointName(along.getKey())).data();
            for (int i = 0; i < gradient.length; i++) {
                sum += gradient[i] * along.getValue()[i];
            }
        }
        return sum;
    }

    private static double loss(
            RandomModelRun run, Map<String, Tensor> at, Map<String, double[]> direction, double step) {
        Map<String, Tensor> moved = new LinkedHashMap<>(at);
        direction.forEach((name, along) -> {
            double[] values = at.get(name).data().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += step * along[i];
            }
            moved.put(name, new Tensor(at.get(name).type(), run.batch, values));
        });
        Tensor loss = Interpreter.run(run.network.forward(), moved, run.batch, RandomModelRun.NOISE)
                .get(Network.LOSS);
        return Arrays.stream(loss.data()).sum();
    }

    /** Whether a model's derivatives are its differences, and its class does in double what the interpreter does. */
    public static void assertModel(String text, long seed) {
        try {
            Network network = network(text);
            boolean agree = differencesAgree(network, seed) || differencesAgree(network, seed + 1000);
            assertTrue(agree, "derivatives differ from differences");
            Compiled doubles = classAgrees(text, network, seed);
            RandomModelRun run = new RandomModelRun(network, Math.min(3, block(doubles)), seed);
            assertClose(2e-3, interpret(run), run.train(compiled(text, DOUBLE.with(Precision.FLOAT))));
            CompileOptions none = DOUBLE.with(Optimizations.NONE);
            assertClose(1e-9, interpret(run), run.train(compiled(text, none)));
        } catch (TestAbortedException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + "\n" + text, e);
        }
    }

    public static Compiled classAgrees(String text, Network network, long seed) {
        Unroll first = UNROLLS.get((int) (seed % 4));
        Compiled doubles = compiled(text, DOUBLE.with(first));
        for (int batch : new int[] {seed % 2 == 0 ? 1 : Math.min(3, block(doubles)), block(doubles)}) {
            RandomModelRun run = new RandomModelRun(network, batch, seed + batch);
            Conditioning conditioning =
                    new Conditioning(network, network.training(), run.trainingArguments(null), batch);
            conditioning.assertClose(1e-9, interpret(run), run.train(doubles));
        }
        blocksAndStream(network, doubles, seed);
        return doubles;
    }

    /** The most samples of one pass. */
    public static int block(Compiled compiled) {
        try {
            var field = compiled.model().getClass().getDeclaredField("BLOCK");
            field.setAccessible(true);
            return field.getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** More samples than one block, one at a time and together, and step by step. */
    public static void blocksAndStream(Network network, Compiled compiled, long seed) {
        RandomModelRun run = new RandomModelRun(network, block(compiled) + 2, seed);
        run.setWeights(compiled);
        Map<String, Tensor> arguments = new LinkedHashMap<>(run.arguments());
        for (Node mode : network.forward().arguments(Op.Role.MODE)) {
            arguments.put(Graph.argument(mode).name(), Tensor.filled(mode.type(), run.batch, 0));
        }
        Map<String, Tensor> expected = Interpreter.run(network.forward(), arguments, run.batch, RandomModelRun.NOISE);
        Conditioning conditioning = new Conditioning(network, network.forward(), arguments, run.batch);
        Samples samples = (Samples) compiled.call("newSamples");
        for (int row = 0; row < run.batch; row++) {
            if (network.carry().isPresent()) {
                samples.beginSequence();
            }
            samples.add(run.sample(compiled, row, true));
        }
        double loss = Arrays.stream(expected.get(Network.LOSS).data()).sum() / run.batch;
        conditioning.assertClose(1e-9, Map.of("loss", new double[] {loss}), Map.of("loss", new double[] {
            compiled.model().evaluate(samples)
        }));
        for (int row : new int[] {0, run.batch - 1}) {
            Map<String, double[]> whole = new LinkedHashMap<>();
            Map<String, double[]> last = new LinkedHashMap<>();
            for (String name : network.outputs().keySet()) {
                double[] values = run.row(expected.get(name), row);
                whole.put(name, values);
                int elements = network.outputs().get(name).elements();
                // Of two times, samples may have less than all elements.
                last.put(name, Arrays.copyOfRange(values, Math.max(0, values.length - elements), values.length));
            }
            conditioning.assertClose(
                    1e-9, whole, outputs(network, compiled.call("predict", run.sample(compiled, row, false))));
            if (network.step().isPresent() && run.hasOneTime()) {
                conditioning.assertClose(1e-9, last, streamed(run, compiled, row, whole, conditioning));
            }
        }
        if (network.inputs().isEmpty()) {
            return;
        }
        Object[][] columns = new Object[network.inputs().size()][];
        for (int column = 0; column < columns.length; column++) {
            Object first = run.sample(compiled, 0, false)[column];
            columns[column] = (Object[]) Array.newInstance(first.getClass(), run.batch);
            for (int row = 0; row < run.batch; row++) {
                columns[column][row] = run.sample(compiled, row, false)[column];
            }
        }
        Object[] many = (Object[]) compiled.call("predict", (Object[]) columns);
        for (int row = 0; row < run.batch; row++) {
            Object one = compiled.call("predict", run.sample(compiled, row, false));
            assertClose(1e-12, outputs(network, one), outputs(network, many[row]));
        }
    }

    /** What a stream says in the end; what it says of a step on the way is what is said of that step in {@code whole}. */
    private static Map<String, double[]> streamed(
            RandomModelRun run, Compiled compiled, int row, Map<String, double[]> whole, Conditioning conditioning) {
        Object stream = compiled.call("stream");
        Map<String, double[]> result = Map.of();
        for (int t = 0; t < run.steps(row); t++) {
            Object[] arrays = run.sample(compiled, row, false);
            int column = 0;
            for (TensorType type : run.network.inputs().values()) {
                if (type.hasSteps()) {
                    arrays[column] = step(arrays[column], type.elements(), t);
                }
                column++;
            }
            result = outputs(run.network, CompiledModel.call(stream, "step", arrays));
            for (Map.Entry<String, TensorType> output : run.network.outputs().entrySet()) {
                if (output.getValue().steps() > 1) {
                    String name = output.getKey();
                    int elements = output.getValue().elements();
                    double[] here = Arrays.copyOfRange(whole.get(name), t * elements, (t + 1) * elements);
                    conditioning.assertClose(
                            1e-9,
                            Map.of(name, here),
                            Map.of(name, result.get(name).clone()));
                }
            }
        }
        return result;
    }

    /** Of the array of a sequence, one step. */
    public static Object step(Object all, int elements, int t) {
        Object step = Array.newInstance(all.getClass().getComponentType(), elements);
        System.arraycopy(all, t * elements, step, 0, elements);
        return step;
    }

    public static Map<String, double[]> outputs(Network network, Object prediction) {
        Map<String, double[]> outputs = new LinkedHashMap<>();
        for (String name : network.outputs().keySet()) {
            Object array = network.outputs().size() == 1 ? prediction : CompiledModel.call(prediction, name);
            outputs.put(name, CompiledModel.doubles(array));
        }
        return outputs;
    }

    public static void assertSame(Map<String, double[]> expected, Map<String, double[]> actual) {
        expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
    }

    public static void assertClose(double tolerance, Map<String, double[]> expected, Map<String, double[]> actual) {
        assertEquals(
                expected.keySet().stream().sorted().toList(),
                actual.keySet().stream().sorted().toList());
        expected.forEach((name, values) -> {
            double[] given = actual.get(name);
            assertEquals(values.length, given.length, name);
            double scale =
                    Math.max(1, Arrays.stream(values).map(Math::abs).max().orElse(1));
            for (int i = 0; i < values.length; i++) {
                assertEquals(values[i] / scale, given[i] / scale, tolerance, name + " " + i);
            }
        });
    }
}
