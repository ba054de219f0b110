package io.lstmc.benchmarks;

import io.lstmc.benchmarks.measure.CompileMain;
import io.lstmc.benchmarks.measure.Outcome;
import io.lstmc.benchmarks.measure.Timing;
import io.lstmc.benchmarks.report.Figures;
import io.lstmc.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "compile", description = "how long lstmc takes to compile models")
final class CompileCommand implements Callable<Integer> {

    @Mixin
    private RunOptions options;

    @Option(names = "--models", paramLabel = "DIRECTORY", description = "where they are; default: ${DEFAULT-VALUE}")
    private Path models = Path.of("models");

    @Override
    public Integer call() throws IOException {
        Table table = new Table("model", "first time ms", "processor ms", "later ms", "processor ms", "kB of Java");
        for (Path model : files()) {
            Outcome outcome = options.compile(model);
            Timing cold = outcome.timings().get(CompileMain.COLD);
            Timing warm = outcome.timings().get(CompileMain.WARM);
            table.row(List.of(
                    model.getFileName().toString(),
                    Figures.number(cold.wallNanos() / 1e6),
                    Figures.number(cold.nanos() / 1e6),
                    Figures.number(warm.wallNanos() / 1e6),
                    Figures.number(warm.nanos() / 1e6),
                    Figures.number(cold.bytes() / 1e3)));
        }
        options.report(
                "Compiling models",
                "From the text of a model to that of its class, without javac: the first time in a JVM, and when the"
                        + " JVM has compiled lstmc itself. By the clock on the wall, and on the processor.\n\n"
                        + table);
        return 0;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(models)) {
            return files.filter(f -> f.toString().endsWith(".lstm")).sorted().toList();
        }
    }
}
