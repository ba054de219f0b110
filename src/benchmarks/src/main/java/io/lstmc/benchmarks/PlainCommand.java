package io.lstmc.benchmarks;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Measurement;
import io.lstmc.benchmarks.measure.Outcome;
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
        Table table = new Table(
                "(X, H)", "vector, of peak", "steady after s", "plain, of peak", "steady after s", "speed of plain");
        for (Size size : options.sizes(new Size(16, 64), new Size(64, 128), new Size(128, 256), new Size(256, 512))) {
            Case at = new Case(
                    Kind.TRAINING, Cell.LSTM, size.x(), size.h(), TrainingCommand.STEPS, TrainingCommand.BATCH);
            Outcome vector = options.outcome(at, List.of(), "-Dlstmc.kernels=vector");
            Outcome plain = options.outcome(at, List.of(), "-Dlstmc.kernels=plain");
            double ofVector = vector.shareOfPeak(Measurement.LSTMC, at.flops());
            double ofPlain = plain.shareOfPeak(Measurement.LSTMC, at.flops());
            table.row(List.of(
                    size.toString(),
                    Figures.percent(ofVector),
                    Figures.seconds(vector.steadyAfter(Measurement.LSTMC)),
                    Figures.percent(ofPlain),
                    Figures.seconds(plain.steadyAfter(Measurement.LSTMC)),
                    Figures.percent(ofPlain / ofVector)));
        }
        options.report("Without the Vector API", "A training step of an LSTM with -Dlstmc.kernels=plain.\n\n" + table);
    }
}
