package io.lstmc.maven;

import io.lstmc.files.OutputTree;
import io.lstmc.files.UnusableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run read, and wrote or is going to write. The file lies where anybody may change it, so whoever uses an entry
 * must check it.
 *
 * @param inputs the digest of all that the run depended on
 * @param files the digests that each file may have, by its path relative to the output directory
 * @param models the files that were made of each model about which there was nothing to say, by the digest of all that
 *     decides what is made of it
 */
record Manifest(
        String inputs,
        SortedMap<String, SortedSet<String>> files,
        SortedMap<String, SortedSet<String>> models) {

    static final Manifest NONE = new Manifest("", Collections.emptySortedMap(), Collections.emptySortedMap());

    private static final String HEADER = "lstm-maven-plugin manifest 2";

    /** Begins a line about a model. */
    private static final String MODEL = "model ";

    private static final int LIMIT = 8 << 20;

    Manifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /** What a run wrote, each file with its content. */
    static Manifest of(
            String inputs, Map<String, byte[]> contents, SortedMap<String, SortedSet<String>> models) {
        SortedMap<String, SortedSet<String>> files = new TreeMap<>();
        contents.forEach((path, content) -> put(files, path, Set.of(Digest.of(content))));
        return new Manifest(inputs, files, models);
    }

    /** The files of both. */
    Manifest with(Manifest other) {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        files.forEach((path, digests) -> put(all, path, digests));
        other.files.forEach((path, digests) -> put(all, path, digests));
        return new Manifest(inputs, all, models);
    }

    private static void put(SortedMap<String, SortedSet<String>> files, String path, Set<String> digests) {
        files.computeIfAbsent(path, p -> new TreeSet<>()).addAll(digests);
    }

    /** Whether the run wrote a file with this digest. */
    boolean wrote(String path, String digest) {
        return files.getOrDefault(path, Collections.emptySortedSet()).contains(digest);
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
        SortedMap<String, SortedSet<String>> files = new TreeMap<>();
        SortedMap<String, SortedSet<String>> models = new TreeMap<>();
        for (String entry : lines.subList(2, lines.size())) {
            boolean model = entry.startsWith(MODEL);
            String line = model ? entry.substring(MODEL.length()) : entry;
            int space = line.indexOf(' ');
            if (space < 0) {
                return NONE;
            }
            String digest = line.substring(0, space);
            String path = line.substring(space + 1);
            if (model) {
                put(models, digest, path.isEmpty() ? Set.of() : Set.of(path));
            } else {
                put(files, path, Set.of(digest));
            }
        }
        return new Manifest(lines.get(1), files, models);
    }

    void write(Path file) throws UnusableFileException {
        StringBuilder out =
                new StringBuilder(HEADER).append('\n').append(inputs).append('\n');
        files.forEach((path, digests) -> digests.forEach(
                digest -> out.append(digest).append(' ').append(path).append('\n')));
        models.forEach((digest, paths) -> {
            // A model of definitions alone has no file, and is up to date all the same.
            for (String path : paths.isEmpty() ? Set.of("") : paths) {
                out.append(MODEL).append(digest).append(' ').append(path).append('\n');
            }
        });
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        new OutputTree(file.getParent()).write(Map.of(file.getFileName().toString(), bytes));
    }
}
