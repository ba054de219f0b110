package io.lstmc.compiler.library;

import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.syntax.Parser;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The cells of the literature in {@code models/cells}. */
public final class Zoo {

    private static final Path FOLDER = Path.of("../../models/cells");

    private Zoo() {}

    /** All files, by name. */
    public static List<SourceFile> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Zoo::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile parse(Path file) {
        try {
            SourceText text = new SourceText(file.getFileName().toString(), Files.readString(file));
            return Parser.parse(text, new Diagnostics());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<Definition.Cell> cells(SourceFile file) {
        return file.definitions().stream()
                .filter(Definition.Cell.class::isInstance)
                .map(Definition.Cell.class::cast);
    }

    /** The text of the file that has a cell, without its package. */
    public static String textOf(String cell) {
        SourceFile file = files().stream()
                .filter(f -> cells(f).anyMatch(c -> c.name().text().equals(cell)))
                .findFirst()
                .orElseThrow();
        return file.source().text().replaceFirst("package .*", "");
    }
}
