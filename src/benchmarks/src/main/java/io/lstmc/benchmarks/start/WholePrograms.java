package io.lstmc.benchmarks.start;

import io.lstmc.benchmarks.measure.Race;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times whole programs from their start to their end, in turns. */
public final class WholePrograms {

    private WholePrograms() {}

    /**
     * How long a program took, in milliseconds.
     *
     * @param wall by the clock on the wall
     * @param processor of all its threads, in hundredths of a second; not a number where the system does not tell
     */
    public record Time(double wall, double processor) {}

    /**
     * Medians of so many rounds, by the names of the programs, after one round that does not count.
     *
     * @throws IllegalStateException if a program fails
     */
    static Map<String, Time> run(Map<String, ProcessBuilder> programs, int rounds) throws IOException {
        Map<String, List<Time>> times = new LinkedHashMap<>();
        programs.keySet().forEach(name -> times.put(name, new ArrayList<>()));
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
                        Race.median(all.stream().mapToDouble(Time::processor).toArray()))));
        return medians;
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
