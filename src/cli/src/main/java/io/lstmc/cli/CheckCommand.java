package io.lstmc.cli;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Sources;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Reports what is wrong with files. */
final class CheckCommand implements Callable<Integer> {

    private final Lstmc lstmc;
    private final PositionalParamSpec files = CommandSpecs.files();
    private final OptionSpec overlay = CommandSpecs.train();
    private final OptionSpec path = CommandSpecs.path();

    CheckCommand(Lstmc lstmc) {
        this.lstmc = lstmc;
    }

    CommandSpec spec() {
        return CommandSpecs.withHelp(CommandSpecs.ofModels(
                        "check",
                        this,
                        "Report every mistake in .lstm files.",
                        "  lstmc check models/*.lstm",
                        "  cat forecast.lstm | lstmc check -")
                .addPositional(files)
                .addOption(overlay)
                .addOption(path));
    }

    @Override
    public Integer call() throws Refusal {
        Report report = lstmc.report();
        SourceReader reader = new SourceReader(lstmc.terminal().in());
        Overlays overlays =
                new Overlays(reader, overlay.getValue(), lstmc.terminal().err());
        Inputs inputs = new Inputs(reader, files.getValue(), path.getValue());
        Sources sources = inputs.sources();
        for (String file : inputs.names()) {
            try {
                SourceText source = inputs.text(file);
                // Whether a model fits into a class is known when that is there.
                CompileResult result =
                        LstmCompiler.compile(sources, source, overlays.options(CompileOptions.DEFAULT, file));
                report.add(result.diagnostics());
                if (!result.hasErrors() && result.files().isEmpty()) {
                    report.addWithoutModel(file);
                }
            } catch (Refusal refusal) {
                report.add(refusal);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
                report.add(file, failure, lstmc.verbose());
            }
        }
        lstmc.terminal().out().println(report.summary());
        return report.exitCode();
    }
}
