package io.lstmc.benchmarks;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Measurement;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.report.Figures;
import io.lstmc.benchmarks.report.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "plain", description = "a training step of an LSTM without the Vector API")
final class PlainCommand implements Runnable {

    @Mixin
    private RunOptions options;

    @Override
    public void run() {
        Table table = new Table("(X, H)", "vector, of peak", "plain, of peak", "speed of plain");
        for (Size size : options.sizes(new Size(16, 64), new Size(64, 128), new Size(128, 256), new Size(256, 512))) {
            double vector = share(size, "vector");
            double plain = share(size, "plain");
            table.row(List.of(
                    size.toString(), Figures.percent(vector), Figures.percent(plain), Figures.percent(plain / vector)));
        }
        options.report("Without the Vector API", "A training step of an LSTM with -Dlstmc.kernels=plain.\n\n" + table);
    }

    private double share(Size size, String kernels) {
        Case at = new Case(Kind.TRAINING, Cell.LSTM, size.x(), size.h(), TrainingCommand.STEPS, TrainingCommand.BATCH);
        return options.outcome(at, List.of(), "-Dlstmc.kernels=" + kernels).shareOfPeak(Measurement.LSTMC, at.flops());
    }
}
