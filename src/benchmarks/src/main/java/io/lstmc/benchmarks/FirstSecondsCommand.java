package io.lstmc.benchmarks;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Cores;
import io.lstmc.benchmarks.measure.FirstSeconds;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.model.GeneratedModel;
import io.lstmc.benchmarks.report.Figures;
import io.lstmc.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "first-seconds", description = "what programs get done in the first seconds of their JVM")
final class FirstSecondsCommand implements Callable<Integer> {

    private static final List<String> KERNELS = List.of("auto", "vector", "plain");

    /** What is done over and over. */
    private enum Work {
        TRAINING("training, LSTM", Kind.TRAINING, Cell.LSTM),
        NORMALISED("training, LayerNormLSTM", Kind.TRAINING, Cell.LAYER_NORM_LSTM),
        BATCHES("predict, a batch", Kind.SEQUENCES, Cell.LSTM),
        STREAMING("stream", Kind.STREAMING, Cell.LSTM);

        private final String title;
        private final Kind kind;
        private final Cell cell;

        Work(String title, Kind kind, Cell cell) {
            this.title = title;
            this.kind = kind;
            this.cell = cell;
        }
    }

    @Mixin
    private RunOptions options;

    @Option(
            names = "--work",
            split = ",",
            paramLabel = "WORK",
            description = "measure only this: ${COMPLETION-CANDIDATES}")
    private List<Work> works = List.of(Work.values());

    @Option(
            names = "--cores",
            split = "/",
            paramLabel = "LISTS",
            description = "lists of cores as taskset takes them; default: ${DEFAULT-VALUE}")
    private List<String> cores = List.of("1", "0,1");

    @Option(names = "--seconds", description = "how long each program runs, 8 or more; default: ${DEFAULT-VALUE}")
    private int seconds = 20;

    @Override
    public Integer call() throws IOException {
        StringBuilder text = new StringBuilder("A program does the same step over and over: the training step of 32"
                + " sequences of 50 steps, 32 predictions, or a step of a stream. *Lost* are, of the first 5 s since its JVM"
                + " was started, those that what it got done would not have taken at the speed that the fastest of its kernels"
                + " reach in the end, and in the next column at the speed of its own in the end. The last columns are the step"
                + " in the end, and when steps became about as fast as that.\n");
        for (String list : cores) {
            Cores bound = Cores.of(list);
            for (Size size : options.sizes(new Size(16, 64))) {
                Table table = new Table(
                        size + ", " + bound,
                        "lost s",
                        "by its own speed",
                        "longest step ms",
                        "after 1 s",
                        "in steps of plain",
                        "step µs",
                        "steady after s");
                for (Work work : works) {
                    rows(table, work, size, bound);
                }
                text.append('\n').append(table);
            }
        }
        options.report("The first seconds", text.toString());
        return 0;
    }

    private void rows(Table table, Work work, Size size, Cores bound) throws IOException {
        Case at = new Case(work.kind, work.cell, size.x(), size.h(), TrainingCommand.STEPS, TrainingCommand.BATCH);
        Map<String, FirstSeconds> runs = new LinkedHashMap<>();
        Path directory = Files.createTempDirectory("benchmarked");
        try {
            GeneratedModel.writePrograms(at, directory);
            for (String kernels : KERNELS) {
                runs.put(kernels, options.firstSeconds(directory, work.kind, kernels, bound, seconds));
            }
        } finally {
            GeneratedModel.delete(directory);
        }
        double fastest = runs.values().stream()
                .mapToDouble(FirstSeconds::steadyStep)
                .min()
                .orElseThrow();
        double plain = runs.get("plain").steadyStep();
        runs.forEach((kernels, run) -> table.row(List.of(
                work.title + ", " + kernels,
                String.format(Locale.ROOT, "%.2f", run.lost(fastest)),
                String.format(Locale.ROOT, "%.2f", run.lost(run.steadyStep())),
                Figures.number(run.longest() / 1e6),
                Figures.number(run.longestLate() / 1e6),
                Figures.number(run.longestLate() / plain),
                Figures.number(run.steadyStep() / 1e3),
                Double.isInfinite(run.steadyAfter())
                        ? "> " + seconds * 3 / 4
                        : Figures.number(run.steadyAfter() / 1e9))));
    }
}
