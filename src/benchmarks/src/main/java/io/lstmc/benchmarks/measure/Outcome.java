package io.lstmc.benchmarks.measure;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured in one case.
 *
 * @param timings by the name of the contender, that of {@link Peak} among them
 * @param errors the largest relative difference of each contender from the reference in double precision
 * @param peakFlops floating-point operations in one run of {@link Peak}
 */
public record Outcome(Map<String, Timing> timings, Map<String, Double> errors, double peakFlops) {

    private static final String MARK = "outcome";

    /** Floating-point operations a nanosecond that the core can do. */
    public double peak() {
        return peakFlops / timings.get("peak").nanos();
    }

    /** Nanoseconds of one run, unless the contender took no part. */
    public Optional<Double> nanos(String contender) {
        return Optional.ofNullable(timings.get(contender)).map(Timing::nanos);
    }

    /** Nanoseconds until the times of a contender were steady; infinite if they never were. */
    public double steadyAfter(String contender) {
        return timings.get(contender).steadyAfter();
    }

    /** How much of the peak a contender reaches that does so many floating-point operations in a run. */
    public double shareOfPeak(String contender, double flops) {
        return flops / timings.get(contender).nanos() / peak();
    }

    /** The largest difference of any contender that was timed. */
    public double error() {
        return errors.values().stream()
                .mapToDouble(e -> e)
                .filter(e -> !Agreement.isWrong(e))
                .max()
                .orElse(0);
    }

    /** The peers that compute something else and were therefore not timed, with their differences. */
    public Map<String, Double> wrong() {
        Map<String, Double> wrong = new LinkedHashMap<>(errors);
        wrong.values().removeIf(e -> !Agreement.isWrong(e));
        return wrong;
    }

    /** The contenders of which the times were not steady when the longest warm-up was over. */
    public List<String> unsteady() {
        return timings.entrySet().stream()
                .filter(t -> Double.isInfinite(t.getValue().steadyAfter()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** By how much the clock on the wall was slower than that of the thread, where it was worst. */
    public double waiting() {
        return timings.values().stream()
                .mapToDouble(t -> t.wallNanos() / t.nanos())
                .max()
                .orElse(1);
    }

    /** Writes lines that {@link #read} understands. */
    void write(PrintStream out) {
        timings.forEach((name, t) -> line(out, "time", name, t.nanos(), t.wallNanos(), t.bytes(), t.steadyAfter()));
        errors.forEach((name, e) -> line(out, "error", name, e));
        line(out, "flops", "peak", peakFlops);
    }

    private static void line(PrintStream out, String what, String name, double... numbers) {
        StringBuilder line = new StringBuilder(MARK + '\t' + what + '\t' + name);
        for (double number : numbers) {
            line.append('\t').append(number);
        }
        out.println(line);
    }

    /** Reads lines of {@link #write}, with anything else in between. */
    static Outcome read(Iterable<String> lines) {
        Map<String, Timing> timings = new LinkedHashMap<>();
        Map<String, Double> errors = new LinkedHashMap<>();
        double flops = 0;
        for (String line : lines) {
            String[] parts = line.split("\t");
            if (!parts[0].equals(MARK)) {
                continue;
            }
            double first = Double.parseDouble(parts[3]);
            switch (parts[1]) {
                case "time" ->
                    timings.put(
                            parts[2],
                            new Timing(
                                    first,
                                    Double.parseDouble(parts[4]),
                                    Double.parseDouble(parts[5]),
                                    Double.parseDouble(parts[6])));
                case "error" -> errors.put(parts[2], first);
                default -> flops = first;
            }
        }
        return new Outcome(timings, errors, flops);
    }
}
