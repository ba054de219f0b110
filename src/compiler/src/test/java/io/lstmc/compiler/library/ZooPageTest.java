package io.lstmc.compiler.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/cells.md} is what the cells say of themselves; with {@code -Dlstm.regenerate} it is written anew. */
class ZooPageTest {

    private static final Path PAGE = Path.of("../../docs/cells.md");

    private static final String HEAD = """
            # Cells of the literature

            Files to copy from, each written from the equations of its paper with the names that these have there. None of them is in
            [the library](library.md), and none needed anything of the compiler that your own cells do not have. What a cell leaves out or
            chooses is said in its file. All are tested in both directions, with samples of different length: derivatives against
            differences, generated classes against the interpreter, some against the equations in plain Java.

            This page is made from the comments in `models/cells` by `ZooPageTest`.

            | Cell | What it is | Equations |
            |---|---|---|
            """;

    @Test
    void thePageIsThatOfTheFiles() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (SourceFile file : Zoo.files()) {
            Zoo.cells(file).forEach(cell -> page.append(row(file, cell)));
        }
        if (System.getProperty("lstm.regenerate") != null) {
            Files.writeString(PAGE, page);
        }
        assertEquals(
                page.toString(),
                Files.readString(PAGE),
                "write it anew: mvn -pl src/compiler -am test -Dtest=ZooPageTest -Dlstm.regenerate");
    }

    /** The comment of a cell is a paragraph of what it is, one that says where it is from, and perhaps more. */
    private static String row(SourceFile file, Definition.Cell cell) {
        String name = cell.name().text();
        String[] paragraphs = cell.documentation().orElse("").strip().split("\\n\\s*\\n");
        assertTrue(paragraphs.length >= 2, name + " does not say where it is from");
        assertTrue(paragraphs[1].matches("(?s).*(19|20)\\d\\d.*"), name + " does not say when it was published");
        return "| [`" + name + "`](../models/cells/" + file.source().name() + ") | " + line(paragraphs[0]) + " | "
                + line(paragraphs[1]) + " |\n";
    }

    private static String line(String paragraph) {
        return paragraph.strip().replaceAll("\\s+", " ").replace("|", "\\|");
    }
}
