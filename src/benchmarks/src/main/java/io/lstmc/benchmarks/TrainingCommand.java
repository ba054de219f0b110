package io.lstmc.benchmarks;

import io.lstmc.benchmarks.libtorch.Libtorch;
import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Measurement;
import io.lstmc.benchmarks.measure.Outcome;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.onednn.OneDnn;
import io.lstmc.benchmarks.report.Figures;
import io.lstmc.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "training", description = "a training step of an LSTM: 32 sequences of 50 steps, all gradients")
final class TrainingCommand implements Runnable {

    @Mixin
    private RunOptions options;

    @Override
    public void run() {
        Table table = new Table(
                "(X, H)",
                "lstmc µs",
                "GFLOP/s",
                "peak",
                "of peak",
                "oneDNN µs",
                "ratio",
                "libtorch µs",
                "ratio",
                "difference");
        List<Double> overOneDnn = new ArrayList<>();
        List<Double> overLibtorch = new ArrayList<>();
        for (Size size : options.sizes(
                new Size(1, 16),
                new Size(8, 32),
                new Size(16, 64),
                new Size(64, 128),
                new Size(128, 256),
                new Size(256, 512))) {
            Case at = new Case(Kind.TRAINING, Cell.LSTM, size.x(), size.h(), 50, 32);
            Outcome outcome = options.outcome(at, List.of(OneDnn.NAME, Libtorch.NAME));
            double nanos = outcome.nanos(Measurement.LSTMC).orElseThrow();
            double speed = at.flops() / nanos;
            Optional<Double> oneDnn = outcome.nanos(OneDnn.NAME);
            Optional<Double> libtorch = outcome.nanos(Libtorch.NAME);
            oneDnn.ifPresent(n -> overOneDnn.add(n / nanos));
            libtorch.ifPresent(n -> overLibtorch.add(n / nanos));
            table.row(List.of(
                    size.toString(),
                    Figures.number(nanos / 1000),
                    Figures.number(speed),
                    Figures.number(outcome.peak()),
                    Figures.percent(speed / outcome.peak()),
                    Figures.number(oneDnn.map(n -> n / 1000)),
                    Figures.ratio(oneDnn.map(n -> n / nanos)),
                    Figures.number(libtorch.map(n -> n / 1000)),
                    Figures.ratio(libtorch.map(n -> n / nanos)),
                    Figures.error(outcome.error())));
        }
        table.row(List.of(
                "geometric mean",
                "",
                "",
                "",
                "",
                "",
                Figures.ratio(Figures.geometricMean(overOneDnn)),
                "",
                Figures.ratio(Figures.geometricMean(overLibtorch))));
        options.report("A training step of an LSTM", table.toString());
    }
}
