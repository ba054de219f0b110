package io.lstmc.cli;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Sources;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.report.ModelReport;
import io.lstmc.files.ClassOwners;
import io.lstmc.files.OutputTree;
import io.lstmc.files.UnusableFileException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** Writes the Java classes of models, all of them or, where any file has an error, none. */
final class CompileCommand implements Callable<Integer> {

    private final Lstmc lstmc;
    private final CommandSpec spec;
    private final PositionalParamSpec files = CommandSpecs.files();
    private final OptionSpec directory = OptionSpec.builder("-d", "--directory")
            .type(String.class)
            .paramLabel("DIR")
            .description(
                    "where the classes go, in the directories of their packages; needed unless there is a --report")
            .build();
    private final OptionSpec unroll = CommandSpecs.option(
                    "--unroll",
                    "CHOICE",
                    "how loops over time are written where a model does not say: automatic (the default), full, none,"
                            + " or a number of steps")
            .type(Unroll.class)
            .converters(new UnrollConverter())
            .initialValue(Unroll.AUTOMATIC)
            .build();
    private final OptionSpec precision = CommandSpecs.option(
                    "--precision", "CHOICE", "the numbers of a model that does not say: float (the default) or double")
            .type(Precision.class)
            .converters(new ChoiceConverter<>(Precision.class))
            .initialValue(Precision.FLOAT)
            .build();
    private final OptionSpec overlay = CommandSpecs.train();
    private final OptionSpec path = CommandSpecs.path();
    private final OptionSpec reports = CommandSpecs.flag(
            "--report", "print for each model what was decided and why: matrix products, buffers, sizes of methods");
    private final OptionSpec ascii = CommandSpecs.flag(
            "--ascii",
            "write the classes in plain ASCII, for a javac that reads another encoding than UTF-8: names are spelled out,"
                    + " such as delta_c for δc");
    private final OptionSpec without = OptionSpec.builder("--without")
            .paramLabel("NAME")
            .description(OptimizationConverter.help())
            .type(List.class)
            .auxiliaryTypes(Optimization.class)
            .converters(new OptimizationConverter())
            .splitRegex(",")
            .splitRegexSynopsisLabel(",")
            .initialValue(List.of())
            .build();

    CompileCommand(Lstmc lstmc) {
        this.lstmc = lstmc;
        this.spec = CommandSpecs.withHelp(CommandSpecs.ofModels(
                        "compile",
                        this,
                        "Write the Java classes of the models in .lstm files. Nothing is written if any file has an"
                                + " error.",
                        "  lstmc compile forecast.lstm -d target/generated-sources/lstm",
                        "  lstmc compile models/*.lstm -d src/gen --precision double --unroll none",
                        "  lstmc compile forecast.lstm -d src/gen --train longer.yaml",
                        "  lstmc compile forecast.lstm --report")
                .addPositional(files)
                .addOption(directory)
                .addOption(unroll)
                .addOption(precision)
                .addOption(overlay)
                .addOption(path)
                .addOption(reports)
                .addOption(ascii)
                .addOption(without));
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws Refusal {
        String to = directory.getValue();
        boolean reporting = reports.getValue();
        if (to == null && !reporting) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--directory=DIR'");
        }
        SourceReader reader = new SourceReader(lstmc.terminal().in());
        Overlays overlays =
                new Overlays(reader, overlay.getValue(), lstmc.terminal().err());
        CompileOptions options = CompileOptions.DEFAULT
                .with(unroll.<Unroll>getValue())
                .with(precision.<Precision>getValue())
                .with(Optimizations.ALL.without(without.<List<Optimization>>getValue()));
        Path root = to == null ? null : SourceReader.path(to);
        Report report = lstmc.report();
        List<Map.Entry<GeneratedFile, SourceText>> classes = new ArrayList<>();
        List<ModelReport> decisions = new ArrayList<>();
        Inputs inputs = new Inputs(reader, files.getValue(), path.getValue());
        Sources sources = inputs.sources();
        for (String file : inputs.names()) {
            try {
                SourceText source = inputs.text(file);
                CompileOptions own = overlays.options(options, file);
                CompileResult result = LstmCompiler.compile(sources, source, own);
                if (reporting) {
                    decisions.addAll(LstmCompiler.report(sources, source, own, System.getProperty("java.class.path")));
                }
                report.add(result.diagnostics());
                if (result.files().isEmpty() && !result.hasErrors()) {
                    report.addWithoutModel(file);
                }
                for (GeneratedFile generated : result.files()) {
                    classes.add(Map.entry(ascii.<Boolean>getValue() ? generated.inAscii() : generated, source));
                }
            } catch (Refusal refusal) {
                report.add(refusal);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
                report.add(file, failure, lstmc.verbose());
            }
        }
        PrintWriter out = lstmc.terminal().out();
        if (!report.isClean()) {
            out.println(report.summary() + "; nothing written");
            return report.exitCode();
        }
        if (classes.isEmpty()) {
            throw new Refusal("there is no model to compile");
        }
        refuseTwins(classes);
        decisions.forEach(decision -> out.println(decision.text()));
        return root == null
                ? ExitCode.OK
                : write(root, classes.stream().map(Map.Entry::getKey).toList(), out);
    }

    private static int write(Path root, List<GeneratedFile> classes, PrintWriter out) throws Refusal {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        classes.forEach(file -> contents.put(file.path(), file.text().getBytes(StandardCharsets.UTF_8)));
        List<Path> written;
        try {
            written = new OutputTree(root).write(contents);
        } catch (UnusableFileException e) {
            throw new Refusal(e);
        }
        written.forEach(path -> out.println("wrote " + Messages.name(path.toString())));
        int unchanged = classes.size() - written.size();
        out.println(Messages.count(written.size(), "file") + " written"
                + (unchanged > 0 ? ", " + unchanged + " unchanged" : ""));
        return ExitCode.OK;
    }

    /** Refuses classes that cannot stand beside each other. */
    private static void refuseTwins(List<Map.Entry<GeneratedFile, SourceText>> classes) throws Refusal {
        ClassOwners owners = new ClassOwners();
        for (Map.Entry<GeneratedFile, SourceText> entry : classes) {
            String source = Messages.name(entry.getValue().name());
            Optional<String> complaint = owners.claim(entry.getKey().path(), "", source);
            if (complaint.isPresent()) {
                throw new Refusal(source + ": " + complaint.get() + "; rename one of them");
            }
        }
    }
}
