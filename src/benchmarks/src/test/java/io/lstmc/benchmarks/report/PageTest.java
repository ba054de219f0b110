package io.lstmc.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageTest {

    @Test
    void onlyTheSectionOfTheTitleChanges(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("page.md");
        Files.writeString(file, "# Title\n\nWords.\n\n## One\n\nold\n\n## Two\n\nsame\n");
        Page.update(file, "One", "new\n");
        Page.update(file, "Three", "more");
        assertEquals(
                "# Title\n\nWords.\n\n## One\n\nnew\n\n## Two\n\nsame\n\n## Three\n\nmore\n", Files.readString(file));
    }

    @Test
    void columnsAreAsWideAsTheirCells() {
        Table table = new Table("size", "µs").row(List.of("(1, 16)", "1234")).row(List.of("mean"));
        assertEquals("""
                | size    |   µs |
                |---------|-----:|
                | (1, 16) | 1234 |
                | mean    |      |
                """, table.toString());
    }
}
