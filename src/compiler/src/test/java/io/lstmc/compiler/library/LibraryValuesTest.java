package io.lstmc.compiler.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.library.LibraryReferences.Reference;
import io.lstmc.compiler.lower.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The functions of the library in generated classes: values within 4 ulp or 1e-6 of what they are in double, over all
 * numbers, and derivatives also where they change sides, at infinity, and NaN for NaN.
 */
class LibraryValuesTest {

    private static final double[] EDGES = {
        0.0,
        -0.0,
        1e-30,
        -1e-30,
        1e-10,
        -1e-10,
        1e-5,
        0.25,
        -0.25,
        0.5,
        -0.5,
        0.75,
        1,
        -1,
        1.5,
        -1.5,
        17,
        -17,
        -18,
        30,
        -30,
        87,
        -87,
        -100,
        -104,
        1000,
        -1000,
        1e30,
        -1e30,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private static final double[] TRUTHS = {0, 0.25, 1};

    static List<Reference> references() {
        return LibraryReferences.ALL;
    }

    private static boolean isPlace(Reference reference, double x) {
        boolean probability = reference.name().equals("binary_cross_entropy");
        return (!reference.finite() || !Double.isInfinite(x)) && (!probability || !(x < 0 || x > 1));
    }

    private static double[] sweep() {
        List<Double> points = new ArrayList<>();
        Arrays.stream(EDGES).forEach(points::add);
        for (double x = 1e-44; x < 3e38; x *= 4.1) {
            points.add(x);
            points.add(-x);
        }
        for (double x = -110; x < 110; x += 1.3) {
            points.add(x);
        }
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 60; i++) {
            points.add(random.nextDouble());
            points.add(1 - random.nextDouble() * 1e-4);
        }
        return points.stream().mapToDouble(x -> (float) (double) x).distinct().toArray();
    }

    private static String model(Reference reference) {
        return "model M { input x[1] target y[1] param w[1] ~ zeros a = w + x output z = a loss sum("
                + reference.call().replace("(x", "(a").replace("[x", "[a").replace(" x", " a") + ")"
                + (reference.readsTruth() ? "" : " + 0 * sum(y)") + " }";
    }

    private static boolean isClose(double expected, double actual, double relative, double absolute) {
        if (Double.isNaN(expected) || Double.isInfinite(expected) || Double.isInfinite((float) expected)) {
            return Double.compare((float) expected, (float) actual) == 0;
        }
        double allowed = Math.max(relative * Math.abs(expected), 4 * Math.ulp((float) expected));
        return Math.abs(expected - actual) <= Math.max(allowed, absolute);
    }

    @ParameterizedTest
    @MethodSource("references")
    void floatsAreAccurate(Reference reference) {
        CompiledModel model = CompiledModel.of(model(reference), CompileOptions.DEFAULT.with(Precision.FLOAT));
        for (double x : sweep()) {
            for (double y : reference.readsTruth() ? TRUTHS : new double[1]) {
                if (isPlace(reference, x)) {
                    Object pass = pass(model, x, y);
                    double actual = (Double) CompiledModel.call(pass, "forward");
                    double expected = reference.value().applyAsDouble(x, y);
                    assertTrue(
                            isClose(expected, actual, 1e-6, 0),
                            reference + " of " + x + ", " + y + ": " + actual + " instead of " + expected);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void derivativesAreRight(Reference reference) {
        for (Precision precision : Precision.values()) {
            CompiledModel model = CompiledModel.of(model(reference), CompileOptions.DEFAULT.with(precision));
            for (double x : EDGES) {
                for (double y : reference.readsTruth() ? TRUTHS : new double[1]) {
                    if (isPlace(reference, x) && !Double.isNaN(x)) {
                        Object pass = pass(model, x, y);
                        CompiledModel.call(pass, "forward");
                        CompiledModel.call(pass, "backward");
                        double actual = CompiledModel.doubles(CompiledModel.call(pass, "gradient", "w"))[0];
                        double given = precision == Precision.FLOAT ? (float) x : x;
                        double expected = reference.derivative().applyAsDouble(given, y);
                        // What a softmax leaves of 1 has an absolute error.
                        double absolute = reference.call().matches("(log_softmax|cross_entropy)\\(.*") ? 1.2e-7 : 0;
                        assertTrue(
                                isClose(expected, actual, 2e-6, absolute),
                                reference + "' of " + x + ", " + y + ": " + actual + " instead of " + expected);
                    }
                }
            }
        }
    }

    private static Object pass(CompiledModel model, double x, double y) {
        Object pass = model.newPass();
        boolean doubles = CompiledModel.call(model.model(), "weights", "w") instanceof double[];
        CompiledModel.call(
                pass, "add", CompiledModel.array(doubles, new double[] {x}), CompiledModel.array(doubles, new double[] {
                    y
                }));
        return pass;
    }

    /** The factors of schedules are computed in double; 1e-6 of what formulas without differences give. */
    @Test
    void schedulesAreAccurate() {
        double epochs = 100_000;
        for (double epoch : new double[] {0, 1, 2, 3, 4, 5, 50, 1000, 54_321, 99_998, 99_999}) {
            double part = Math.max(epoch - 3, 0) / (epochs - 3);
            double left = Math.min(epochs - epoch, epochs - 3) / (epochs - 3);
            double warm = epoch < 3 ? (epoch + 1) / 3 : 1;
            double wave = Math.pow(Math.sin(Math.PI * left / 2), 2);
            assertRate(1, "constant_rate()", epoch, epochs);
            assertRate(warm * wave, "cosine(warmup: 3)", epoch, epochs);
            assertRate(warm * (0.125 + 0.875 * wave), "cosine(warmup: 3, floor: 0.125)", epoch, epochs);
            assertRate(warm * left, "linear(warmup: 3)", epoch, epochs);
            assertRate(warm * (1 - 0.5 * part), "linear(warmup: 3, floor: 0.5)", epoch, epochs);
            assertRate(Math.exp(epoch * Math.log(0.95)), "exponential()", epoch, epochs);
            assertRate(epoch < 4 ? 1 : epoch < 1000 ? 0.1 : 0.01, "steps(first: 4, second: 1000)", epoch, epochs);
        }
    }

    private static void assertRate(double expected, String schedule, double epoch, double epochs) {
        String text = "model M { input x[1] target y[1] output z = Dense(x, units: 1) loss mse(z, y)"
                + " train { optimizer sgd(lr: 1) schedule " + schedule + " } }";
        Diagnostics diagnostics = new Diagnostics();
        Network network = LstmCompiler.lower(
                        new SourceText("m.lstm", text), "M", CompileOptions.DEFAULT, diagnostics, (s, g) -> {})
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
        Graph graph = network.settings().orElseThrow().schedule().orElseThrow();
        Map<String, Tensor> at = Map.of(
                "epoch",
                Tensor.filled(TensorType.SCALAR, 1, epoch),
                "epochs",
                Tensor.filled(TensorType.SCALAR, 1, epochs));
        double actual = Interpreter.run(graph, at, 1).get("rate").value();
        assertEquals(expected, actual, 1e-6 * expected + 1e-300, schedule + " at " + epoch);
    }
}
