package io.lstmc.cli;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Reports what is wrong with files. */
@Command(
        name = "check",
        description = "Report every mistake in .lstm files.",
        footer = {
            "",
            "Examples:",
            "  lstmc check models/*.lstm",
            "  cat forecast.lstm | lstmc check -",
        })
final class CheckCommand implements Callable<Integer> {

    @ParentCommand
    private Lstmc lstmc;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "a model file, or - for standard input")
    private List<String> files;

    @Option(
            names = "--train",
            paramLabel = "YAML",
            description = "training settings that replace those of the files; without it those of NAME.yaml beside"
                    + " NAME.lstm do, where it exists")
    private String overlay;

    @Override
    public Integer call() throws Refusal {
        Report report = lstmc.report();
        SourceReader reader = new SourceReader(lstmc.terminal().in());
        Overlays overlays = new Overlays(reader, overlay);
        for (String file : new LinkedHashSet<>(files)) {
            try {
                SourceText source = reader.read(file);
                Diagnostics diagnostics = new Diagnostics();
                LstmCompiler.check(source, overlays.options(CompileOptions.DEFAULT, file), diagnostics);
                report.add(diagnostics.sorted());
            } catch (Refusal refusal) {
                report.add(refusal);
            }
        }
        lstmc.terminal().out().println(report.summary());
        return report.exitCode();
    }
}
