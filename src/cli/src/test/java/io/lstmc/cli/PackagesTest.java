package io.lstmc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that use definitions of other files. */
class PackagesTest {

    private static final String MODEL = """
            package com.example

            import com.example.cells

            model Echo {
              time   T = 3
              input  x[T, 2]
              layer  a = Plain(x, units: 2)
              output z = doubled(last(a))
            }
            """;

    private static final String SIBLING = "package com.example\n\nfunction doubled(x) = 2 * x\n";

    private static final String CELLS = """
            package com.example.cells

            cell Plain(units) {
              input x
              state h[units]
              param W, U ~ glorot
              h[t] = tanh(W·x + U·h[t-1])
              output h[t]
            }
            """;

    @TempDir
    Path folder;

    private String model;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.createDirectories(folder.resolve("cells/deep"));
        model = Session.file(folder, "models/echo.lstm", MODEL);
        Session.file(folder, "models/functions.lstm", SIBLING);
        Session.file(folder, "models/of_others.lstm", "package com.other\n\nfunction doubled(x = \n");
        Session.file(folder, "cells/deep/plain.lstm", CELLS);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String jar(String name, String entry, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file.toString();
    }

    private void assertGood(Session session) {
        assertEquals(0, session.exitCode(), session.out() + session.err());
    }

    @Test
    void siblingsAndPlaces() throws IOException {
        String jar = jar("cells.jar", "META-INF/lstm/com/example/cells/plain.lstm", CELLS);
        for (String place : new String[] {path("cells"), jar, path("models") + File.pathSeparator + jar}) {
            assertGood(Session.run("check", model, "--path", place));
            assertGood(Session.run("graph", model, "--path", place));
        }
        assertGood(Session.run("check", model, path("cells")));
        Session compiled = Session.run("compile", model, "-d", path("out"), "--path", jar, "--report");
        assertGood(compiled);
        assertTrue(Files.exists(folder.resolve("out/com/example/Echo.java")), compiled.out());
    }

    @Test
    void unknownPackage() {
        Session session = Session.run("check", model);
        assertEquals("""
                %s:3:8: error[E266]: there is no package com.example.cells
                 3 |   import com.example.cells
                   |          ^^^^^^^^^^^^^^^^^
                hint: a package is imported from the files that are compiled together or from a dependency; the library needs \
                no import
                1 error in 1 file
                """.formatted(model), session.out());
        assertEquals(1, session.exitCode());
    }

    @Test
    void mistakesStandInTheirFiles() throws IOException {
        String sibling = Session.file(folder, "models/functions.lstm", SIBLING + "\nfunction half(x) = x /\n");
        Session session = Session.run("check", model, sibling, "--path", path("cells"));
        assertEquals(
                """
                %s:5:23: error[E101]: expected an expression after '/'
                 5 |   function half(x) = x /
                   |                         ^
                %s: has no model
                """.formatted(sibling, sibling).lines().limit(3).toList(),
                session.out().lines().limit(3).toList());
        assertTrue(session.out().endsWith("1 error in 1 file\n"), session.out());
    }

    @Test
    void wholeDirectories() throws IOException {
        Files.delete(folder.resolve("models/of_others.lstm"));
        Session session = Session.run("compile", path("models"), path("cells"), "-d", path("out"));
        assertGood(session);
        assertTrue(session.out().endsWith("1 file written\n"), session.out());
        Files.createDirectory(folder.resolve("empty"));
        Session empty = Session.run("check", path("empty"));
        assertEquals("lstmc: " + path("empty") + ": has no .lstm files\n", empty.err());
        assertEquals(2, empty.exitCode());
    }

    @Test
    void placesThatCannotBeRead() throws IOException {
        Session missing = Session.run("check", model, "--path", path("none.jar"));
        assertEquals("lstmc: " + path("none.jar") + ": no such file or directory, in --path\n", missing.err());
        assertEquals(2, missing.exitCode());
        Session.file(folder, "broken.jar", "no jar");
        for (String command : new String[] {"check", "graph"}) {
            Session broken = Session.run(command, model, "--path", path("broken.jar"));
            String said = command.equals("check") ? broken.out() : broken.err();
            assertTrue(
                    said.startsWith(model + ":3:8: error[E267]: the package com.example.cells cannot be looked for\n"),
                    said);
            assertTrue(said.contains("^ " + path("broken.jar") + ": cannot be read"), said);
            assertEquals(1, broken.exitCode());
        }
    }

    /** A file beside those that are named hides no other, whatever it holds. */
    @Test
    void siblingsThatCannotBeRead() throws IOException {
        Files.write(folder.resolve("models/a.lstm"), new byte[] {(byte) 0xff});
        assertGood(Session.run("check", model, "--path", path("cells")));
    }

    /** Names of entries that lead elsewhere belong to no package. */
    @Test
    void entriesOutsideOfTheirPackage() throws IOException {
        for (String entry : new String[] {
            "META-INF/lstm/com/example/cells/../cells/plain.lstm",
            "META-INF/lstm/com/example/cells/deep/plain.lstm",
            "com/example/cells/plain.lstm"
        }) {
            Session session = Session.run("check", model, "--path", jar("cells.jar", entry, CELLS));
            assertTrue(session.out().contains("there is no package com.example.cells"), session.out());
        }
    }
}
