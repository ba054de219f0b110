package io.lstmc.compiler;

import io.lstmc.compiler.codegen.ClassEmitter;
import io.lstmc.compiler.config.YamlOverlay;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.lower.ModelLowering;
import io.lstmc.compiler.lower.Network;
import io.lstmc.compiler.plan.Plan;
import io.lstmc.compiler.program.TooLargeException;
import io.lstmc.compiler.report.ModelReport;
import io.lstmc.compiler.semantic.Checker;
import io.lstmc.compiler.typed.TrainOverlay;
import io.lstmc.compiler.typed.TypedFile;
import io.lstmc.compiler.typed.TypedModel;
import io.lstmc.compiler.typed.VisibleFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The driver: reads like the table of contents of the compiler. */
public final class LstmCompiler {

    private LstmCompiler() {}

    /** Reads the library, as the first compilation otherwise does: for a thread that has nothing else to do. */
    public static void prepare() {
        Library.files();
    }

    /** Compiles the text of one file that stands alone; never throws for bad input. */
    public static CompileResult compile(SourceText source, CompileOptions options) {
        return compile(Sources.none(), source, options);
    }

    /** Compiles the text of one file among others, of which it may use definitions; never throws for bad input. */
    public static CompileResult compile(Sources sources, SourceText source, CompileOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        List<GeneratedFile> files = new ArrayList<>();
        check(sources, source, options, diagnostics).ifPresent(file -> {
            for (TypedModel model : file.models()) {
                emit(file, model, options, diagnostics).ifPresent(files::add);
            }
        });
        return new CompileResult(diagnostics.sorted(), diagnostics.hasErrors() ? List.of() : files);
    }

    /** The class of a model, unless Java cannot hold it. */
    private static Optional<GeneratedFile> emit(
            TypedFile file, TypedModel model, CompileOptions options, Diagnostics diagnostics) {
        try {
            return Optional.of(ClassEmitter.emit(Plan.of(lower(file, model, options))));
        } catch (TooLargeException e) {
            diagnostics.add(
                    Diagnostic.of(Code.SIZE_TOO_LARGE, model.place(), "this model is too large for a class of Java")
                            .withLabel(e.getMessage())
                            .withHint("use smaller sizes, fewer steps or fewer equations"));
            return Optional.empty();
        }
    }

    /** {@link #report(Sources, SourceText, CompileOptions, String)} of a file that stands alone. */
    public static List<ModelReport> report(SourceText source, CompileOptions options, String classPath) {
        return report(Sources.none(), source, options, classPath);
    }

    /**
     * What was decided for each model of a file, and why; none if the file has errors that {@link #compile} reports.
     *
     * @param classPath where the runtime is, in the form that javac takes; without it no sizes of methods are known
     */
    public static List<ModelReport> report(
            Sources sources, SourceText source, CompileOptions options, String classPath) {
        List<ModelReport> reports = new ArrayList<>();
        if (compile(sources, source, options).hasErrors()) {
            return reports;
        }
        check(sources, source, options, new Diagnostics()).ifPresent(file -> {
            for (TypedModel model : file.models()) {
                Plan plan = Plan.of(lower(file, model, options));
                Optimizations chosen = options.optimizations();
                CompileOptions others = options.with(chosen.without(List.of(Optimization.RECOMPUTE)));
                Plan keeping = Plan.of(lower(file, model, others));
                reports.add(ModelReport.of(plan, keeping, ClassEmitter.emit(plan), classPath, chosen));
            }
        });
        return reports;
    }

    private static Network lower(TypedFile file, TypedModel model, CompileOptions options) {
        return ModelLowering.lower(file, model, options, (stage, graph) -> {});
    }

    /**
     * Compiles one model of a file that stands alone, as far as its graphs.
     *
     * @param listener hears of the model's graph after each stage, by the stage's name
     * @return empty if the file has errors, which are then among the diagnostics, or no such model
     */
    public static Optional<Network> lower(
            SourceText source,
            String model,
            CompileOptions options,
            Diagnostics diagnostics,
            BiConsumer<String, Graph> listener) {
        return lower(Sources.none(), source, model, options, diagnostics, listener);
    }

    /** The same of a file among others. */
    public static Optional<Network> lower(
            Sources sources,
            SourceText source,
            String model,
            CompileOptions options,
            Diagnostics diagnostics,
            BiConsumer<String, Graph> listener) {
        return check(sources, source, options, diagnostics)
                .flatMap(file -> file.models().stream()
                        .filter(m -> m.name().equals(model))
                        .findFirst()
                        .map(m -> ModelLowering.lower(file, m, options, listener)));
    }

    /** The typed definitions of a file, unless it has errors; that a model is too large is known when it is compiled. */
    public static Optional<TypedFile> check(SourceText source, CompileOptions options, Diagnostics diagnostics) {
        return check(Sources.none(), source, options, diagnostics);
    }

    /** The same of a file among others. */
    public static Optional<TypedFile> check(
            Sources sources, SourceText source, CompileOptions options, Diagnostics diagnostics) {
        VisibleFiles program = sources.program(source, diagnostics);
        TypedFile file = Checker.check(program, overlay(options, diagnostics), options.precision(), diagnostics);
        if (!diagnostics.hasErrors()) {
            file.models().forEach(model -> ModelLowering.checkSelections(model, diagnostics));
            file.models().forEach(model -> ModelLowering.checkCarry(model, diagnostics));
        }
        return diagnostics.hasErrors() ? Optional.empty() : Optional.of(file);
    }

    /**
     * All text, the library's and the options apart, that decides what {@link #compile} makes of a file: while it is the
     * same, so is the result. Of other files it has the names and what the file uses of them.
     */
    public static List<String> inputs(Sources sources, SourceText source, CompileOptions options) {
        Diagnostics unheard = new Diagnostics();
        VisibleFiles program = sources.program(source, unheard);
        return Checker.inputs(program, overlay(options, unheard));
    }

    private static TrainOverlay overlay(CompileOptions options, Diagnostics diagnostics) {
        return options.overlay()
                .map(yaml -> YamlOverlay.read(yaml, diagnostics))
                .orElse(TrainOverlay.NONE);
    }
}
