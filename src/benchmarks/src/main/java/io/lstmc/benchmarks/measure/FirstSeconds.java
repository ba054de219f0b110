package io.lstmc.benchmarks.measure;

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

    /** A step is as fast as in the end if it takes at most this many times longer. */
    private static final double NEAR = 1.1;

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
        command.addAll(List.of(Long.toString(System.currentTimeMillis()), Integer.toString(seconds)));
        List<String> lines = Child.run(new ProcessBuilder(cores.bind(command)));
        return read(lines);
    }

    private static FirstSeconds read(List<String> lines) {
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

    /** Nanoseconds of a step in the end: the median of the last quarter of the windows. */
    public double steadyStep() {
        double[] times = times();
        return Race.median(Arrays.copyOfRange(times, firstOfLastQuarter(), times.length));
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

    /**
     * Nanoseconds from the start of the JVM until steps are about as fast as in the end, and stay so but for less than half
     * a second at a time; infinite if that is not so before the last quarter.
     */
    public double steadyAfter() {
        double[] times = times();
        double limit = NEAR * steadyStep();
        int first = 0;
        for (int i = 0; i + SMOOTH <= times.length; i++) {
            if (Race.median(Arrays.copyOfRange(times, i, i + SMOOTH)) > limit) {
                first = i + 1;
            }
        }
        while (first < times.length && times[first] > limit) {
            first++;
        }
        return first >= firstOfLastQuarter() ? Double.POSITIVE_INFINITY : first == 0 ? begun : ends[first - 1];
    }

    private int firstOfLastQuarter() {
        return ends.length - Math.max(1, ends.length / 4);
    }

    /** Nanoseconds of a step in each window. */
    private double[] times() {
        double[] times = new double[ends.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = (double) (ends[i] - (i == 0 ? begun : ends[i - 1])) / steps[i];
        }
        return times;
    }
}
