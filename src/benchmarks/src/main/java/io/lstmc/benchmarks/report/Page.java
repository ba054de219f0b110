package io.lstmc.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A Markdown file of which each section is replaced by the run that measures it anew; all else stays. */
public final class Page {

    private static final String HEADING = "## ";

    private Page() {}

    /** Puts a section in place of that of the same title, or at the end of the file, which may be missing. */
    public static void update(Path file, String title, String text) throws IOException {
        String old = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "# Benchmarks\n";
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        String current = "";
        sections.put(current, new StringBuilder());
        for (String line : old.split("\n")) {
            if (line.startsWith(HEADING)) {
                current = line.substring(HEADING.length());
                sections.put(current, new StringBuilder());
            } else {
                sections.get(current).append(line).append('\n');
            }
        }
        sections.put(title, new StringBuilder(text));
        StringBuilder page = new StringBuilder();
        sections.forEach((heading, body) -> {
            page.append(heading.isEmpty() ? "" : "\n" + HEADING + heading + "\n\n");
            page.append(body.toString().strip()).append('\n');
        });
        Files.writeString(file, page.toString());
    }
}
