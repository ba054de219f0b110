package io.lstmc.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** One run of the command in this process. */
record Session(int exitCode, String out, String err) {

    static final String GOOD = """
            package com.example

            model Echo {
              time   T = 3
              input  x[T, 2]
              target y[1]
              layer  a = LSTM(x, units: 2)
              output z = Dense(last(a), units: 1)
              loss   mse(z, y)
              train { optimizer sgd(lr: 0.1)  epochs 2 }
            }
            """;

    static Session run(String... arguments) {
        return withInput(new byte[0], arguments);
    }

    static Session withInput(byte[] input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal =
                new Terminal(new ByteArrayInputStream(input), new PrintWriter(out), new PrintWriter(err), false);
        int exitCode = Lstmc.run(terminal, arguments);
        String separator = System.lineSeparator();
        return new Session(
                exitCode,
                out.toString().replace(separator, "\n"),
                err.toString().replace(separator, "\n"));
    }

    /** Writes a file and gives its path. */
    static String file(Path directory, String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file.toString();
    }
}
