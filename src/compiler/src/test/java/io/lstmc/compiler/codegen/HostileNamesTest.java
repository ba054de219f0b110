package io.lstmc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Sources;
import io.lstmc.compiler.codegen.method.LinearNetwork;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.plan.Plan;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of the source that are also names of ours, of the runtime or of Java. */
class HostileNamesTest {

    private static final List<String> MODELS = List.of(
            "Model",
            "Stream",
            "Data",
            "String",
            "Math",
            "Pass",
            "TrainingWorkspace",
            "Prediction",
            "Optimizer",
            "Initial",
            "Schedule",
            "Override",
            "Object",
            "List",
            "Path",
            "Storage",
            "FloatStorage",
            "Generated",
            "Training",
            "Samples",
            "Kernels",
            "Products",
            "BatchWorkspace",
            "SampleWorkspace",
            "FloatEquations",
            "P0",
            "Parameter",
            "Column",
            "Arrays",
            "System",
            "Workspace",
            "K",
            "IOException",
            "io",
            "java",
            "com",
            "h",
            "IllegalArgumentException",
            "CounterRandom",
            "Queue",
            "θ",
            "Split",
            "BLOCK",
            "Record");

    /** Input, target, output, second output. */
    private static final List<List<String>> PORTS = List.of(
            List.of("rows", "row", "predict", "hashCode"),
            List.of("training", "seed", "getClass", "toString"),
            List.of("K", "BLOCK", "forward", "backward"),
            List.of("theta", "gradients", "wait", "notify"),
            List.of("System", "Math", "clone", "gradient"),
            List.of("work", "out", "a.c", "a_c"),
            List.of("java", "io", "require", "checkLength"),
            List.of("Arrays", "Objects", "rows", "clear"),
            List.of("step", "from", "advance", "reset"),
            List.of("predictions", "idleBatchWorkspaces", "prediction", "inputs"),
            List.of("idleSampleWorkspaces", "borrowBatchWorkspace", "borrowSampleWorkspace", "SampleWorkspace"),
            List.of("model", "values", "add", "work"),
            List.of("key", "result", "targets", "equals"),
            List.of("forwardDone", "steps", "out", "theta"),
            List.of("firstRow", "block", "run", "finalize"),
            List.of("cell_m", "next_cell_m", "pOut", "p"),
            List.of("TrainingWorkspace", "Pass", "Prediction", "Stream"),
            List.of("layer_W", "value", "layer_b", "Products"),
            List.of("x", "y", "totalLoss", "begin"),
            List.of("name", "values", "checkGiven", "checkSteps"));

    private static final String NAMES = """
            optimizer mine(lr) {
              input gradient
              state theta, rate ~ zeros
              rate[k]  = rate[k-1] + gradient
              theta[k] = theta[k-1] - lr * rate[k]
            }

            cell Deltas(units) {
              input x
              state h[units], δh[units]
              param W ~ glorot
              param δW ~ glorot
              δz    = W·x + δW·δh[t-1]
              z     = tanh(δz) + h[t-1]
              δh[t] = z * δz
              h[t]  = tanh(z + δh[t])
              output h[t], δh[t]
            }

            model Names {
              time   T <= 5
              input  training[T, 2], lengths[T, 2], state_h[2]
              target present[3]
              adjoint training, lengths, state_h, n.δh, δl, a, present
              layer  a = GRU(training + lengths, units: 3)
              layer  d = dropout(a)
              layer  n = Deltas(training, units: 3)
              layer  δl = Deltas(n.δh, units: 3)
              output p = last(d) + last(δl) + sum(state_h)
              output state_c = last(a)
              loss   mse(p, present)
              train {
                optimizer mine(lr: 0.1)
              }
            }
            """;

    private static GeneratedFile emit(LinearNetwork network) {
        return ClassEmitter.emit(Plan.of(network.build()));
    }

    @Test
    void aModelMayHaveAnyName() throws ReflectiveOperationException {
        List<GeneratedFile> files = new ArrayList<>();
        for (String name : MODELS) {
            for (boolean second : new boolean[] {false, true}) {
                LinearNetwork network = new LinearNetwork();
                network.packageName = "h.m" + MODELS.indexOf(name) + second;
                network.model = name;
                network.q = second ? "q" : null;
                files.add(emit(network));
            }
        }
        ClassLoader loader = JavaCheck.loader(JavaCheck.compile(files.toArray(GeneratedFile[]::new)));
        for (GeneratedFile file : files) {
            predicts(loader, file);
        }
    }

    @Test
    void inputsAndOutputsMayHaveAnyName() throws ReflectiveOperationException {
        List<GeneratedFile> files = new ArrayList<>();
        for (List<String> names : PORTS) {
            for (boolean loss : new boolean[] {false, true}) {
                LinearNetwork network = new LinearNetwork();
                network.packageName = "h.p" + PORTS.indexOf(names) + loss;
                network.loss = loss;
                network.trains = loss;
                network.x = names.get(0);
                network.y = names.get(1);
                network.p = names.get(2);
                network.q = names.get(3);
                files.add(emit(network));
            }
        }
        ClassLoader loader = JavaCheck.loader(JavaCheck.compile(files.toArray(GeneratedFile[]::new)));
        for (GeneratedFile file : files) {
            predicts(loader, file);
        }
    }

    /** What a class of java.lang is called, a model beside others is not called, or no class needs it by that name. */
    @Test
    void modelsOfAPackageHideNoClassOfAnother() throws IOException, URISyntaxException {
        StringBuilder models = new StringBuilder("package h\n");
        List<String> names = javaLang();
        names.forEach(name -> models.append("model ").append(name).append(" { input x[1] output y = x }\n"));
        Diagnostics diagnostics = new Diagnostics();
        LstmCompiler.check(
                Sources.none(), new SourceText("names.lstm", models.toString()), CompileOptions.DEFAULT, diagnostics);
        List<String> refused =
                diagnostics.sorted().stream().map(d -> d.span().text()).toList();
        assertTrue(refused.contains("String"), refused.toString());
        CompileResult result =
                LstmCompiler.compile(new SourceText("rest.lstm", "package h\n" + NAMES), CompileOptions.DEFAULT);
        List<GeneratedFile> files = new ArrayList<>(result.files());
        for (String name : names) {
            if (!refused.contains(name)) {
                files.add(new GeneratedFile("h/" + name + ".java", "package h;\nfinal class " + name + " {}\n"));
            }
        }
        JavaCheck.compile(files.toArray(GeneratedFile[]::new));
    }

    private static List<String> javaLang() throws IOException, URISyntaxException {
        Path classes = FileSystems.getFileSystem(new URI("jrt:/")).getPath("/modules/java.base/java/lang");
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("[A-Z]\\w+\\.class"))
                    .map(file -> file.replace(".class", ""))
                    .sorted()
                    .toList();
        }
    }

    /** Names that the graphs or the class have for arguments of their own. */
    @Test
    void namesOfTheSourceMeetNoneOfTheGraphs() {
        CompileResult result = LstmCompiler.compile(new SourceText("names.lstm", NAMES), CompileOptions.DEFAULT);
        assertEquals(List.of(), result.diagnostics());
        JavaCheck.compile(result.files().toArray(GeneratedFile[]::new));
    }

    private static void predicts(ClassLoader loader, GeneratedFile file) throws ReflectiveOperationException {
        String name = file.path().replace(".java", "").replace('/', '.');
        Class<?> type = loader.loadClass(name);
        Object model = type.getConstructor().newInstance();
        float[] x = {1, 2, 3};
        assertNotEquals(null, type.getMethod("predict", float[].class).invoke(model, (Object) x), name);
        Object stream = type.getMethod("stream").invoke(model);
        assertNotEquals(null, stream.getClass().getMethod("step", float[].class).invoke(stream, (Object) x), name);
    }

    @Test
    void theUnnamedPackageWorks() {
        LinearNetwork network = new LinearNetwork();
        network.packageName = "";
        GeneratedFile file = emit(network);
        assertEquals("Linear.java", file.path());
        JavaCheck.compile(file);
    }

    @Test
    void textOfTheSourceStaysInsideItsComment() {
        LinearNetwork network = new LinearNetwork();
        network.documentation =
                "Ends */ here? *\u200b/ or \\u002a/ or \\u0022;\n{@link Nothing} @param <b>&amp;</i>\n\n\n"
                        + "$T $L $W $$ \u202e reversed\r\nand \u2028 more \u0000 of it */";
        network.p = "p";
        GeneratedFile file = emit(network);
        JavaCheck.compile(file);
        String header = file.text().substring(0, file.text().indexOf("public final class"));
        assertEquals(1, header.split("\\*/", -1).length - 1);
        assertFalse(header.contains("\\u")
                || header.contains("\u202e")
                || header.contains("{@link")
                || header.contains("<b>"));
    }

    @Test
    void nothingIsRenamedThatNeedNotBe() {
        LinearNetwork network = new LinearNetwork();
        network.x = "series";
        network.p = "forecast";
        network.q = "p";
        String text = emit(network).text();
        assertFalse(text.contains("series_") || text.contains("forecast_") || text.contains("p_"), text);
    }
}
