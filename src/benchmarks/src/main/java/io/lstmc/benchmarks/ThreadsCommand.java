package io.lstmc.benchmarks;

import io.lstmc.benchmarks.libtorch.Libtorch;
import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Outcome;
import io.lstmc.benchmarks.measure.Timing;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.onednn.OneDnn;
import io.lstmc.benchmarks.report.Figures;
import io.lstmc.benchmarks.report.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "threads", description = "a training step of an LSTM on all cores; not to be pinned to one")
final class ThreadsCommand implements Runnable {

    private static final int BATCH = 64;

    @Mixin
    private RunOptions options;

    @Override
    public void run() {
        int cores = Runtime.getRuntime().availableProcessors();
        if (cores == 1) {
            throw new IllegalStateException("threads needs more than one core, so do not pin it to one");
        }
        StringBuilder text = new StringBuilder("A training step of an LSTM for " + BATCH + " sequences of "
                + TrainingCommand.STEPS + " steps, by the clock on the wall; that of lstmc with the update of the"
                + " parameters, which have the same bits for any number of threads.\n");
        List<String> peers = List.of(OneDnn.NAME, Libtorch.NAME);
        for (Size size : options.sizes(new Size(64, 128))) {
            Case at = new Case(Kind.TRAINING, Cell.LSTM, size.x(), size.h(), TrainingCommand.STEPS, BATCH);
            Outcome one = options.threads(at, 1, peers);
            Outcome all = options.threads(at, cores, peers);
            Table table = new Table(size.toString(), "1 thread µs", cores + " threads µs", "speed-up");
            one.timings().forEach((name, time) -> {
                Timing faster = all.timings().get(name);
                table.row(List.of(
                        name,
                        Figures.number(time.wallNanos() / 1000),
                        Figures.number(faster.wallNanos() / 1000),
                        Figures.ratio(time.wallNanos() / faster.wallNanos())));
            });
            text.append('\n').append(table);
        }
        options.report("All cores", text.toString());
    }
}
