package io.lstmc.benchmarks;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.CaseMain;
import io.lstmc.benchmarks.measure.Child;
import io.lstmc.benchmarks.measure.ColdStart;
import io.lstmc.benchmarks.measure.CompileMain;
import io.lstmc.benchmarks.measure.Cores;
import io.lstmc.benchmarks.measure.Effort;
import io.lstmc.benchmarks.measure.FirstSeconds;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Outcome;
import io.lstmc.benchmarks.measure.PeakMain;
import io.lstmc.benchmarks.measure.ThreadsMain;
import io.lstmc.benchmarks.report.Figures;
import io.lstmc.benchmarks.report.Machine;
import io.lstmc.benchmarks.report.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What all commands understand. */
final class RunOptions {

    /** What a core with nothing else to do stays below. */
    private static final double BUSY = 1.05;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "XxH",
            converter = Size.Reader.class,
            description = "measure only these sizes, such as 16x64,64x128")
    private List<Size> sizes;

    @Option(names = "--quick", description = "shorter warm-up and fewer samples")
    private boolean quick;

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "NAME",
            converter = PeerReader.class,
            description = "compare with these only, or with none: libtorch, oneDNN, onnxruntime, packed, written")
    private List<String> peers;

    @Option(names = "--out", paramLabel = "FILE", description = "also put the tables into this Markdown file")
    private Path out;

    @Option(names = "--jvm", paramLabel = "ARGUMENT", description = "an argument of the JVM that measures; repeatable")
    private List<String> jvmArguments = new ArrayList<>();

    /** How much longer than its work some contender took by the clock on the wall. */
    private double waiting = 1;

    /** The sizes of a table, unless others are wanted. */
    List<Size> sizes(Size... standard) {
        return sizes == null ? List.of(standard) : sizes;
    }

    /**
     * Measures a case in a JVM of its own.
     *
     * @param standardPeers to compare with, unless others are wanted
     */
    Outcome outcome(Case at, List<String> standardPeers, String... furtherJvmArguments) {
        List<String> arguments = new ArrayList<>(jvmArguments);
        arguments.addAll(List.of(furtherJvmArguments));
        return noted(CaseMain.outcome(new Child(arguments, 1), at, effort(), peers(standardPeers)));
    }

    /** Measures training by so many threads in a JVM of its own. */
    Outcome threads(Case at, int threads, List<String> standardPeers) {
        return ThreadsMain.outcome(new Child(jvmArguments, threads), at, threads, effort(), peers(standardPeers));
    }

    /** How long whole programs take. */
    Map<String, ColdStart.Time> coldStart(List<String> standardPeers) throws IOException {
        return new ColdStart(new Child(jvmArguments, 1), peers(standardPeers)).run(quick ? 5 : 15);
    }

    /** What a program that {@link io.lstmc.benchmarks.model.GeneratedModel} wrote gets done. */
    FirstSeconds firstSeconds(Path directory, Kind kind, String kernels, Cores cores, int seconds) {
        FirstSeconds run = FirstSeconds.run(directory, kind, kernels, cores, seconds, jvmArguments);
        waiting = Math.max(waiting, run.busy());
        return run;
    }

    /** Measures the compiler in a JVM of its own. */
    Outcome compile(Path model) {
        return CompileMain.outcome(new Child(jvmArguments, 1), model);
    }

    private Effort effort() {
        return quick ? Effort.QUICK : Effort.FULL;
    }

    private List<String> peers(List<String> standard) {
        return peers == null
                ? standard
                : peers.stream().filter(name -> !name.equals(PeerReader.NONE)).toList();
    }

    /** Measures the peak of the core in a JVM of its own. */
    Outcome peak() {
        return noted(PeakMain.outcome(new Child(jvmArguments, 1)));
    }

    private Outcome noted(Outcome outcome) {
        waiting = Math.max(waiting, outcome.waiting());
        return outcome;
    }

    /** Prints a section, and puts it into the file if there is one. */
    void report(String title, String text) {
        String body = text + "\n" + Machine.line()
                + (waiting < BUSY
                        ? ""
                        : " The core was busy with other work too: up to " + Figures.ratio(waiting)
                                + " the time of the thread passed by the clock.")
                + "\n";
        System.out.println("## " + title + "\n\n" + body);
        if (out != null) {
            try {
                Page.update(out, title, body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
