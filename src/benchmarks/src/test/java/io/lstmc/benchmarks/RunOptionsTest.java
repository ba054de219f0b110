package io.lstmc.benchmarks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lstmc.benchmarks.measure.Peers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What cannot be measured is refused before anything runs. */
final class RunOptionsTest {

    private static void parse(String... arguments) {
        new CommandLine(new TrainingCommand()).parseArgs(arguments);
    }

    private static String mistake(String... arguments) {
        return assertThrows(ParameterException.class, () -> parse(arguments)).getMessage();
    }

    @Test
    void unknownPeers() {
        assertEquals(
                "Invalid value for option '--peers' (NAME): no peer is named 'torch'; choose of libtorch, oneDNN,"
                        + " onnxruntime, packed, written, or none",
                mistake("--peers", "libtorch,torch"));
    }

    @Test
    void knownPeers() {
        for (String name : Peers.NAMES) {
            assertDoesNotThrow(() -> parse("--peers", name));
            assertEquals(name, assertDoesNotThrow(() -> Peers.named(name, 1)).name());
        }
        assertDoesNotThrow(() -> parse("--peers", "none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x4", "4x0", "-1x4", "4", "4x4x4", "axb", "99999999999x1"})
    void wrongSizes(String size) {
        assertEquals(
                "Invalid value for option '--sizes' (XxH): a size is two whole numbers from 1 on, written as 16x64,"
                        + " not as " + size,
                mistake("--sizes=" + size));
    }

    /** The sections that run on one core; {@code threads} needs several, the others are not measurements. */
    @Test
    void allRunsAllSections() {
        Set<String> commands =
                new TreeSet<>(Benchmarks.commandLine().getSubcommands().keySet());
        commands.removeAll(Set.of("all", "threads", "help"));
        assertEquals(commands, new TreeSet<>(AllCommand.NAMES));
    }

    private static String failure(int code, String... arguments) {
        StringWriter errors = new StringWriter();
        CommandLine line = Benchmarks.commandLine();
        line.setErr(new PrintWriter(errors, true));
        assertEquals(code, line.execute(arguments));
        return errors.toString().lines().findFirst().orElseThrow();
    }

    @Test
    void tooFewFirstSeconds() {
        assertEquals("--seconds is 8 or more, not 7", failure(2, "first-seconds", "--seconds", "7"));
    }

    @Test
    void filesThatAreMissing() {
        assertEquals(
                "benchmarks: there is no file nowhere.md",
                failure(1, "first-seconds", "--work", "README", "--readme", "nowhere.md"));
        assertEquals("benchmarks: there is no file nowhere", failure(1, "compile", "--models", "nowhere"));
    }

    @Test
    void sizes() {
        assertEquals(List.of(new Size(1, 2)), List.of(new Size.Reader().convert("1x2")));
    }
}
