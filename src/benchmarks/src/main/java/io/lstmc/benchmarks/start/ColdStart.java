package io.lstmc.benchmarks.start;

import io.lstmc.benchmarks.measure.Arguments;
import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Child;
import io.lstmc.benchmarks.measure.Effort;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.model.GeneratedModel;
import io.lstmc.runtime.Model;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times programs that predict once. */
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

    /** Medians of so many rounds, by what was started. The first round, which may unpack native code, does not count. */
    public Map<String, WholePrograms.Time> run(int rounds) throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            GeneratedModel.writePrograms(AT, directory.path());
            return WholePrograms.run(programs(directory.path()), rounds);
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
}
