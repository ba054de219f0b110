package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import io.lstmc.compiler.diagnostic.Code;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random texts through the whole compiler: derivatives against differences, generated classes against the interpreter.
 * The properties {@code models} and {@code models.first} choose other seeds than those of every build.
 */
class RandomModelTest {

    private static final CompileOptions DOUBLE = CompileOptions.DEFAULT.with(Precision.DOUBLE);
    private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{M}\\p{N}_.]+|.", Pattern.DOTALL);

    private static final Pattern SHAPE = Pattern.compile("param ([^\\[]*)(\\[[^]]*])");

    /**
     * Seeds of models that differ: each has operations upon one another, forms of time or calls that those before it lack.
     * They were chosen from 300 for having most of that in the shortest time.
     */
    private static final long[] CHOSEN = {
        179, 17, 38, 196, 121, 0, 31, 20, 197, 200, 124, 132, 204, 125, 12, 13, 61, 63, 126, 131, 34, 289, 264, 18, 120,
        265, 177, 259, 230, 25, 73, 153, 157, 278, 74, 257, 42, 215, 135, 66
    };

    static LongStream seeds() {
        return seeds(CHOSEN.length);
    }

    /** Fewer, for the time that javac takes. */
    static LongStream classes() {
        return seeds(24);
    }

    private static LongStream seeds(int usual) {
        if (System.getProperty("models") == null && System.getProperty("models.first") == null) {
            return Arrays.stream(CHOSEN).limit(usual);
        }
        long first = Long.getLong("models.first", 0);
        return LongStream.range(first, first + Integer.getInteger("models", usual));
    }

    /** A generated class. */
    record Compiled(Model model, boolean doubles) {

        Object call(String name, Object... arguments) {
            return CompiledModel.call(model, name, arguments);
        }
    }

    private static final Map<Long, Network> NETWORKS = new HashMap<>();

    private static String text(long seed) {
        return RandomModels.of(seed).ordered(seed);
    }

    /** Of the text of a seed, which several tests need. */
    private static Network network(long seed) {
        return NETWORKS.computeIfAbsent(seed, s -> network(text(s)));
    }

    static Network network(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return LstmCompiler.lower(new SourceText("random.lstm", text), "M", DOUBLE, diagnostics, (s, g) -> {})
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
    }

    static Compiled compiled(String text, CompileOptions options) {
        CompileResult result = LstmCompiler.compile(new SourceText("random.lstm", text), options);
        GeneratedFile file = result.files().get(0);
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
    static void assertAgrees(String text) {
        Network network = network(text);
        assertTrue(differencesAgree(network, 3), "derivatives differ from differences");
        RandomModelRun run = new RandomModelRun(network, 3, 8);
        assertClose(1e-9, interpret(run), run.train(compiled(text, DOUBLE)));
        assertClose(2e-3, interpret(run), run.train(compiled(text, DOUBLE.with(Precision.FLOAT))));
        assertClose(1e-9, interpret(run), run.train(compiled(text, DOUBLE.with(Unroll.NONE))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void derivativesAgreeWithDifferencesInAnyOrderOfEquations(long seed) {
        RandomModels.Text model = RandomModels.of(seed);
        String text = model.ordered(seed);
        assumeComparable(seed);
        try {
            Network network = network(seed);
            // At a kink the two differ; a second point is seldom on one too.
            if (!differencesAgree(network, seed) && !differencesAgree(network, seed + 1000)) {
                assertTrue(differencesAgree(network, seed + 2000), "derivatives differ from differences");
            }
            if (!text.contains("dropout")) {
                Network other = network(model.ordered(seed + 1));
                assertClose(1e-9, interpret(new RandomModelRun(network, 2, 1)), reordered(network, other));
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + "\n" + text, e);
        }
    }

    /** Where a recurrence squares its states, they grow until no digit of a sine of them is right. */
    private static void assumeComparable(long seed) {
        double largest = interpret(new RandomModelRun(network(seed), 2, seed)).values().stream()
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .filter(x -> !Double.isNaN(x))
                .max()
                .orElse(0);
        assumeTrue(largest < 1e30, "values up to " + largest);
    }

    /** What a network of the same parameters, perhaps in another order, gives for the same data and weights. */
    private static Map<String, double[]> reordered(Network network, Network other) {
        RandomModelRun run = new RandomModelRun(other, 2, 1);
        run.weights.putAll(new RandomModelRun(network, 2, 1).weights);
        run.data.putAll(new RandomModelRun(network, 2, 1).data);
        return interpret(run);
    }

    static Map<String, double[]> interpret(RandomModelRun run) {
        Map<String, Tensor> arguments = new LinkedHashMap<>(run.arguments());
        arguments.put(
                Network.ADJOINT + Network.LOSS, Tensor.filled(TensorType.perSample(), run.batch, 1.0 / run.batch));
        return run.results(Interpreter.run(run.network.training(), arguments, run.batch, RandomModelRun.NOISE));
    }

    /** Along one random direction of all parameters and data, plain and behind all passes. */
    static boolean differencesAgree(Network network, long seed) {
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
        double step = 1e-5;
        double expected = (loss(run, at, direction, step) - loss(run, at, direction, -step)) / (2 * step);
        Graph forward = network.forward();
        Graph plain = Autodiff.differentiate(
                forward,
                List.of(Network.LOSS),
                forward.arguments().stream()
                        .filter(node -> direction.containsKey(((Op.Argument) node.op()).name()))
                        .toList());
        Graph passed = new Pipeline().differentiate(forward, List.of(Network.LOSS), moved);
        double scale = Math.max(1, Math.abs(expected));
        return Math.abs(derivative(run, plain, at, direction) - expected) < 1e-5 * scale
                && Math.abs(derivative(run, passed, at, direction) - expected) < 1e-5 * scale;
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

    @ParameterizedTest
    @MethodSource("classes")
    void generatedClassesDoWhatTheInterpreterDoes(long seed) {
        String text = text(seed);
        assumeComparable(seed);
        try {
            Network network = network(seed);
            boolean all = System.getProperty("models") != null;
            Compiled doubles = classAgrees(text, network, seed);
            if (!network.updates().isEmpty()) {
                new EmittedUpdates(network, doubles.model()).compare(seed, 1e-9);
            }
            RandomModelRun run = new RandomModelRun(network, Math.min(3, block(doubles)), seed);
            if (all || seed % 10 == 0) {
                Compiled floats = compiled(text, DOUBLE.with(Precision.FLOAT));
                assertClose(2e-3, interpret(run), run.train(floats));
            }
            for (Unroll unroll : List.of(Unroll.AUTOMATIC, Unroll.NONE, Unroll.FULL, new Unroll(2))) {
                if (all || seed % 10 == 1 && unroll.equals(Unroll.AUTOMATIC)) {
                    assertSame(run.train(doubles), run.train(compiled(text, DOUBLE.with(unroll))));
                }
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + "\n" + text, e);
        }
    }

    /** Whether a model's derivatives are its differences, and its class does in double what the interpreter does. */
    static void assertModel(String text, long seed) {
        try {
            Network network = network(text);
            boolean agree = differencesAgree(network, seed) || differencesAgree(network, seed + 1000);
            assertTrue(agree, "derivatives differ from differences");
            Compiled doubles = classAgrees(text, network, seed);
            RandomModelRun run = new RandomModelRun(network, Math.min(3, block(doubles)), seed);
            assertClose(2e-3, interpret(run), run.train(compiled(text, DOUBLE.with(Precision.FLOAT))));
            CompileOptions none = DOUBLE.with(Optimizations.NONE);
            assertClose(1e-9, interpret(run), run.train(compiled(text, none)));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + "\n" + text, e);
        }
    }

    private static Compiled classAgrees(String text, Network network, long seed) {
        Unroll first = List.of(Unroll.AUTOMATIC, Unroll.NONE, Unroll.FULL, new Unroll(2))
                .get((int) (seed % 4));
        Compiled doubles = compiled(text, DOUBLE.with(first));
        for (int batch : new int[] {seed % 2 == 0 ? 1 : Math.min(3, block(doubles)), block(doubles)}) {
            RandomModelRun run = new RandomModelRun(network, batch, seed + batch);
            assertClose(1e-9, interpret(run), run.train(doubles));
        }
        blocksAndStream(network, doubles, seed);
        return doubles;
    }

    /** A word or two replaced, removed or doubled: a message or a class, never an exception. */
    @Test
    void changedTextsAreCompiledOrRefused() {
        long first = Long.getLong("models.first", 0);
        int rounds = Integer.getInteger("changes", 80);
        int sound = 0;
        for (long seed = first; seed < first + rounds; seed++) {
            Random random = new Random(seed);
            List<String> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(RandomModels.of(seed / 5).ordered(seed));
            while (matcher.find()) {
                words.add(matcher.group());
            }
            for (int n = 1 + random.nextInt(2); n > 0; n--) {
                int at = random.nextInt(words.size());
                String other = random.nextInt(4) == 0
                        ? words.get(random.nextInt(words.size()))
                        : ofSameKind(words, words.get(at), random);
                switch (random.nextInt(6)) {
                    case 0 -> words.remove(at);
                    case 1 -> words.add(at, other);
                    default -> words.set(at, other);
                }
            }
            String text = String.join("", words);
            try {
                CompileResult result = LstmCompiler.compile(new SourceText("random.lstm", text), DOUBLE);
                DiagnosticRenderer.render(result.diagnostics());
                sound += result.hasErrors() ? 0 : 1;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + "\n" + text, e);
            }
        }
        assertTrue(sound > rounds / 40 && sound < rounds, sound + " texts of " + rounds + " were compiled");
    }

    private static String ofSameKind(List<String> words, String word, Random random) {
        List<String> fitting = words.stream().filter(w -> kind(w) == kind(word)).toList();
        return fitting.get(random.nextInt(fitting.size()));
    }

    private static int kind(String word) {
        int first = word.codePointAt(0);
        return Character.isDigit(first) ? 0 : Character.isLetter(first) ? 1 : Character.isWhitespace(first) ? 2 : 3;
    }

    /**
     * A shape that follows from the use of a parameter is the one it had before it was left out, or there is a warning. A
     * vector on the left of a product is taken for a matrix where the product may be a vector too, as in most cells.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void inferredShapesAreThoseDeclared(long seed) {
        String text = text(seed);
        List<MatchResult> declared = SHAPE.matcher(text).results().toList();
        if (declared.isEmpty()) {
            return;
        }
        MatchResult left = declared.get((int) (seed % declared.size()));
        String name = left.group(1);
        boolean dot = !left.group(2).contains(",") && text.contains(name + "·");
        String shorter = text.substring(0, left.start(2)) + text.substring(left.end(2));
        Diagnostics diagnostics = new Diagnostics();
        try {
            LstmCompiler.lower(new SourceText("random.lstm", shorter), "M", DOUBLE, diagnostics, (s, g) -> {})
                    .filter(network -> diagnostics.sorted().stream().noneMatch(d -> d.code() == Code.MATRIX_OR_VECTOR))
                    .filter(network -> !dot || !isMatrix(network, name))
                    .ifPresent(network -> assertEquals(types(network(seed)), types(network)));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + "\n" + shorter, e);
        }
    }

    private static boolean isMatrix(Network network, String name) {
        return network.parameters().stream()
                .anyMatch(p -> p.name().substring(p.name().lastIndexOf('.') + 1).equals(name)
                        && p.type().rank() == 2);
    }

    private static Map<String, TensorType> types(Network network) {
        Map<String, TensorType> types = new LinkedHashMap<>();
        network.parameters().forEach(p -> types.put(p.name(), p.type()));
        return types;
    }

    /** The most samples of one pass. */
    static int block(Compiled compiled) {
        try {
            var field = compiled.model().getClass().getDeclaredField("BLOCK");
            field.setAccessible(true);
            return field.getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** More samples than one block, one at a time and together, and step by step. */
    static void blocksAndStream(Network network, Compiled compiled, long seed) {
        RandomModelRun run = new RandomModelRun(network, block(compiled) + 2, seed);
        run.setWeights(compiled);
        Map<String, Tensor> arguments = new LinkedHashMap<>(run.arguments());
        for (Node mode : network.forward().arguments(Op.Role.MODE)) {
            arguments.put(Graph.argument(mode).name(), Tensor.filled(mode.type(), run.batch, 0));
        }
        Map<String, Tensor> expected = Interpreter.run(network.forward(), arguments, run.batch, RandomModelRun.NOISE);
        Samples samples = (Samples) compiled.call("newSamples");
        for (int row = 0; row < run.batch; row++) {
            samples.add(run.sample(compiled, row, true));
        }
        double loss = Arrays.stream(expected.get(Network.LOSS).data()).sum() / run.batch;
        assertClose(1e-9, Map.of("loss", new double[] {loss}), Map.of("loss", new double[] {
            compiled.model().evaluate(samples)
        }));
        for (int row : new int[] {0, run.batch - 1}) {
            Map<String, double[]> whole = new LinkedHashMap<>();
            Map<String, double[]> last = new LinkedHashMap<>();
            for (String name : network.outputs().keySet()) {
                double[] values = run.row(expected.get(name), row);
                whole.put(name, values);
                int elements = network.outputs().get(name).elements();
                last.put(name, Arrays.copyOfRange(values, values.length - elements, values.length));
            }
            assertClose(1e-9, whole, outputs(network, compiled.call("predict", run.sample(compiled, row, false))));
            if (network.step().isPresent() && run.steps(row) > 0) {
                assertClose(1e-9, last, streamed(run, compiled, row, whole));
            }
        }
        Object[][] columns = new Object[network.inputs().size()][];
        for (int column = 0; column < columns.length; column++) {
            Object first = run.sample(compiled, 0, false)[column];
            columns[column] = (Object[]) java.lang.reflect.Array.newInstance(first.getClass(), run.batch);
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
            RandomModelRun run, Compiled compiled, int row, Map<String, double[]> whole) {
        Object stream = compiled.call("stream");
        Map<String, double[]> result = Map.of();
        for (int t = 0; t < run.steps(row); t++) {
            Object[] arrays = run.sample(compiled, row, false);
            int column = 0;
            for (TensorType type : run.network.inputs().values()) {
                if (type.hasSteps()) {
                    double[] all = (double[]) arrays[column];
                    arrays[column] = Arrays.copyOfRange(all, t * type.elements(), (t + 1) * type.elements());
                }
                column++;
            }
            result = outputs(run.network, CompiledModel.call(stream, "step", arrays));
            for (Map.Entry<String, TensorType> output : run.network.outputs().entrySet()) {
                if (output.getValue().steps() > 1) {
                    String name = output.getKey();
                    int elements = output.getValue().elements();
                    double[] here = Arrays.copyOfRange(whole.get(name), t * elements, (t + 1) * elements);
                    assertClose(
                            1e-9,
                            Map.of(name, here),
                            Map.of(name, result.get(name).clone()));
                }
            }
        }
        return result;
    }

    private static Map<String, double[]> outputs(Network network, Object prediction) {
        Map<String, double[]> outputs = new LinkedHashMap<>();
        for (String name : network.outputs().keySet()) {
            Object array = network.outputs().size() == 1 ? prediction : CompiledModel.call(prediction, name);
            outputs.put(name, CompiledModel.doubles(array));
        }
        return outputs;
    }

    private static void assertSame(Map<String, double[]> expected, Map<String, double[]> actual) {
        expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
    }

    static void assertClose(double tolerance, Map<String, double[]> expected, Map<String, double[]> actual) {
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
