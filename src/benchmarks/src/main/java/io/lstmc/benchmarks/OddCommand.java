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

@Command(name = "odd", description = "a training step of sizes that fill no vectors, beside the next ones that do")
final class OddCommand implements Runnable {

    private static final int MULTIPLE = 16;

    @Mixin
    private RunOptions options;

    @Override
    public void run() {
        Table table = new Table(
                "(X, H)", "of peak", "steady after s", "full vectors", "of peak", "steady after s", "time of a FLOP");
        for (Size size : options.sizes(new Size(7, 50), new Size(13, 100), new Size(30, 300))) {
            Size full = new Size(roundUp(size.x()), roundUp(size.h()));
            Outcome outcome = options.outcome(at(size), List.of());
            Outcome outcomeOfFull = options.outcome(at(full), List.of());
            double share = outcome.shareOfPeak(Measurement.LSTMC, at(size).flops());
            double ofFull = outcomeOfFull.shareOfPeak(Measurement.LSTMC, at(full).flops());
            table.row(List.of(
                    size.toString(),
                    Figures.percent(share),
                    Figures.seconds(outcome.steadyAfter(Measurement.LSTMC)),
                    full.toString(),
                    Figures.percent(ofFull),
                    Figures.seconds(outcomeOfFull.steadyAfter(Measurement.LSTMC)),
                    Figures.ratio(ofFull / share)));
        }
        options.report(
                "Sizes that fill no vectors",
                "A training step of an LSTM. The last column is the time of a floating-point operation of the products,"
                        + " relative to that of the next multiples of " + MULTIPLE + ".\n\n" + table);
    }

    private static Case at(Size size) {
        return new Case(Kind.TRAINING, Cell.LSTM, size.x(), size.h(), TrainingCommand.STEPS, TrainingCommand.BATCH);
    }

    private static int roundUp(int size) {
        return (size + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }
}
