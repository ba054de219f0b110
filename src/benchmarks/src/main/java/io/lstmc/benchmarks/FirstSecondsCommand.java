package io.lstmc.benchmarks;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.model.ExampleProgram;
import io.lstmc.benchmarks.model.GeneratedModel;
import io.lstmc.benchmarks.report.Figures;
import io.lstmc.benchmarks.report.Table;
import io.lstmc.benchmarks.start.Cores;
import io.lstmc.benchmarks.start.FirstSeconds;
import io.lstmc.benchmarks.start.TemporaryDirectory;
import io.lstmc.benchmarks.start.WholePrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "first-seconds",
        description = "what programs get done in the first seconds of their JVM, by the choice of kernels")
final class FirstSecondsCommand implements Callable<Integer> {

    private static final String PLAIN = "plain";
    private static final List<String> KERNELS = List.of("auto", "vector", PLAIN);

    /** The last quarter of a run is its end, which has to lie behind the seconds that count. */
    private static final int SHORTEST = 8;

    /** What is done over and over, and the program of the README, which is run as a whole. */
    private enum Work {
        TRAINING("training, LSTM", Kind.TRAINING, Cell.LSTM),
        NORMALISED("training, LayerNormLSTM", Kind.TRAINING, Cell.LAYER_NORM_LSTM),
        BATCHES("predict, a batch", Kind.SEQUENCES, Cell.LSTM),
        STREAMING("stream", Kind.STREAMING, Cell.LSTM),
        README("the program of the README", null, null);

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
            paramLabel = "LIST",
            description = "cores to run on, as taskset takes them, with / between several choices; default: 1/0,1")
    private List<String> cores = List.of("1", "0,1");

    @Option(names = "--seconds", description = "how long each program runs; default: ${DEFAULT-VALUE}")
    private int seconds = 20;

    @Option(names = "--readme", paramLabel = "FILE", description = "shows the program; default: ${DEFAULT-VALUE}")
    private Path readme = Path.of("README.md");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (seconds < SHORTEST) {
            throw new ParameterException(spec.commandLine(), "--seconds is " + SHORTEST + " or more, not " + seconds);
        }
        StringBuilder text = new StringBuilder();
        if (!repeated().isEmpty()) {
            text.append("A program does the same step over and over: a training step for ")
                    .append(TrainingCommand.BATCH + " sequences of " + TrainingCommand.STEPS)
                    .append(
                            " steps, predictions for as many, or a step of a stream. Of the first 5 s since its JVM was started")
                    .append(
                            " those are lost that what it got done would not have taken with the steps of the fastest kernels in")
                    .append(
                            " the end, and in the next column with those of its own in the end, which the column before the last")
                    .append(" shows. The last one says when steps became as short as that, but for a tenth.\n");
            for (Size size : options.sizes(new Size(16, 64))) {
                for (String list : cores) {
                    text.append('\n').append(steps(size, Cores.of(list)));
                }
            }
        }
        if (works.contains(Work.README)) {
            text.append(
                    "\nThe whole program of the README, from its start to its end, and how much longer than with plain"
                            + " kernels it takes.\n");
            for (String list : cores) {
                text.append('\n').append(program(Cores.of(list)));
            }
        }
        options.report("The first seconds", text.toString());
        return 0;
    }

    private List<Work> repeated() {
        return works.stream().filter(w -> w != Work.README).toList();
    }

    private Table steps(Size size, Cores bound) throws IOException {
        Table table = new Table(
                size + ", " + bound.title(),
                "lost s",
                "by its own steps",
                "longest step ms",
                "after 1 s",
                "in steps of plain",
                "step µs",
                "steady after s");
        for (Work work : repeated()) {
            Case at = new Case(work.kind, work.cell, size.x(), size.h(), TrainingCommand.STEPS, TrainingCommand.BATCH);
            Map<String, FirstSeconds> runs = new LinkedHashMap<>();
            try (TemporaryDirectory directory = new TemporaryDirectory()) {
                GeneratedModel.writePrograms(at, directory.path());
                for (String kernels : KERNELS) {
                    runs.put(kernels, options.firstSeconds(directory.path(), work.kind, kernels, bound, seconds));
                }
            }
            addRows(table, work.title, runs);
        }
        return table;
    }

    private static void addRows(Table table, String title, Map<String, FirstSeconds> runs) {
        double fastest = runs.values().stream()
                .mapToDouble(FirstSeconds::steadyStep)
                .min()
                .orElseThrow();
        double plain = runs.get(PLAIN).steadyStep();
        runs.forEach((kernels, run) -> table.row(List.of(
                title + ", " + kernels,
                hundredths(run.lost(fastest)),
                hundredths(run.lost(run.steadyStep())),
                Figures.number(run.longest() / 1e6),
                Figures.number(run.longestLate() / 1e6),
                Figures.number(run.longestLate() / plain),
                Figures.number(run.steadyStep() / 1e3),
                Figures.seconds(run.steadyAfter()))));
    }

    private Table program(Cores bound) throws IOException {
        Table table = new Table("kernels, " + bound.title(), "ms", "of plain", "processor ms");
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            ExampleProgram.write(readme, directory.path());
            Map<String, WholePrograms.Time> times = options.readmeExample(directory.path(), KERNELS, bound);
            double plain = times.get(PLAIN).wall();
            times.forEach((kernels, time) -> table.row(List.of(
                    kernels,
                    Figures.number(time.wall()),
                    Figures.ratio(time.wall() / plain),
                    Figures.number(time.processor()))));
        }
        return table;
    }

    private static String hundredths(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }
}
