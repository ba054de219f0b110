package io.lstmc.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an earlier run read and wrote. The file lies where anybody may change it, so whoever uses an entry must check it.
 *
 * @param inputs the digest of all that the run depended on
 * @param files the digest of each file that it left, by its path relative to the output directory
 */
record Manifest(String inputs, SortedMap<String, String> files) {

    static final Manifest NONE = new Manifest("", Collections.emptySortedMap());

    private static final String HEADER = "lstm-maven-plugin manifest 1";
    private static final int LIMIT = 8 << 20;

    Manifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The manifest in a file, {@link #NONE} where there is none or nothing that looks like one. */
    static Manifest read(Path file) {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LIMIT + 1);
        } catch (IOException e) {
            return NONE;
        }
        return bytes.length > LIMIT ? NONE : parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private static Manifest parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 2 || !lines.get(0).equals(HEADER)) {
            return NONE;
        }
        SortedMap<String, String> files = new TreeMap<>();
        for (String line : lines.subList(2, lines.size())) {
            int space = line.indexOf(' ');
            if (space < 0) {
                return NONE;
            }
            files.put(line.substring(space + 1), line.substring(0, space));
        }
        return new Manifest(lines.get(1), files);
    }

    void write(Path file) throws IOException {
        StringBuilder out =
                new StringBuilder(HEADER).append('\n').append(inputs).append('\n');
        files.forEach(
                (path, digest) -> out.append(digest).append(' ').append(path).append('\n'));
        Files.createDirectories(file.getParent());
        Files.writeString(file, out);
    }
}
