package io.lstmc.benchmarks;

import io.lstmc.benchmarks.libtorch.Libtorch;
import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.onednn.OneDnn;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "training", description = "a training step of an LSTM: 32 sequences of 50 steps, all gradients")
final class TrainingCommand implements Runnable {

    /** The sizes of most tables of training. */
    static final Size[] SIZES = {
        new Size(1, 16), new Size(8, 32), new Size(16, 64), new Size(64, 128), new Size(128, 256), new Size(256, 512)
    };

    static final int STEPS = 50;
    static final int BATCH = 32;

    @Mixin
    private RunOptions options;

    @Override
    public void run() {
        List<String> peers = List.of(OneDnn.NAME, Libtorch.NAME);
        Comparison comparison = new Comparison("(X, H)", Comparison.Unit.MICROSECONDS, peers);
        for (Size size : options.sizes(SIZES)) {
            Case at = new Case(Kind.TRAINING, Cell.LSTM, size.x(), size.h(), STEPS, BATCH);
            comparison.add(size.toString(), at, options.outcome(at, peers));
        }
        options.report(
                "A training step of an LSTM",
                "Forward, mean squared error of the last state, and the gradients of all parameters, for " + BATCH
                        + " sequences of " + STEPS + " steps.\n\n" + comparison.finish());
    }
}
