package io.lstmc.benchmarks.model;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Problem;
import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.runtime.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The class that lstmc makes of one cell at one size, compiled as this program runs. */
public final class GeneratedModel {

    /** How many updates a run of {@link #epochs} makes. */
    public static final int STEPS_OF_AN_EPOCH = 8;

    /** The program that predicts once, and the one that does nothing. */
    public static final String FIRST_PREDICTION = "benchmarked.FirstPrediction";

    public static final String BARE = "benchmarked.Bare";

    /** The program that does the same step for some seconds. */
    public static final String FIRST_SECONDS = "benchmarked.FirstSeconds";

    private static final String MODEL = "benchmarked.Recurrent";

    private final ClassLoader classes;

    /** Compiles the model of a case. */
    public GeneratedModel(Case at, Precision precision) {
        Map<String, String> texts = sources(at, precision);
        String number = precision == Precision.FLOAT ? "float" : "double";
        for (String name : classesOf(at)) {
            texts.put(
                    "benchmarked/" + name + ".java",
                    filled(name + ".java.txt", at).replace("${number}", number));
        }
        classes = MemoryCompiler.loader(MemoryCompiler.compile(texts));
    }

    /** What calls the model, without reflection; not every model has a stream, or predictions from one array. */
    private static List<String> classesOf(Case at) {
        return switch (at.kind()) {
            case TRAINING -> List.of("Weights", "TrainingStep", "Epochs");
            case SEQUENCES -> List.of("Weights", sequences(at));
            case STREAMING -> List.of("Weights", "Streaming");
        };
    }

    private static String sequences(Case at) {
        return at.batch() == 1 ? "Sequence" : "Sequences";
    }

    /** Writes the class files of the programs above, of which two use the model of a case. */
    public static void writePrograms(Case at, Path directory) throws IOException {
        Map<String, String> texts = sources(at, Precision.FLOAT);
        texts.put(FIRST_PREDICTION.replace('.', '/') + ".java", filled("FirstPrediction.java.txt", at));
        texts.put(FIRST_SECONDS.replace('.', '/') + ".java", filled("FirstSeconds.java.txt", at));
        texts.put(BARE.replace('.', '/') + ".java", resource("Bare.java.txt"));
        MemoryCompiler.write(MemoryCompiler.compile(texts), directory);
    }

    private static Map<String, String> sources(Case at, Precision precision) {
        return sources("benchmarked.lstm", text(at), CompileOptions.DEFAULT.with(precision));
    }

    /** The Java files of the models of a text, by their paths. */
    static Map<String, String> sources(String name, String text, CompileOptions options) {
        CompileResult result = LstmCompiler.compile(new SourceText(name, text), options);
        if (result.hasErrors()) {
            throw new IllegalStateException(DiagnosticRenderer.render(result.diagnostics()));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        result.files().forEach(file -> texts.put(file.path(), file.text()));
        return texts;
    }

    /** The source of the model. */
    static String text(Case at) {
        String equations = filled(at.cell().form().file(), at);
        return filled("model.lstm.txt", at)
                .replace("${equations}", equations)
                .replace("${cells}", resource("cells.lstm"));
    }

    private static String filled(String name, Case at) {
        String memory = at.cell().form().memory() ? ", Numbers.${number}s(problem.memory(row))" : "";
        return resource(name)
                .replace("${inputs}", "Numbers.${number}s(problem.x(row))" + memory)
                .replace("${cell}", at.cell().word())
                .replace("${x}", Integer.toString(at.x()))
                .replace("${h}", Integer.toString(at.h()))
                .replace("${both}", Integer.toString(2 * at.h()))
                .replace("${memory}", Integer.toString(at.memory()))
                .replace("${steps}", Integer.toString(at.steps()))
                .replace("${batch}", Integer.toString(at.batch()));
    }

    /** How many values each parameter has, by its name in the model. */
    public Map<String, Integer> parameters() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        try {
            Model model = (Model) classes.loadClass(MODEL).getConstructor().newInstance();
            model.parameters().forEach(p -> sizes.put(p.name(), p.size()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return sizes;
    }

    /** The class at work. */
    public Contender contender(String name, Case at, Problem problem) {
        String adapter = switch (at.kind()) {
            case TRAINING -> "TrainingStep";
            case SEQUENCES -> sequences(at);
            case STREAMING -> "Streaming";
        };
        return adapter(adapter, new Class<?>[] {String.class, Problem.class}, name, problem);
    }

    /** Training with updates, by so many threads; its results are the parameters after an epoch. */
    public Contender epochs(String name, Problem problem, int threads) {
        return adapter("Epochs", new Class<?>[] {String.class, Problem.class, int.class}, name, problem, threads);
    }

    private Contender adapter(String name, Class<?>[] types, Object... arguments) {
        try {
            Class<?> adapter = classes.loadClass("benchmarked." + name);
            return (Contender) adapter.getConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(GeneratedModel.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
