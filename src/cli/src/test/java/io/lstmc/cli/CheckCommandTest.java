package io.lstmc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String BAD =
            Session.GOOD.replace("LSTM(", "LSTN(").replace("sgd", "sgdd").replace("\n", "\r\n");

    @TempDir
    Path folder;

    @Test
    void goodFile() throws IOException {
        Session session = Session.run("check", Session.file(folder, "good.lstm", Session.GOOD));
        assertEquals(new Session(0, "no errors in 1 file\n", ""), session);
    }

    @Test
    void fileWithoutAModel() throws IOException {
        String empty = Session.file(folder, "empty.lstm", "// later\n");
        assertEquals(new Session(0, empty + ": has no model\nno errors in 1 file\n", ""), Session.run("check", empty));
    }

    @Test
    void everyMistakeOfEveryFile() throws IOException {
        String bad = Session.file(folder, "bad.lstm", BAD);
        String good = Session.file(folder, "good.lstm", Session.GOOD);
        String worse = Session.file(folder, "worse.lstm", "model {\n");
        Session session = Session.run("check", bad, good, worse, good);
        assertEquals(
                """
                %s:7:14: error[E201]: unknown function or cell LSTN
                 7 |     layer  a = LSTN(x, units: 2)
                   |                ^^^^
                hint: did you mean LSTM?
                %s:10:21: error[E201]: unknown optimizer sgdd
                 10 |     train { optimizer sgdd(lr: 0.1)  epochs 2 }
                    |                       ^^^^
                hint: did you mean sgd?
                """.formatted(bad, bad),
                session.out().substring(0, session.out().indexOf(worse)));
        assertTrue(session.out().contains(worse + ":1:"), session.out());
        assertTrue(session.out().endsWith(" errors in 2 files\n"), session.out());
        assertEquals("", session.err());
        assertEquals(1, session.exitCode());
    }

    @Test
    void overlay() throws IOException {
        String good = Session.file(folder, "good.lstm", Session.GOOD);
        String other = Session.file(folder, "other.lstm", Session.GOOD.replace("Echo", "Other"));
        String longer = Session.file(folder, "longer.yaml", "train:\n  epochs: 9\n");
        assertEquals(
                "no errors in 2 files\n",
                Session.run("check", good, other, "--train", longer).out());
        String wrong = Session.file(folder, "wrong.yaml", "train:\n  epocs: 9\n");
        Session session = Session.run("check", good, other, "--train", wrong);
        assertTrue(session.out().startsWith(wrong + ":2:3: error[E301]"), session.out());
        assertTrue(session.out().endsWith("\n1 error in 1 file\n"), session.out());
        assertEquals(1, session.exitCode());
    }

    @Test
    void settingsBesideAModel() throws IOException {
        String good = Session.file(folder, "good.lstm", Session.GOOD);
        String other = Session.file(folder, "other.lstm", Session.GOOD.replace("Echo", "Other"));
        String beside = Session.file(folder, "good.yaml", "train:\n  epocs: 9\n");
        Session session = Session.run("check", other, good);
        assertTrue(session.out().startsWith(beside + ":2:3: error[E301]"), session.out());
        assertTrue(session.out().endsWith("\n1 error in 1 file\n"), session.out());
        assertEquals(1, session.exitCode());
        assertEquals(1, Session.run("graph", good).exitCode());

        String chosen = Session.file(folder, "chosen.yaml", "train:\n  epochs: 9\n");
        assertEquals(new Session(0, "no errors in 1 file\n", ""), Session.run("check", good, "--train", chosen));

        Files.delete(Path.of(beside));
        Files.createDirectory(Path.of(beside));
        Session directory = Session.run("check", other, good);
        assertEquals("no errors in 1 file; 1 file not read\n", directory.out());
        assertTrue(directory.err().startsWith("lstmc: " + beside + ": is a directory"), directory.err());
    }

    @Test
    void settingsOfAnotherNameAreNotReadSilently() throws IOException {
        String good = Session.file(folder, "good.lstm", Session.GOOD);
        String other = Session.file(folder, "good.yml", "train:\n  epocs: 9\n");
        assertEquals(
                new Session(
                        0,
                        "no errors in 1 file\n",
                        "lstmc: warning: " + other + ": is not read; settings beside good.lstm stand in good.yaml\n"),
                Session.run("check", good));
        Session.file(folder, "good.yaml", "train:\n  epochs: 9\n");
        assertEquals("", Session.run("check", good).err());
    }

    @Test
    void standardInput() {
        Session session = Session.withInput(BAD.getBytes(StandardCharsets.UTF_8), "check", "-");
        assertTrue(session.out().startsWith("<stdin>:7:14: error[E201]"), session.out());
        assertEquals(1, session.exitCode());
    }

    @Test
    void coloursOnDemandOnly() {
        byte[] bad = BAD.getBytes(StandardCharsets.UTF_8);
        assertFalse(Session.withInput(bad, "check", "-").out().contains("\u001b"));
        assertFalse(
                Session.withInput(bad, "check", "-", "--color", "never").out().contains("\u001b"));
        assertTrue(Session.withInput(bad, "check", "-", "--color=always").out().contains("\u001b[1;31merror"));
        assertEquals(2, Session.run("check", "-", "--color=sometimes").exitCode());
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        String good = Session.file(folder, "good.lstm", Session.GOOD);
        String missing = folder.resolve("missing.lstm").toString();
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Session session = Session.run("check", missing, empty.toString(), good, "bad\u0000name");
        assertEquals("no errors in 1 file; 3 files not read\n", session.out());
        assertEquals("""
                lstmc: %s: cannot be read: no such file or directory
                lstmc: %s: has no .lstm files
                lstmc: bad?name: is not a path: Nul character not allowed
                """.formatted(missing, empty), session.err());
        assertEquals(2, session.exitCode());
    }

    @Test
    void largeFiles() throws IOException {
        Path large = folder.resolve("large.lstm");
        Files.write(large, new byte[10_000_000]);
        String message = ": is larger than 1048576 bytes (1 MiB), the limit for a source file\n";
        Session session = Session.run("check", large.toString());
        assertEquals("lstmc: " + large + message, session.err());
        assertEquals(2, session.exitCode());
        Session piped = Session.withInput(new byte[10_000_000], "check", "-");
        assertEquals("lstmc: <stdin>" + message, piped.err());
        assertEquals(2, piped.exitCode());
    }

    @Test
    void hundredThousandParentheses() {
        String deep = "function f(x) = " + "(".repeat(100_000) + "x" + ")".repeat(100_000) + "\n";
        Session session = Session.withInput(deep.getBytes(StandardCharsets.UTF_8), "check", "-");
        assertTrue(session.out().contains("error[E401]"), session.out());
        assertEquals(1, session.exitCode());
    }

    @Test
    void utf16() throws IOException {
        byte[] wide = "model M {\n}\n".getBytes(StandardCharsets.UTF_16);
        Path file = folder.resolve("wide.lstm");
        Files.write(file, wide);
        String message = ": is UTF-16, not UTF-8; save it as UTF-8\n";
        Session session = Session.run("check", file.toString());
        assertEquals("lstmc: " + file + message, session.err());
        assertEquals(2, session.exitCode());
        Session piped = Session.withInput(wide, "check", "-");
        assertEquals("lstmc: <stdin>" + message, piped.err());
        assertEquals(2, piped.exitCode());
    }

    @Test
    void garbage() {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        bytes[0] = '\n';
        bytes[1] = (byte) 0xFF;
        Session session = Session.withInput(bytes, "check", "-");
        assertEquals("lstmc: <stdin>:2: is not valid UTF-8 text\n", session.err());
        assertEquals(2, session.exitCode());

        StringBuilder text = new StringBuilder();
        new Random(2).ints(100_000, 0, 0x3000).filter(c -> c < 0xD800).forEach(text::appendCodePoint);
        Session readable = Session.withInput(text.toString().getBytes(StandardCharsets.UTF_8), "check", "-");
        assertEquals(1, readable.exitCode(), readable.err());
        assertTrue(readable.out().chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t'));
    }

    @Test
    void theFirstHundredOfThousands() {
        StringBuilder text = new StringBuilder("model M {\n  input x[2]\n  output y = x\n");
        for (int i = 0; i < 3000; i++) {
            text.append("  a").append(i).append(" = b").append(i).append('\n');
        }
        byte[] input = text.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
        Session session = Session.withInput(input, "check", "-");
        assertEquals(
                100, session.out().lines().filter(l -> l.contains(": error[")).count());
        assertTrue(session.out().endsWith("2,900 more errors or warnings\n3000 errors in 1 file\n"), session.out());
        assertEquals(1, session.exitCode());
    }

    /** What only the making of a class can tell is said by {@code check} too. */
    @Test
    void aModelThatNoClassHolds() {
        StringBuilder text = new StringBuilder("model M {\n  input x[2]\n  param w[2] ~ zeros\n  a0 = x\n");
        for (int i = 1; i < 9000; i++) {
            text.append("  a" + i + " = tanh(a" + (i - 1) + " * w)\n");
        }
        byte[] input = text.append("  output y = a8999\n}\n").toString().getBytes(StandardCharsets.UTF_8);
        Session session = Session.withInput(input, "check", "-");
        assertTrue(session.out().contains("error[E404]: this model is too large for a class of Java"), session.out());
        assertEquals(1, session.exitCode());
    }
}
