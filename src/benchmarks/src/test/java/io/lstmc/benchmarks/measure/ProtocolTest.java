package io.lstmc.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.benchmarks.model.Cell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one JVM says to another arrives. */
final class ProtocolTest {

    @Test
    void arguments() {
        Arguments arguments = new Arguments(
                new Case(Kind.STREAMING, Cell.GRU, 1, 2, 3, 4), new Effort(5, 6, 7), 8, List.of("one", "two"));
        assertEquals(arguments, Arguments.read(arguments.write().toArray(String[]::new)));
    }

    @Test
    void outcomeAmongOtherLines() {
        Outcome outcome = new Outcome(
                Map.of("lstmc", new Timing(1.5, 2.5, 3.5, 4.5), "peak", new Timing(4, 5, 6, Double.POSITIVE_INFINITY)),
                Map.of("lstmc", 1e-7, "torch", Double.NaN),
                8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        out.println("a library says something");
        outcome.write(out);
        assertEquals(
                outcome,
                Outcome.read(bytes.toString(StandardCharsets.UTF_8).lines().toList()));
    }
}
