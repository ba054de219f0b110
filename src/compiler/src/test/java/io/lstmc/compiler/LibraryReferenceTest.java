package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/library.md} is what the library says of itself; with {@code -Dlstm.regenerate} it is written anew. */
class LibraryReferenceTest {

    private static final Path PAGE = Path.of("../../docs/library.md");

    @Test
    void thePageIsThatOfTheLibrary() throws IOException {
        String page = LibraryReference.of(Library.files());
        if (System.getProperty("lstm.regenerate") != null) {
            Files.writeString(PAGE, page);
        }
        assertEquals(
                page,
                Files.readString(PAGE),
                "write it anew: mvn -pl src/compiler -am test -Dtest=LibraryReferenceTest -Dlstm.regenerate");
    }

    @Test
    void everyDefinitionAndEveryOptionIsThere() {
        String page = LibraryReference.of(Library.files());
        for (SourceFile file : Library.files()) {
            for (Definition definition : file.definitions()) {
                assertTrue(
                        definition.documentation().isPresent(),
                        definition.name().text() + " says nothing of itself");
                assertTrue(
                        page.contains("### `" + definition.name().text() + "`\n"),
                        definition.name().text());
            }
        }
        assertTrue(page.contains("| `rate` | `0.5` | `[0, 1)` |"), page);
        assertTrue(page.contains("c[t] = f ⊙ c[t-1] + i ⊙ g"), page);
    }
}
