package io.lstmc.benchmarks;

import io.lstmc.benchmarks.libtorch.Libtorch;
import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.onednn.OneDnn;
import io.lstmc.benchmarks.onnxruntime.OnnxRuntime;
import io.lstmc.benchmarks.report.Figures;
import io.lstmc.benchmarks.report.Table;
import io.lstmc.benchmarks.start.ColdStart;
import io.lstmc.benchmarks.start.WholePrograms;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "cold", description = "a whole program with one prediction, from its start to its end")
final class ColdCommand implements Callable<Integer> {

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws IOException {
        Map<String, WholePrograms.Time> times =
                options.coldStart(List.of(OneDnn.NAME, Libtorch.NAME, OnnxRuntime.NAME));
        WholePrograms.Time bare = times.values().iterator().next();
        Table table = new Table("program", "ms", "above the bare JVM", "processor ms", "above the bare JVM");
        times.forEach((name, time) -> table.row(List.of(
                name,
                Figures.number(time.wall()),
                Figures.number(time.wall() - bare.wall()),
                Figures.number(time.processor()),
                Figures.number(time.processor() - bare.processor()))));
        Case at = ColdStart.at();
        options.report(
                "A cold start",
                "Starting a JVM, one prediction of an LSTM of " + new Size(at.x(), at.h()) + " for a sequence of "
                        + at.steps()
                        + " steps, and the end; by the clock on the wall, and on the processor, in which a machine that is busy with"
                        + " other work matters less. Native libraries are"
                        + " unpacked already.\n\n" + table);
        return 0;
    }
}
