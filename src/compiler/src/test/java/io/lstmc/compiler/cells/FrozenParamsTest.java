package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.EmittedUpdates;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.lower.Network;
import io.lstmc.runtime.Model;
import io.lstmc.runtime.Samples;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Params that are frozen, and params with options of their own, in the equations and in the class that comes of them. */
class FrozenParamsTest {

    private static final CompileOptions DOUBLE = CompileOptions.DEFAULT.with(Precision.DOUBLE);

    /** The gradient counts for nothing, so that one can tell from a param which options its update had. */
    private static final String OPTIMIZER = """
            optimizer shrink(lr, decay in [0, 1) = 0.5, start = 2) {
              input g
              state θ, v ~ constant(start)
              v[k] = v[k-1]
              θ[k] = v[k] * θ[k-1] - lr * decay * θ[k-1] + 0 * g
            }
            """;

    private static final String MODEL = """
            cell Scaled {
              input x
              param s : frozen, r ~ constant(2)
              y = s ⊙ x ⊙ r
              output y
            }
            model M {
              time T <= 3
              input words[T] : token(5)
              target y[2]
              param E[5, 3]%s, gain[] ~ normal
              layer a = LSTM(E[words], units: 4)
              layer n = Scaled(last(a))
              layer z = Dense(n, units: 2)
              output p = gain * z
              loss mse(p, y)
              train {
                %s
                epochs 3
                batch 2
              }
            }
            """;

    private static String text(String kind, String settings) {
        return OPTIMIZER + MODEL.formatted(kind, settings);
    }

    private static Network network(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return LstmCompiler.lower(new SourceText("test.lstm", text), "M", DOUBLE, diagnostics, (s, g) -> {})
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
    }

    private static Samples samples(Model model) {
        Samples data = model.newSamples();
        data.add(new int[] {1, 2, 4}, new double[] {0.3, -1});
        data.add(new int[] {3}, new double[] {-0.2, 0.4});
        data.add(new int[] {0, 1}, new double[] {0.1, 0.7});
        return data;
    }

    private static double[] values(Model model, String name) {
        Storage values = model.get(name);
        double[] found = new double[values.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = values.get(i);
        }
        return found;
    }

    /** The names of the params that a training has not changed. */
    private static Set<String> unchanged(Model model) {
        List<double[]> before =
                model.parameters().stream().map(p -> values(model, p.name())).toList();
        model.train(samples(model));
        Set<String> same = new TreeSet<>();
        for (int i = 0; i < before.size(); i++) {
            String name = model.parameters().get(i).name();
            if (java.util.Arrays.equals(before.get(i), values(model, name))) {
                same.add(name);
            }
        }
        return same;
    }

    @Test
    void frozenParamsStayAsTheyAre() {
        Model declared = CompiledModel.of(text(" : frozen", "optimizer adamw(lr: 0.1)"), DOUBLE)
                .model();
        assertEquals(Set.of("E", "n.s"), unchanged(declared));
        Model named = CompiledModel.of(text("", "optimizer adamw(lr: 0.1) frozen [a.U_*, z, E]"), DOUBLE)
                .model();
        assertEquals(Set.of("E", "a.U_i", "a.U_f", "a.U_g", "a.U_o", "n.s", "z.W", "z.b"), unchanged(named));
    }

    /** They begin as others do, and others begin as they would without. */
    @Test
    void theyHaveTheSameFirstValuesAndCanBeSet(@TempDir Path directory) throws IOException {
        Model plain =
                CompiledModel.of(text("", "optimizer sgd(lr: 0.1)"), DOUBLE).model();
        Model model = CompiledModel.of(
                        text(" : frozen", "optimizer sgd(lr: 0.1) except [*.b_*] (lr: 0.2) frozen [z]"), DOUBLE)
                .model();
        assertNotEquals(
                plain.parameters().stream().map(Parameter::name).toList(),
                model.parameters().stream().map(Parameter::name).toList());
        for (Parameter p : plain.parameters()) {
            assertArrayEquals(values(plain, p.name()), values(model, p.name()), p.name());
        }
        double[] own = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        model.set("E", own);
        model.train(samples(model));
        Path file = directory.resolve("m.safetensors");
        model.save(file);
        plain.load(file);
        assertArrayEquals(own, values(plain, "E"));
        for (Parameter p : plain.parameters()) {
            assertArrayEquals(values(model, p.name()), values(plain, p.name()), p.name());
        }
    }

    /** The derivatives of the others are the same bits, and what only its own would need is not there. */
    @Test
    void noDerivativeIsComputed() {
        String settings = "optimizer sgd(lr: 0.1)";
        Network network = network(text(" : frozen", settings + " frozen [a, gain]"));
        assertEquals(
                Set.of("δn.r", "δz.W", "δz.b"),
                network.training().results().keySet().stream()
                        .filter(name -> name.startsWith(Network.ADJOINT))
                        .collect(Collectors.toSet()));
        // Nothing above n needs a gradient, so that no recurrence runs backwards.
        assertEquals(1, scans(network));
        assertEquals(2, scans(network(text("", settings + " frozen [a]"))));

        Model frozen = CompiledModel.of(text(" : frozen", settings + " frozen [a, gain]"), DOUBLE)
                .model();
        Model all = CompiledModel.of(text("", settings), DOUBLE).model();
        assertArrayEquals(new double[15], gradient(frozen, "E"));
        assertArrayEquals(new double[1], gradient(frozen, "gain"));
        assertNotEquals(0, gradient(all, "gain")[0]);
        for (String name : List.of("n.r", "z.W", "z.b")) {
            assertArrayEquals(gradient(all, name), gradient(frozen, name), name);
        }
    }

    private static long scans(Network network) {
        return network.training().nodes().stream()
                .filter(n -> n.op() instanceof io.lstmc.compiler.ir.Op.Scan)
                .count();
    }

    private static double[] gradient(Model model, String name) {
        Object pass = CompiledModel.call(model, "newPass");
        CompiledModel.call(pass, "add", new int[] {1, 2, 4}, new double[] {0.3, -1});
        CompiledModel.call(pass, "forward");
        CompiledModel.call(pass, "backward");
        return CompiledModel.doubles(CompiledModel.call(pass, "gradient", name));
    }

    @Test
    void eachParamHasTheOptionsOfTheLastExceptionThatNamesIt() {
        String settings = "optimizer shrink(lr: 1, decay: 0.25) except [*.b_*, gain] (decay: 0)"
                + " except [a.b_f, z] (start: 1) except [*.W_*] (lr: 0.5, decay: 0.5, start: 3) frozen [a.W_g]";
        Model model = CompiledModel.of(text("", settings), DOUBLE).model();
        for (Parameter p : model.parameters()) {
            double[] ones = new double[p.size()];
            java.util.Arrays.fill(ones, 1);
            model.set(p.name(), ones);
        }
        // Three samples by two: two updates an epoch, so six.
        model.train(samples(model));
        for (Parameter p : model.parameters()) {
            double each = switch (p.name()) {
                case "n.s", "a.W_g" -> 1;
                case "a.b_f", "z.W", "z.b" -> 1 - 0.25;
                case "a.b_i", "a.b_g", "a.b_o", "gain" -> 2;
                case "a.W_i", "a.W_f", "a.W_o" -> 3 - 0.5 * 0.5;
                default -> 2 - 0.25;
            };
            for (double value : values(model, p.name())) {
                assertEquals(Math.pow(each, 6), value, 1e-12 * value, p.name());
            }
        }
    }

    /** A schedule multiplies the first option of all; a state begins where the options of its param say. */
    @Test
    void updatesAreThoseOfTheInterpreter() {
        for (Precision precision : Precision.values()) {
            for (String settings : List.of(
                    "optimizer adam(lr: 0.1) except [*.b_*] (lr: 0.01) except [z, E] (beta1: 0.5) frozen [gain]",
                    "optimizer shrink(lr: 0.1) except [a] (start: 0) except [z.W] (start: -1, decay: 0)",
                    "optimizer shrink(lr: 0.1) except [*] (start: 0)",
                    "optimizer adamw(lr: 0.1) except [gain] (decay: 0)")) {
                String text = text(" : frozen", settings);
                new EmittedUpdates(
                                network(text),
                                CompiledModel.of(text, DOUBLE.with(precision)).model())
                        .compare(5, precision == Precision.DOUBLE ? 1e-12 : 1e-4);
            }
        }
    }

    /** A param whose rows are looked up has neither rows to clear nor an update where it is frozen. */
    @Test
    void whatIsFrozenDoesNotStandInTheClass() {
        String emitted = LstmCompiler.compile(
                        new SourceText("test.lstm", text(" : frozen", "optimizer sgd(lr: 0.1)")), DOUBLE)
                .files()
                .get(0)
                .text();
        assertFalse(emitted.contains("δE"), emitted);
        assertFalse(emitted.contains("touched"), emitted);
        assertTrue(emitted.contains("param   E      [5, 3]  frozen"), emitted);
        assertTrue(emitted.contains("trained numbers and 19 that no training changes"), emitted);
    }
}
