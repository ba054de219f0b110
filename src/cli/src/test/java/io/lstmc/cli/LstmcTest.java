package io.lstmc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LstmcTest {

    @Test
    void version() {
        Session session = Session.run("--version");
        assertTrue(session.out().matches("lstmc [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n"), session.out());
        assertEquals(0, session.exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "compile", "graph"})
    void help(String command) {
        Session session = Session.run(command, "--help");
        assertTrue(session.out().contains("\nExamples:\n  lstmc " + command), session.out());
        assertTrue(session.out().contains("\nExit codes:\n"), session.out());
        assertFalse(session.out().contains("\u001b"));
        assertEquals(0, session.exitCode());
        assertEquals(session, Session.run("help", command));
    }

    @Test
    void mistypedCommands() {
        Session nothing = Session.run();
        assertTrue(nothing.err().startsWith("Missing required subcommand\nUsage: lstmc"), nothing.err());
        assertEquals(2, nothing.exitCode());
        Session unknown = Session.run("chekc", "a.lstm");
        assertTrue(unknown.err().contains("check"), unknown.err());
        assertEquals(2, unknown.exitCode());
        assertEquals(2, Session.run("check").exitCode());
        assertEquals(2, Session.run("check", "--no-such-option", "a.lstm").exitCode());
    }

    @Test
    void mistakesAreNotHiddenByHelp() {
        assertEquals(
                new Session(
                        2,
                        "",
                        "Invalid value for option '--unroll': '0' is not automatic, full, none or a number of steps from 1"
                                + " on\ntry 'lstmc compile --help'\n"),
                Session.run("compile", "a.lstm", "-d", "out", "--unroll", "0"));
        assertEquals(
                "Missing required option: '--directory=DIR'\ntry 'lstmc compile --help'\n",
                Session.run("compile", "a.lstm").err());
        Session unknown = Session.run("chekc", "a.lstm");
        assertTrue(unknown.err().endsWith("\ntry 'lstmc --help'\n"), unknown.err());
        assertTrue(unknown.err().lines().count() <= 3, unknown.err());
    }

    @Test
    void choicesAreNamedAsInHelp() {
        assertEquals(
                "Invalid value for option '--precision': 'half' is not float or double",
                Session.run("compile", "a.lstm", "-d", "out", "--precision", "half")
                        .err()
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertTrue(Session.run("check", "--color", "red", "-").err().contains("'red' is not auto, always or never"));
        assertTrue(Session.run("graph", "--body", "back", "-").err().contains("'back' is not forward or training"));
        assertEquals(
                0,
                Session.withInput(Session.GOOD.getBytes(StandardCharsets.UTF_8), "check", "-", "--color", "NEVER")
                        .exitCode());
    }

    @Test
    void mistakesOfTheCommandItself() {
        Session brief = failing("check", "-");
        assertEquals(
                "lstmc: -: internal error: java.lang.IllegalStateException: broken; please report it with the model"
                        + " (--verbose shows the stack trace)\n",
                brief.err());
        assertEquals(70, brief.exitCode());
        Session verbose = failing("check", "-", "--verbose");
        assertTrue(verbose.err().contains("\tat "), verbose.err());
        assertEquals(70, verbose.exitCode());
    }

    @Test
    void aFailureAtOneFileDoesNotHideTheMistakesOfOthers(@TempDir Path folder) throws IOException {
        Path before = Files.writeString(folder.resolve("before.lstm"), "model M { input x[1] output y = lost }");
        Path behind = Files.writeString(folder.resolve("behind.lstm"), "model M { input x[1] output y = gone }");
        for (String command : List.of("check", "compile")) {
            List<String> words = new ArrayList<>(List.of(command, before.toString(), "-", behind.toString()));
            words.addAll(
                    command.equals("compile")
                            ? List.of("-d", folder.resolve("out").toString())
                            : List.of());
            Session session = failing(words.toArray(String[]::new));
            assertEquals(70, session.exitCode());
            assertTrue(session.out().contains("unknown name lost"), session.out());
            assertTrue(session.out().contains("unknown name gone"), session.out());
            assertTrue(session.out().contains("2 errors in 2 files; 1 file not finished"), session.out());
            assertFalse(Files.exists(folder.resolve("out")));
        }
    }

    /** A run whose input breaks in a way that no reader expects. */
    private static Session failing(String... arguments) {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("broken");
            }
        };
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Lstmc.run(new Terminal(broken, new PrintWriter(out), new PrintWriter(err), false), arguments);
        return new Session(exitCode, out.toString(), err.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void coloursByConvention() {
        assertTrue(Terminal.takesColours(Map.of("TERM", "xterm", "NO_COLOR", "")));
        assertFalse(Terminal.takesColours(Map.of("NO_COLOR", "1")));
        assertFalse(Terminal.takesColours(Map.of("TERM", "dumb")));
    }

    /** Help on what does not exist is no help. */
    @Test
    void helpOfAnUnknownCommandIsAMistake() {
        for (String[] line :
                new String[][] {{"train", "--help"}, {"--help", "train"}, {"check", "--frobnicate", "-h"}}) {
            Session session = Session.run(line);
            assertEquals(ExitCode.USAGE, session.exitCode(), String.join(" ", line));
            assertEquals("", session.out());
            assertTrue(
                    session.err().contains(line[1].equals("train") ? "train" : line[line.length - 2]), session.err());
        }
        assertEquals(ExitCode.OK, Session.run("check", "--help").exitCode());
    }
}
