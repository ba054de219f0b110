package io.lstmc.compiler;

import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.syntax.Parser;
import io.lstmc.compiler.tree.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The cells, functions, initialisers and optimizers that every file can use. They are written in the language, in the
 * resources beside this class's package; nothing else in the compiler knows their names.
 */
final class Library {

    private static final String FOLDER = "/io/lstmc/library/";

    /** A jar cannot be listed, so here are the files. */
    static final List<String> FILES = List.of(
            "activations.lstm",
            "coupled_lstm.lstm",
            "dense.lstm",
            "embedding.lstm",
            "gru.lstm",
            "initializers.lstm",
            "losses.lstm",
            "lstm.lstm",
            "optimizers.lstm",
            "peephole.lstm",
            "rnn.lstm",
            "schedules.lstm");

    private Library() {}

    /** The syntax trees of all files, read once. */
    static List<SourceFile> files() {
        return Holder.TREES;
    }

    private static final class Holder {
        static final List<SourceFile> TREES = FILES.stream().map(Library::read).toList();
    }

    private static SourceFile read(String file) {
        try (InputStream in = Library.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the library misses " + file);
            }
            Diagnostics diagnostics = new Diagnostics();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            SourceFile tree = Parser.parse(new SourceText("library/" + file, text), diagnostics);
            if (diagnostics.hasErrors()) {
                throw new IllegalStateException(DiagnosticRenderer.render(diagnostics.sorted()));
            }
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
