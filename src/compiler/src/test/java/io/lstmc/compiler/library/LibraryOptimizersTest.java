package io.lstmc.compiler.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The library's optimizers against the formulas of their papers. Those are written here as sums over all gradients so far,
 * where the library has a state.
 */
class LibraryOptimizersTest {

    private static final int UPDATES = 7;
    private static final List<Double> RATES = List.of(1.0, 0.8, 0.5, 1.0, 0.3, 0.2, 0.1);

    /** The step of one parameter, that is, what is subtracted from it, over the rate of the schedule. */
    private interface Step {

        /**
         * @param θ the parameter
         * @param g all gradients so far; the last is the present one
         */
        double of(double θ, List<Double> g);
    }

    private record Row(String optimizer, Step step) {
        @Override
        public String toString() {
            return optimizer;
        }

        String name() {
            return optimizer.replaceFirst("\\(.*", "");
        }
    }

    /** What came i updates ago counts decay^i: {@code Σ decay^i term(i)}, where {@code term(0)} is the present. */
    private static double fading(double decay, List<Double> g, IntToDoubleFunction term) {
        return IntStream.range(0, g.size())
                .mapToDouble(i -> Math.pow(decay, i) * term.applyAsDouble(i))
                .sum();
    }

    private static double ago(List<Double> g, int i) {
        return g.get(g.size() - 1 - i);
    }

    private static double mean(double decay, List<Double> g) {
        return (1 - decay) * fading(decay, g, i -> ago(g, i));
    }

    private static double meanSquare(double decay, List<Double> g) {
        return (1 - decay) * fading(decay, g, i -> ago(g, i) * ago(g, i));
    }

    /** Polyak, "Some methods of speeding up the convergence of iteration methods", 1964, summed up. */
    private static double heavyBall(double lr, double beta, List<Double> g) {
        return lr * fading(beta, g, i -> ago(g, i));
    }

    /** Tieleman and Hinton, "Neural Networks for Machine Learning", 2012, lecture 6.5. */
    private static double rmsprop(double lr, double decay, double eps, List<Double> g) {
        return lr * ago(g, 0) / (Math.sqrt(meanSquare(decay, g)) + eps);
    }

    /** Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1, and equation 1 for the sum. */
    private static double adam(double lr, double beta1, double beta2, double eps, List<Double> g) {
        double m = mean(beta1, g) / (1 - Math.pow(beta1, g.size()));
        double v = meanSquare(beta2, g) / (1 - Math.pow(beta2, g.size()));
        return lr * m / (Math.sqrt(v) + eps);
    }

    private static final List<Row> ROWS = List.of(
            new Row("sgd(lr: 0.1)", (θ, g) -> 0.1 * ago(g, 0)),
            new Row("momentum(lr: 0.1)", (θ, g) -> heavyBall(0.1, 0.9, g)),
            new Row("momentum(lr: 0.2, beta: 0.5)", (θ, g) -> heavyBall(0.2, 0.5, g)),
            new Row("rmsprop(lr: 0.01)", (θ, g) -> rmsprop(0.01, 0.9, 1e-8, g)),
            new Row("rmsprop(lr: 0.02, decay: 0.7, eps: 0.1)", (θ, g) -> rmsprop(0.02, 0.7, 0.1, g)),
            new Row("adam(lr: 0.01)", (θ, g) -> adam(0.01, 0.9, 0.999, 1e-8, g)),
            new Row("adam(lr: 0.02, beta1: 0.8, beta2: 0.9, eps: 0.1)", (θ, g) -> adam(0.02, 0.8, 0.9, 0.1, g)),
            // Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019, algorithm 2; their λ is lr * decay.
            new Row("adamw(lr: 0.01)", (θ, g) -> adam(0.01, 0.9, 0.999, 1e-8, g) + 0.01 * 0.01 * θ),
            new Row(
                    "adamw(lr: 0.02, beta1: 0.8, beta2: 0.9, eps: 0.1, decay: 0.3)",
                    (θ, g) -> adam(0.02, 0.8, 0.9, 0.1, g) + 0.02 * 0.3 * θ));

    static List<Row> rows() {
        return ROWS;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void updatesAreThoseOfThePaper(Row row) {
        Network.Update update = network(row.optimizer()).updates().get(0);
        Graph graph = update.graph();
        TensorType type = graph.results().get(update.parameter()).type();
        SplittableRandom random = new SplittableRandom(5);
        double[] expected = random.doubles(type.elements(), -1, 1).toArray();
        Map<String, Tensor> state = new HashMap<>();
        update.initial().forEach((name, initial) -> state.put(name, Tensor.filled(type, 1, initial)));
        state.put(update.parameter(), new Tensor(type, 1, expected.clone()));
        List<List<Double>> gradients = IntStream.range(0, type.elements())
                .<List<Double>>mapToObj(i -> new ArrayList<>())
                .toList();
        for (int k = 1; k <= UPDATES; k++) {
            double[] g = random.doubles(type.elements(), -2, 2).toArray();
            double rate = RATES.get(k - 1);
            Map<String, Tensor> arguments = new HashMap<>(state);
            arguments.put("g", new Tensor(type, 1, g));
            arguments.put("k", Tensor.filled(TensorType.SCALAR, 1, k));
            arguments.put("rate", Tensor.filled(TensorType.SCALAR, 1, rate));
            state.putAll(Interpreter.run(graph, arguments, 1));
            double[] actual = state.get(update.parameter()).data();
            for (int i = 0; i < g.length; i++) {
                gradients.get(i).add(g[i]);
                expected[i] -= rate * row.step().of(expected[i], gradients.get(i));
                assertEquals(expected[i], actual[i], 1e-12, "parameter " + i + " behind update " + k);
            }
        }
    }

    @Test
    void everyOptimizerHasRows() throws IOException {
        Set<String> names = new TreeSet<>();
        try (InputStream in = LstmCompiler.class.getResourceAsStream("/io/lstmc/library/optimizers.lstm")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Pattern.compile("(?m)^optimizer (\\w+)")
                    .matcher(text)
                    .results()
                    .forEach(found -> names.add(found.group(1)));
        }
        assertEquals(names, ROWS.stream().map(Row::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Network network(String optimizer) {
        String text = "model M { input x[3] target y[3] param w ~ zeros output z = w ⊙ x loss mse(z, y)"
                + " train { optimizer " + optimizer + " epochs 1 } }";
        Diagnostics diagnostics = new Diagnostics();
        return LstmCompiler.lower(
                        new SourceText("test.lstm", text), "M", CompileOptions.DEFAULT, diagnostics, (s, g) -> {})
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
    }
}
