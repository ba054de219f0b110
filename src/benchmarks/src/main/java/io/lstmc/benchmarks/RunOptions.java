package io.lstmc.benchmarks;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.CaseMain;
import io.lstmc.benchmarks.measure.Child;
import io.lstmc.benchmarks.measure.CompileMain;
import io.lstmc.benchmarks.measure.Effort;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Outcome;
import io.lstmc.benchmarks.measure.PeakMain;
import io.lstmc.benchmarks.measure.ThreadsMain;
import io.lstmc.benchmarks.report.Figures;
import io.lstmc.benchmarks.report.Machine;
import io.lstmc.benchmarks.report.Page;
import io.lstmc.benchmarks.start.ColdStart;
import io.lstmc.benchmarks.start.Cores;
import io.lstmc.benchmarks.start.FirstSeconds;
import io.lstmc.benchmarks.start.ReadmeExample;
import io.lstmc.benchmarks.start.WholePrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    @Option(names = "--quick", description = "shorter and fewer samples")
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

    /** What has to be said of single cases. */
    private final Set<String> remarks = new LinkedHashSet<>();

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
        return alone(at.title(), CaseMain.outcome(new Child(arguments, 1), at, effort(), peers(standardPeers)));
    }

    /** Measures training by so many threads in a JVM of its own. */
    Outcome threads(Case at, int threads, List<String> standardPeers) {
        return noted(
                at.title() + " by " + threads + (threads == 1 ? " thread" : " threads"),
                ThreadsMain.outcome(new Child(jvmArguments, threads), at, threads, effort(), peers(standardPeers)));
    }

    /** How long whole programs take. */
    Map<String, WholePrograms.Time> coldStart(List<String> standardPeers) throws IOException {
        return new ColdStart(new Child(jvmArguments, 1), peers(standardPeers)).run(quick ? 5 : 15);
    }

    /** What a program that {@link io.lstmc.benchmarks.model.GeneratedModel} wrote gets done. */
    FirstSeconds firstSeconds(Path directory, Kind kind, String kernels, Cores cores, int seconds) {
        FirstSeconds run = FirstSeconds.run(directory, kind, kernels, cores, seconds, jvmArguments);
        waiting = Math.max(waiting, run.busy());
        return run;
    }

    /** How long the program takes that was written into a directory, by the choice of kernels. */
    Map<String, WholePrograms.Time> readmeExample(Path directory, List<String> kernels, Cores cores)
            throws IOException {
        return ReadmeExample.run(directory, kernels, cores, quick ? 3 : 9, jvmArguments);
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
        return alone("the peak", PeakMain.outcome(new Child(jvmArguments, 1)));
    }

    /** Of contenders that all compute in one thread, so that its time and the clock tell of other work. */
    private Outcome alone(String title, Outcome outcome) {
        waiting = Math.max(waiting, outcome.waiting());
        return noted(title, outcome);
    }

    private Outcome noted(String title, Outcome outcome) {
        remarks.addAll(remarks(title, outcome, effort()));
        return outcome;
    }

    /** What has to be said of a case. */
    static List<String> remarks(String title, Outcome outcome, Effort effort) {
        List<String> remarks = new ArrayList<>();
        outcome.wrong()
                .forEach((peer, error) -> remarks.add(peer + " is left out at " + title
                        + ", where it computes something else: it differs by " + Figures.error(error) + "."));
        outcome.unsteady()
                .forEach(name -> remarks.add("The times of " + name + " at " + title + " were not steady after "
                        + effort.longestWarmUpNanos() / 1_000_000_000 + " s."));
        return remarks;
    }

    /** Prints a section, and puts it into the file if there is one. */
    void report(String title, String text) {
        String body = text + "\n"
                + remarks.stream().map(remark -> remark + "\n\n").collect(Collectors.joining()) + Machine.line()
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
