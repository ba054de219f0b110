package io.lstmc.benchmarks;

import io.lstmc.benchmarks.libtorch.Libtorch;
import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.onednn.OneDnn;
import io.lstmc.benchmarks.onnxruntime.OnnxRuntime;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "sequences", description = "sequences of 100 steps through an LSTM, one and 32 at a time")
final class SequencesCommand implements Runnable {

    private static final int STEPS = 100;
    private static final int[] BATCHES = {1, 32};

    @Mixin
    private RunOptions options;

    @Override
    public void run() {
        List<String> peers = List.of(OneDnn.NAME, Libtorch.NAME, OnnxRuntime.NAME);
        StringBuilder text = new StringBuilder("From sequences of " + STEPS + " steps to their last states.\n");
        for (int batch : BATCHES) {
            Comparison comparison = new Comparison(batch + " × (X, H)", Comparison.Unit.MICROSECONDS, peers);
            for (Size size : options.sizes(
                    new Size(8, 16),
                    new Size(3, 32),
                    new Size(16, 64),
                    new Size(64, 128),
                    new Size(128, 256),
                    new Size(256, 512))) {
                Case at = new Case(Kind.SEQUENCES, Cell.LSTM, size.x(), size.h(), STEPS, batch);
                comparison.add(size.toString(), at, options.outcome(at, peers));
            }
            text.append('\n').append(comparison.finish());
        }
        options.report("Sequences through an LSTM", text.toString());
    }
}
