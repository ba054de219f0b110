package io.lstmc.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

    @TempDir
    private Path base;

    @Test
    void oneForEachModel() throws Exception {
        Path models = Files.createDirectories(base.resolve("models"));
        Files.writeString(
                models.resolve("two.lstm"),
                "package com.example\nmodel A { input x[2] output y = Dense(x, units: 3) }\nmodel B { input x[2] output y = x }\n");
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        GenerationRequest request = Requests.of(
                base,
                models,
                models,
                base.resolve("out"),
                base.resolve("state"),
                "default",
                Set.of("default"),
                List.of("**/*.lstm"),
                List.of(),
                CompileOptions.DEFAULT,
                JavaEncoding.UTF_8,
                jars);
        Path reports = base.resolve("target/reports");

        List<Path> written = new Reports(reports).write(request);

        assertEquals(
                List.of(reports.resolve("com.example.A.report.txt"), reports.resolve("com.example.B.report.txt")),
                written);
        String text = Files.readString(written.get(0));
        assertTrue(text.startsWith("model com.example.A\n"), text);
        assertTrue(text.contains("forward: 1 product, 384 FLOP\n"), text);
        assertTrue(text.contains(" bytecodes; "), text);
    }
}
