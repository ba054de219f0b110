package io.lstmc.cli;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.report.ModelReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes the Java classes of models, all of them or, where any file has an error, none. */
@Command(
        name = "compile",
        description =
                "Write the Java classes of the models in .lstm files. Nothing is written if any file has an error.",
        footer = {
            "",
            "Examples:",
            "  lstmc compile forecast.lstm -d target/generated-sources/lstm",
            "  lstmc compile models/*.lstm -d src/gen --precision double --unroll none",
            "  lstmc compile forecast.lstm -d src/gen --train longer.yaml",
            "  lstmc compile forecast.lstm --report",
        })
final class CompileCommand implements Callable<Integer> {

    @ParentCommand
    private Lstmc lstmc;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "a model file, or - for standard input")
    private List<String> files;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description =
                    "where the classes go, in the directories of their packages; needed unless there is a --report")
    private String directory;

    @Option(
            names = "--unroll",
            paramLabel = "CHOICE",
            converter = UnrollConverter.class,
            description =
                    "how loops over time are written where a model does not say: automatic (the default), full, none,"
                            + " or a number of steps")
    private Unroll unroll = Unroll.AUTOMATIC;

    @Option(
            names = "--precision",
            paramLabel = "CHOICE",
            description = "the numbers of a model that does not say: float (the default) or double")
    private Precision precision = Precision.FLOAT;

    @Option(
            names = "--train",
            paramLabel = "YAML",
            description = "training settings that replace those of the files; without it those of NAME.yaml beside"
                    + " NAME.lstm do, where it exists")
    private String overlay;

    @Option(
            names = "--report",
            description = "print for each model what was decided and why: matrix products, buffers, sizes of methods")
    private boolean reports;

    @Option(
            names = "--without",
            paramLabel = "NAME",
            split = ",",
            splitSynopsisLabel = ",",
            converter = OptimizationConverter.class,
            description = "what not to do for speed and space, to see what it brings: hoist, gather, defer, accumulate,"
                    + " recompute, fuse, update-in-place, compute-in-place, pack, share-arrays, sweep,"
                    + " unroll")
    private List<Optimization> without = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Refusal {
        if (directory == null && !reports) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--directory=DIR'");
        }
        SourceReader reader = new SourceReader(lstmc.terminal().in());
        Overlays overlays = new Overlays(reader, overlay);
        CompileOptions options =
                CompileOptions.DEFAULT.with(unroll).with(precision).with(Optimizations.ALL.without(without));
        Path root = directory == null ? null : SourceReader.path(directory);
        Report report = lstmc.report();
        Map<GeneratedFile, SourceText> classes = new LinkedHashMap<>();
        List<ModelReport> decisions = new ArrayList<>();
        for (String file : new LinkedHashSet<>(files)) {
            try {
                SourceText source = reader.read(file);
                CompileOptions own = overlays.options(options, file);
                CompileResult result = LstmCompiler.compile(source, own);
                if (reports) {
                    decisions.addAll(LstmCompiler.report(source, own, System.getProperty("java.class.path")));
                }
                report.add(result.diagnostics());
                result.files().forEach(generated -> classes.put(generated, source));
            } catch (Refusal refusal) {
                report.add(refusal);
            }
        }
        PrintWriter out = lstmc.terminal().out();
        if (!report.isClean()) {
            out.println(report.summary() + "; nothing written");
            return report.exitCode();
        }
        refuseTwins(classes);
        decisions.forEach(decision -> out.println(decision.text()));
        return root == null ? ExitCode.OK : write(root, List.copyOf(classes.keySet()), out);
    }

    private static int write(Path root, List<GeneratedFile> classes, PrintWriter out) throws Refusal {
        List<Path> written = new OutputDirectory(root).write(classes);
        written.forEach(path -> out.println("wrote " + Messages.name(path.toString())));
        int unchanged = classes.size() - written.size();
        out.println(Messages.count(written.size(), "file") + " written"
                + (unchanged > 0 ? ", " + unchanged + " unchanged" : ""));
        return ExitCode.OK;
    }

    /** Refuses classes of one name from two files; on some machines names that differ in case alone are one file. */
    private static void refuseTwins(Map<GeneratedFile, SourceText> classes) throws Refusal {
        Map<String, SourceText> owners = new HashMap<>();
        for (Map.Entry<GeneratedFile, SourceText> entry : classes.entrySet()) {
            String path = entry.getKey().path();
            SourceText owner = owners.putIfAbsent(path.toLowerCase(Locale.ROOT), entry.getValue());
            if (owner != null) {
                throw new Refusal(Messages.name(entry.getValue().name()) + ": declares the class of " + path
                        + ", and so does " + Messages.name(owner.name()) + "; rename one of the models");
            }
        }
    }
}
