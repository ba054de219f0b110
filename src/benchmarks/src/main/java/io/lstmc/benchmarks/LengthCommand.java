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

@Command(name = "length", description = "a training step of an LSTM for sequences of 10 to 2000 steps")
final class LengthCommand implements Runnable {

    private static final int[] STEPS = {10, 50, 200, 500, 2000};

    @Mixin
    private RunOptions options;

    @Override
    public void run() {
        StringBuilder text = new StringBuilder("A training step of an LSTM for " + TrainingCommand.BATCH
                + " sequences. The last column is the time of one of its steps, relative to the first row.\n");
        for (Size size : options.sizes(new Size(16, 64))) {
            Table table = new Table(size + ", steps", "µs", "of peak", "steady after s", "time of a step");
            double first = 0;
            for (int steps : STEPS) {
                Case at = new Case(Kind.TRAINING, Cell.LSTM, size.x(), size.h(), steps, TrainingCommand.BATCH);
                Outcome outcome = options.outcome(at, List.of());
                double share = outcome.shareOfPeak(Measurement.LSTMC, at.flops());
                first = first == 0 ? share : first;
                table.row(List.of(
                        Integer.toString(steps),
                        Figures.number(outcome.nanos(Measurement.LSTMC).orElseThrow() / 1000),
                        Figures.percent(share),
                        Figures.seconds(outcome.steadyAfter(Measurement.LSTMC)),
                        Figures.ratio(first / share)));
            }
            text.append('\n').append(table);
        }
        options.report("Long sequences", text.toString());
    }
}
