package io.lstmc.benchmarks.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The cores that programs are bound to, by the {@code taskset} of Linux.
 *
 * @param list as {@code taskset} understands it, such as {@code 0,1}; empty where programs cannot be bound
 */
public record Cores(String list) {

    /** Those of a list, unless this system cannot bind programs to them. */
    public static Cores of(String list) {
        try {
            Process process = new ProcessBuilder("taskset", "-c", list, "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Cores(process.waitFor() == 0 ? list : "");
        } catch (IOException e) {
            return new Cores("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A command, bound to these cores. */
    List<String> bind(List<String> command) {
        List<String> bound = new ArrayList<>();
        if (!list.isEmpty()) {
            bound.addAll(List.of("taskset", "-c", list));
        }
        bound.addAll(command);
        return bound;
    }

    @Override
    public String toString() {
        int count = list.split(",").length;
        return list.isEmpty() ? "unpinned" : count == 1 ? "one core" : count + " cores";
    }
}
