package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.tree.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Parsing and comparing trees in tests. */
final class Trees {

    private Trees() {}

    static SourceFile parse(String text) {
        Diagnostics diagnostics = new Diagnostics();
        SourceFile file = Parser.parse(new SourceText("test.lstm", text), diagnostics);
        if (diagnostics.hasErrors()) {
            throw new AssertionError(DiagnosticRenderer.render(diagnostics.sorted()) + "\nin\n" + text);
        }
        return file;
    }

    /** The only definition of a text. */
    static <D extends Definition> D definition(Class<D> kind, String text) {
        return kind.cast(parse(text).definitions().get(0));
    }

    /** The tree of an expression that stands in a cell. */
    static Expression expression(String text) {
        Definition.Cell cell = definition(Definition.Cell.class, "cell C { y = " + text + " }");
        return ((Statement.Equation) cell.body().get(0)).value();
    }

    /** A tree as the text of its records, without positions: equal for equal trees alone. */
    static String plain(Record tree) {
        return tree.toString().replaceAll(",? ?span=Span\\[[^]]*]", "").replaceAll("source=[^,]*, ", "");
    }

    /** All files of the library and of the models. */
    static List<Path> files() {
        try (Stream<Path> library = Files.list(Path.of("src/main/resources/io/lstmc/library"));
                Stream<Path> models = Files.list(Path.of("../../models"))) {
            return Stream.concat(library, models)
                    .filter(path -> path.toString().endsWith(".lstm"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
