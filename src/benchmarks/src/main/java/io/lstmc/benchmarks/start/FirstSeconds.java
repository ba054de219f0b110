package io.lstmc.benchmarks.start;

import io.lstmc.benchmarks.measure.Child;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Steadiness;
import io.lstmc.benchmarks.model.GeneratedModel;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a program that does the same step over and over got done, from the start of its JVM on.
 *
 * @param begun nanoseconds from the start of the JVM to that of the first step
 * @param ends nanoseconds since the start of the JVM at which windows of some 50 ms ended, each with a step
 * @param steps that ended in each window
 * @param longest nanoseconds of the longest step
 * @param longestLate nanoseconds of the longest step that ended after the first second
 * @param busy how many seconds passed in the first five for each second that the program had a processor, at least 1
 */
public record FirstSeconds(long begun, long[] ends, long[] steps, long longest, long longestLate, double busy) {

    /** Nanoseconds of the time that counts. */
    public static final double FIRST = 5e9;

    /** By which part a step may differ from those in the end to be as fast. */
    private static final double NEAR = 0.1;

    /** Windows that a median is taken of, a second. */
    private static final int SMOOTH = 20;

    /**
     * Starts the program in a JVM of its own.
     *
     * @param directory that {@link GeneratedModel#writePrograms} wrote to
     * @param kernels a value of the property lstmc.kernels
     */
    public static FirstSeconds run(
            Path directory, Kind kind, String kernels, Cores cores, int seconds, List<String> jvmArguments) {
        List<String> command = new ArrayList<>(List.of(
                Child.JAVA, "--add-modules", "jdk.incubator.vector", "-Dlstmc.kernels=" + kernels, "-classpath"));
        command.add(directory + File.pathSeparator + ColdStart.runtime());
        command.addAll(1, jvmArguments);
        command.addAll(List.of(GeneratedModel.FIRST_SECONDS, kind.name()));
        // Both JVMs ask the same clock of the machine; that of the day may be set at any time.
        command.addAll(List.of(Long.toString(System.nanoTime()), Integer.toString(seconds)));
        return read(Child.run(new ProcessBuilder(cores.bind(command))));
    }

    /** Reads what the program printed. */
    static FirstSeconds read(List<String> lines) {
        List<long[]> windows = new ArrayList<>();
        long begun = 0;
        long longest = 0;
        long late = 0;
        double busy = 1;
        for (String line : lines) {
            String[] parts = line.split("\t");
            switch (parts[0]) {
                case "begun" -> begun = Long.parseLong(parts[1]);
                case "longest" -> longest = Long.parseLong(parts[1]);
                case "late" -> late = Long.parseLong(parts[1]);
                case "window" -> windows.add(new long[] {Long.parseLong(parts[1]), Long.parseLong(parts[2])});
                case "processor" -> busy = Math.max(1, Double.parseDouble(parts[2]) / Double.parseDouble(parts[1]));
                default -> {}
            }
        }
        return new FirstSeconds(
                begun,
                windows.stream().mapToLong(w -> w[0]).toArray(),
                windows.stream().mapToLong(w -> w[1]).toArray(),
                longest,
                late,
                busy);
    }

    /** Nanoseconds of a step in the end. */
    public double steadyStep() {
        return steadiness().time();
    }

    /** Steps that were done when the first five seconds were over. */
    public long done() {
        long done = 0;
        for (int i = 0; i < ends.length; i++) {
            if (ends[i] > FIRST) {
                // A window ends with the first step behind its border, and five seconds are a border.
                return done + steps[i] - 1;
            }
            done += steps[i];
        }
        return done;
    }

    /** Of the first five seconds, those in which somebody with steps of such a length would have done nothing. */
    public double lost(double steadyStep) {
        return (FIRST - done() * steadyStep) / 1e9;
    }

    /** Nanoseconds from the start of the JVM until steps take about as long as in the end; infinite if that is too late. */
    public double steadyAfter() {
        return steadiness().after();
    }

    private Steadiness steadiness() {
        double[] times = new double[ends.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = (double) (ends[i] - (i == 0 ? begun : ends[i - 1])) / steps[i];
        }
        return new Steadiness(begun, Arrays.stream(ends).asDoubleStream().toArray(), times, SMOOTH, NEAR);
    }
}
