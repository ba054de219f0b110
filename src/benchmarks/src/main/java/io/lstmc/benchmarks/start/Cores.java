package io.lstmc.benchmarks.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The cores that programs are bound to, by the {@code taskset} of Linux.
 *
 * @param list as {@code taskset} understands it, such as {@code 0,1}
 * @param count how many of them this machine has; 0 where programs cannot be bound
 */
public record Cores(String list, int count) {

    /** Those of a list. */
    public static Cores of(String list) {
        try {
            Process process = new ProcessBuilder("taskset", "-c", list, "nproc")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return new Cores(list, process.waitFor() == 0 && text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0);
        } catch (IOException e) {
            // There is no taskset.
            return new Cores(list, 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A command, bound to these cores where it can be. */
    List<String> bind(List<String> command) {
        List<String> bound = new ArrayList<>();
        if (count > 0) {
            bound.addAll(List.of("taskset", "-c", list));
        }
        bound.addAll(command);
        return bound;
    }

    /** As in the head of a table. */
    public String title() {
        return count == 0 ? "not bound to cores" : count == 1 ? "one core" : count + " cores";
    }
}
