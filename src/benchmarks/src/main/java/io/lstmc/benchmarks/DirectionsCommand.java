package io.lstmc.benchmarks;

import io.lstmc.benchmarks.libtorch.Libtorch;
import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Measurement;
import io.lstmc.benchmarks.measure.Outcome;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.report.Figures;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "directions", description = "an LSTM that reads in both directions, beside one direction")
final class DirectionsCommand implements Runnable {

    @Mixin
    private RunOptions options;

    @Override
    public void run() {
        StringBuilder text = new StringBuilder("The hidden states of all steps of " + TrainingCommand.BATCH
                + " sequences of " + TrainingCommand.STEPS
                + " steps, by one LSTM and by two of which one reads from the last step to the first. The last column is the time of"
                + " both directions relative to that of one, each as a part of the peak measured with it.\n");
        table(text, "training", Kind.TRAINING);
        table(text, "predictions", Kind.SEQUENCES);
        options.report("Both directions", text.toString());
    }

    private void table(StringBuilder text, String first, Kind kind) {
        List<String> peers = List.of(Libtorch.NAME);
        Comparison comparison = new Comparison(first, Comparison.Unit.MICROSECONDS, peers, "both of one");
        for (Size size : options.sizes(new Size(16, 64), new Size(64, 128), new Size(128, 256))) {
            double ofOne = 0;
            for (Cell cell : List.of(Cell.LSTM_OF_ALL_STEPS, Cell.LSTM_OF_BOTH_DIRECTIONS)) {
                Case at = new Case(kind, cell, size.x(), size.h(), TrainingCommand.STEPS, TrainingCommand.BATCH);
                Outcome outcome = options.outcome(at, peers);
                double time = at.flops() / outcome.shareOfPeak(Measurement.LSTMC, at.flops());
                ofOne = cell == Cell.LSTM_OF_ALL_STEPS ? time : ofOne;
                String name = size + (cell == Cell.LSTM_OF_ALL_STEPS ? " one" : " both");
                comparison.add(name, at, outcome, Figures.ratio(time / ofOne));
            }
        }
        text.append('\n').append(comparison.finish());
    }
}
