package io.lstmc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileReportTest {

    private static final String MODEL = """
            package com.example

            model Echo {
              time   T = 3
              input  x[T, 2]
              target y[T, 4]
              layer  a = RNN(x, units: 4)
              output z = a
              loss   mse(z, y)
              train { optimizer sgd(lr: 0.1)  epochs 2  batch 8 }
            }
            """;

    private static final String EXPECTED = """
            model com.example.Echo

            training, 8 samples at a time
            forward: 2 products, 1,152 FLOP
              recurrences: t over 3 steps
              a.W·x
                  in the recurrence t, so that its results are in the cache when they are used
                  8 rows × 2 × 4, 3 times, 384 FLOP
              a.U·h
                  in the recurrence t, which computes h
                  8 rows × 4 × 4, 3 times, 768 FLOP
            loss: no products
            backward: 3 products, 1,920 FLOP
              recurrences: t1 over 3 steps, backwards
              δh = a.Uᵀ·δp_h
                  in the recurrence t1, which computes δp_h
                  8 rows × 4 × 4, 3 times, 768 FLOP
              δa.W = Σ δp_h[i]·x[k]
                  deferred: for all 3 steps at once, behind the recurrence t1
                  24 rows × 4 × 2, 384 FLOP
              δa.U = Σ δp_h[i]·h[t-1][k]
                  deferred: for all 3 steps at once, behind the recurrence t1
                  24 rows × 4 × 4, 768 FLOP
            all products for 8 samples: 3,072 FLOP
            buffers, as steps × rows × elements: 13 in 11 arrays, 2,192 bytes
              x           3 × 8 × 2  192 bytes
              y           3 × 8 × 4  384 bytes
              δloss       1 × 8 × 1   32 bytes
              h           4 × 8 × 4  512 bytes  kept for backward
              p_h         1 × 8 × 4  128 bytes
              contract12  3 × 8 × 1   96 bytes
              subtract11  3 × 8 × 4  384 bytes  kept for backward
              divide17    1 × 8 × 1   32 bytes
              δh          1 × 8 × 4  128 bytes  in the array of p_h
              Σδa.b       1 × 1 × 4   16 bytes
              δp_h        3 × 8 × 4  384 bytes
              divide18    1 × 8 × 1   32 bytes
              divide20    3 × 8 × 1   96 bytes  in the array of contract12
            kept for later sections: 896 bytes

            predictions, 8 samples at a time
            forward: 2 products, 1,152 FLOP
              recurrences: t over 3 steps
              a.W·x
                  in the recurrence t, so that its results are in the cache when they are used
                  8 rows × 2 × 4, 3 times, 384 FLOP
              a.U·h
                  in the recurrence t, which computes h
                  8 rows × 4 × 4, 3 times, 768 FLOP
            all products for 8 samples: 1,152 FLOP
            buffers, as steps × rows × elements: 4 in 4 arrays, 1,216 bytes
              x    3 × 8 × 2  192 bytes
              y    3 × 8 × 4  384 bytes
              h    4 × 8 × 4  512 bytes
              p_h  1 × 8 × 4  128 bytes

            stream, one sample at a time
            advance: 2 products, 48 FLOP
              a.W·x
                  once
                  1 row × 2 × 4, 16 FLOP
              a.U·a.h
                  once
                  1 row × 4 × 4, 32 FLOP
            all products for one sample: 48 FLOP
            buffers, as steps × rows × elements: 2 in 2 arrays, 40 bytes
              add9   1 × 1 × 4  16 bytes
              x_a.h  1 × 1 × 6  24 bytes

            one prediction, one sample at a time
            forward: 2 products, 144 FLOP
              recurrences: t over 3 steps
              a.W·x
                  hoisted: for all 3 steps at once, before the recurrence t
                  3 rows × 2 × 4, 48 FLOP
              a.U·h
                  in the recurrence t, which computes h
                  1 row × 4 × 4, 3 times, 96 FLOP
            all products for one sample: 144 FLOP
            buffers, as steps × rows × elements: 4 in 4 arrays, 184 bytes
              x    3 × 1 × 2  24 bytes
              y    3 × 1 × 4  48 bytes
              p_h  3 × 1 × 4  48 bytes
              h    4 × 1 × 4  64 bytes

            """;

    @TempDir
    Path folder;

    private String model;

    @BeforeEach
    void writeModel() throws IOException {
        model = Session.file(folder, "echo.lstm", MODEL);
    }

    @Test
    void saysWhatWasDecided() {
        Session session = Session.run("compile", model, "--report");
        assertEquals(0, session.exitCode(), session.err());
        // How long methods are depends on the compiler of Java.
        int methods = session.out().indexOf("methods: ");
        assertEquals(EXPECTED, session.out().substring(0, methods));
        String rest = session.out().substring(methods);
        assertTrue(
                rest.matches(
                        "(?s)methods: \\d+ with [\\d,]+ bytecodes; .*Echo\\.TrainingWorkspace\\.backward.*shorter ones\n\n"),
                rest);
    }

    @Test
    void writesTheClassTooWhereThereIsADirectory() throws IOException {
        Path output = folder.resolve("out");
        Session session = Session.run("compile", model, "--report", "-d", output.toString());
        assertTrue(session.out().startsWith("model com.example.Echo\n"), session.out());
        assertTrue(session.out().endsWith("1 file written\n"), session.out());
        assertTrue(Files.exists(output.resolve("com/example/Echo.java")));
    }

    @Test
    void saysWhatWasLeftOut() {
        Session session = Session.run("compile", model, "--report", "--without", "hoist,defer");
        assertTrue(session.out().startsWith("model com.example.Echo\nwithout hoist, defer\n"), session.out());
        assertTrue(!session.out().contains("hoisted"), session.out());
    }

    @Test
    void aBrokenFileHasNoReport() throws IOException {
        Session session = Session.run("compile", Session.file(folder, "bad.lstm", "model ?"), "--report");
        assertEquals(1, session.exitCode());
        assertTrue(!session.out().contains("bytecodes"), session.out());
    }

    @Test
    void withoutAReportADirectoryIsNeeded() {
        Session session = Session.run("compile", model);
        assertEquals(2, session.exitCode());
        assertTrue(session.err().contains("--directory"), session.err());
    }
}
