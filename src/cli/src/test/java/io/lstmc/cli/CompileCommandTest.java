package io.lstmc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.Optimization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCommandTest {

    @TempDir
    Path folder;

    private String good;
    private Path output;
    private Path written;

    @BeforeEach
    void writeModel() throws IOException {
        good = Session.file(folder, "good.lstm", Session.GOOD);
        output = folder.resolve("out");
        written = output.resolve("com").resolve("example").resolve("Echo.java");
    }

    @Test
    void writesClasses() throws IOException {
        Session session = Session.run("compile", good, "-d", output.toString());
        assertEquals(new Session(0, "wrote " + written + "\n1 file written\n", ""), session);
        assertTrue(Files.readString(written).contains("class Echo"));
        assertEquals(List.of(written), files(output));
    }

    @Test
    void keepsWhatHasNotChanged() throws IOException {
        Session.run("compile", good, "-d", output.toString());
        FileTime long_ago = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(written, long_ago);
        Session session = Session.run("compile", good, "-d", output.toString());
        assertEquals(new Session(0, "0 files written, 1 unchanged\n", ""), session);
        assertEquals(long_ago, Files.getLastModifiedTime(written));
    }

    @Test
    void choices() throws IOException {
        Session.run("compile", good, "-d", output.toString());
        String usual = Files.readString(written);
        assertEquals(
                0,
                Session.run("compile", good, "-d", output.toString(), "--precision", "double")
                        .exitCode());
        String precise = Files.readString(written);
        assertTrue(!precise.equals(usual) && precise.contains("double[]"));
        for (String unroll : List.of("automatic", "full", "none", "2", "999999999")) {
            Session session = Session.run("compile", good, "-d", output.toString(), "--unroll", unroll);
            assertEquals(0, session.exitCode(), session.err());
        }
        for (String unroll : List.of("0", "-1", "9999999999", "some", "")) {
            Session session = Session.run("compile", good, "-d", output.toString(), "--unroll=" + unroll);
            assertTrue(session.err().contains("automatic, full, none or a number of steps"), session.err());
            assertEquals(2, session.exitCode());
        }
        assertEquals(
                2,
                Session.run("compile", good, "-d", output.toString(), "--precision=half")
                        .exitCode());
    }

    @Test
    void optimisationsCanBeLeftOut() throws IOException {
        String model = Session.file(
                folder,
                "cell.lstm",
                "package com.example model Echo { time T = 3 input x[T, 1] output y = LSTM(x, units: 2) }");
        Session.run("compile", model, "-d", output.toString());
        String usual = Files.readString(written);
        Session session = Session.run("compile", model, "-d", output.toString(), "--without", "pack,hoist");
        assertEquals(0, session.exitCode(), session.err());
        assertTrue(!usual.equals(Files.readString(written)));
        String without = Files.readString(written);
        assertEquals(
                0,
                Session.run("compile", model, "-d", output.toString(), "--without", "pack, hoist")
                        .exitCode());
        assertEquals(without, Files.readString(written));
        Session unknown = Session.run("compile", model, "-d", output.toString(), "--without", "pack,magic");
        assertEquals(2, unknown.exitCode());
        assertTrue(
                unknown.err().contains("'magic' is not one of join-sums, reciprocal, hoist, gather, defer"),
                unknown.err());
    }

    @Test
    void helpSaysWhatEveryOptimisationIs() {
        String help = Session.run("compile", "--help").out();
        for (Optimization each : Optimization.values()) {
            String line = "(?s).*\\n +" + each.label() + ": [a-z].*";
            assertTrue(help.matches(line), each + " in " + help);
        }
    }

    @Test
    void trainsAsTheFileBesideTheModelSays() throws IOException {
        Session.file(folder, "good.yaml", "train:\n  epochs: 917\n");
        assertEquals(0, Session.run("compile", good, "-d", output.toString()).exitCode());
        assertTrue(Files.readString(written).contains("917"));
        String chosen = Session.file(folder, "chosen.yaml", "train:\n  epochs: 918\n");
        Session.run("compile", good, "-d", output.toString(), "--train", chosen);
        String text = Files.readString(written);
        assertTrue(text.contains("918") && !text.contains("917"));
    }

    @Test
    void writesNothingAfterAnError() throws IOException {
        String bad = Session.file(folder, "bad.lstm", Session.GOOD.replace("LSTM", "LSTN"));
        Session session = Session.run("compile", good, bad, "-d", output.toString());
        assertTrue(session.out().endsWith("1 error in 1 file; nothing written\n"), session.out());
        assertEquals(1, session.exitCode());
        assertTrue(Files.notExists(output));

        String missing = folder.resolve("missing.lstm").toString();
        Session unread = Session.run("compile", good, missing, "-d", output.toString());
        assertEquals("no errors in 1 file; 1 file not read; nothing written\n", unread.out());
        assertEquals(2, unread.exitCode());
        assertTrue(Files.notExists(output));
    }

    @Test
    void writesNothingIfOnePlaceIsTaken() throws IOException {
        String other = Session.file(folder, "other.lstm", Session.GOOD.replace("Echo", "Zoo"));
        Files.createDirectories(output.resolve("com/example/Zoo.java"));
        Session session = Session.run("compile", good, other, "-d", output.toString());
        assertEquals(
                "lstmc: " + output.resolve("com").resolve("example").resolve("Zoo.java")
                        + ": cannot be written: is a directory\n",
                session.err());
        assertEquals(2, session.exitCode());
        assertEquals(List.of(), files(output));
    }

    @Test
    void filesWithoutAModel() throws IOException {
        String empty = Session.file(folder, "empty.lstm", "");
        String cells = Session.file(folder, "cells.lstm", "function f(x) = x\n");
        Session none = Session.run("compile", empty, cells, "-d", output.toString());
        String notes = empty + ": has no model\n" + cells + ": has no model\n";
        assertEquals(new Session(2, notes, "lstmc: there is no model to compile\n"), none);
        assertTrue(Files.notExists(output));
        assertEquals(none, Session.run("compile", empty, cells, "--report"));
        Session some = Session.run("compile", cells, good, "-d", output.toString());
        assertEquals(new Session(0, cells + ": has no model\nwrote " + written + "\n1 file written\n", ""), some);
    }

    @Test
    void outputThatIsAFile() throws IOException {
        Session session = Session.run("compile", good, "-d", good);
        assertTrue(session.err().startsWith("lstmc: " + good), session.err());
        assertEquals(2, session.exitCode());
        assertEquals(Session.GOOD, Files.readString(Path.of(good)));
    }

    @Test
    void twoModelsOfOneName() throws IOException {
        String twin = Session.file(folder, "twin.lstm", Session.GOOD.replace("Echo", "ECHO"));
        Session session = Session.run("compile", good, twin, "-d", output.toString());
        assertEquals(
                "lstmc: " + twin + ": declares the class of com/example/ECHO.java, and so does " + good
                        + "; rename one of them\n",
                session.err());
        assertEquals(2, session.exitCode());
        assertTrue(Files.notExists(output));
    }

    @Test
    void missingArguments() {
        assertEquals(2, Session.run("compile", good).exitCode());
        assertEquals(2, Session.run("compile", "-d", output.toString()).exitCode());
        Session session = Session.run(
                "compile",
                good,
                "-d",
                output.toString(),
                "--train",
                folder.resolve("no.yaml").toString());
        assertTrue(session.err().contains("no.yaml: cannot be read: no such file"), session.err());
        assertEquals(2, session.exitCode());
        assertTrue(Files.notExists(output));
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
