package io.lstmc.benchmarks.measure;

import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.model.GeneratedModel;
import io.lstmc.runtime.Model;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times whole programs from their start to their end, in turns. */
public final class ColdStart {

    private static final Case AT = new Case(Kind.SEQUENCES, Cell.LSTM, 16, 64, 50, 1);

    private final Child child;
    private final List<String> peers;

    /** @param peers by name */
    public ColdStart(Child child, List<String> peers) {
        this.child = child;
        this.peers = peers;
    }

    /** What the programs predict with. */
    public static Case at() {
        return AT;
    }

    /**
     * How long a program took, in milliseconds.
     *
     * @param wall by the clock on the wall
     * @param processor of all its threads, in hundredths of a second; not a number where the system does not tell
     */
    public record Time(double wall, double processor) {}

    /** Medians of so many rounds, by what was started. */
    public Map<String, Time> run(int rounds) throws IOException {
        Path directory = Files.createTempDirectory("benchmarked");
        try {
            GeneratedModel.writePrograms(AT, directory);
            Map<String, ProcessBuilder> programs = programs(directory);
            Map<String, List<Time>> times = new LinkedHashMap<>();
            programs.keySet().forEach(name -> times.put(name, new ArrayList<>()));
            // The first round, which may have to unpack native code, does not count.
            for (int round = -1; round < rounds; round++) {
                for (Map.Entry<String, ProcessBuilder> program : programs.entrySet()) {
                    Time time = time(program.getValue());
                    if (round >= 0) {
                        times.get(program.getKey()).add(time);
                    }
                }
            }
            Map<String, Time> medians = new LinkedHashMap<>();
            times.forEach((name, all) -> medians.put(
                    name,
                    new Time(
                            Race.median(all.stream().mapToDouble(Time::wall).toArray()),
                            Race.median(
                                    all.stream().mapToDouble(Time::processor).toArray()))));
            return medians;
        } finally {
            GeneratedModel.delete(directory);
        }
    }

    private Map<String, ProcessBuilder> programs(Path directory) {
        String classes = directory + File.pathSeparator + runtime();
        Map<String, ProcessBuilder> programs = new LinkedHashMap<>();
        programs.put("bare JVM", java(classes, GeneratedModel.BARE));
        programs.put("lstmc", java(classes, "--add-modules", "jdk.incubator.vector", GeneratedModel.FIRST_PREDICTION));
        programs.put("lstmc, plain kernels", java(classes, GeneratedModel.FIRST_PREDICTION));
        for (String peer : peers) {
            List<String> arguments = new Arguments(AT, Effort.QUICK, 1, List.of(peer)).write();
            programs.put(peer, child.builder(ColdPeerMain.class, arguments));
        }
        return programs;
    }

    private static ProcessBuilder java(String classPath, String... rest) {
        List<String> command = new ArrayList<>(List.of(Child.JAVA, "-classpath", classPath));
        command.addAll(Arrays.asList(rest));
        return new ProcessBuilder(command);
    }

    /** Where the classes of the runtime are. */
    static Path runtime() {
        try {
            return Path.of(Model.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Time time(ProcessBuilder program) throws IOException {
        program.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        double processor = ChildrenClock.milliseconds();
        long start = System.nanoTime();
        try {
            int code = program.start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("exit code " + code + " of " + String.join(" ", program.command()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Time((System.nanoTime() - start) * 1e-6, ChildrenClock.milliseconds() - processor);
    }
}
