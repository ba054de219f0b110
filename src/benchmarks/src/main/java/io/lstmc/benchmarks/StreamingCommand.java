package io.lstmc.benchmarks;

import io.lstmc.benchmarks.libtorch.Libtorch;
import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Measurement;
import io.lstmc.benchmarks.measure.Outcome;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.onednn.OneDnn;
import io.lstmc.benchmarks.onnxruntime.OnnxRuntime;
import io.lstmc.benchmarks.report.Figures;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "streaming", description = "one step of one sequence through an LSTM, with the state kept")
final class StreamingCommand implements Runnable {

    /** Steps that are compared before one is timed. */
    private static final int COMPARED_STEPS = 10;

    /** Nanoseconds a step that RTNeural, which is C++ and cannot run here, took on a core of the peak below. */
    private static final Map<Size, Double> RTNEURAL = Map.of(
            new Size(1, 8), 56.0,
            new Size(8, 16), 85.0,
            new Size(3, 32), 164.0,
            new Size(16, 64), 820.0,
            new Size(64, 128), 3_819.0,
            new Size(128, 256), 18_530.0,
            new Size(256, 512), 79_000.0);

    private static final double RTNEURAL_PEAK = 118.7;

    /** Keeps vectors of weights out of two cache lines at once; which of them are is otherwise a matter of luck. */
    private static final String ALIGNED = "-XX:ObjectAlignmentInBytes=64";

    @Mixin
    private RunOptions options;

    @Override
    public void run() {
        List<String> peers = List.of(OneDnn.NAME, Libtorch.NAME, OnnxRuntime.NAME);
        Comparison comparison = new Comparison(
                "(X, H)",
                Comparison.Unit.NANOSECONDS,
                peers,
                "RTNeural, scaled",
                "ratio",
                "aligned ns",
                "ratio",
                "bytes allocated");
        for (Size size : options.sizes(
                new Size(1, 8),
                new Size(8, 16),
                new Size(3, 32),
                new Size(16, 64),
                new Size(64, 128),
                new Size(128, 256),
                new Size(256, 512))) {
            Case at = new Case(Kind.STREAMING, Cell.LSTM, size.x(), size.h(), COMPARED_STEPS, 1);
            Outcome outcome = options.outcome(at, peers);
            double nanos = outcome.nanos(Measurement.LSTMC).orElseThrow();
            double aligned = options.outcome(at, List.of(), ALIGNED)
                    .nanos(Measurement.LSTMC)
                    .orElseThrow();
            Double published = RTNEURAL.get(size);
            double scaled = published == null ? Double.NaN : published * RTNEURAL_PEAK / outcome.peak();
            comparison.add(
                    size.toString(),
                    at,
                    outcome,
                    published == null ? Figures.NONE : Figures.number(scaled),
                    published == null ? Figures.NONE : Figures.ratio(scaled / nanos),
                    Figures.number(aligned),
                    published == null ? Figures.NONE : Figures.ratio(scaled / aligned),
                    Figures.number(outcome.timings().get(Measurement.LSTMC).bytes()));
        }
        options.report(
                "A step of a stream through an LSTM",
                "The time of RTNeural is what it took on a core with a peak of " + RTNEURAL_PEAK
                        + " GFLOP/s, scaled to the peak of this one. The two columns behind it are of a JVM with "
                        + ALIGNED + ". The last column is what the generated class allocates in a step.\n\n"
                        + comparison.finish());
    }
}
