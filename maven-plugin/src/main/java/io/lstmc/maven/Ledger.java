package io.lstmc.maven;

import io.lstmc.files.UnusableFileException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The manifests of one output directory, one for each execution that writes there, whatever else is in its
 * configuration. What an execution left that the project no longer has belongs to the one that runs.
 *
 * <p>A run first writes down what it is going to write, as its intent, then writes, then makes a manifest of the intent:
 * so every file that a killed run may have left is in one of the two.
 */
final class Ledger {

    private static final String MANIFEST = ".manifest";
    private static final String INTENT = ".intent";

    private final Path file;
    private final Path intent;
    private final Manifest own;
    private final Optional<Manifest> unfinished;
    private final List<Path> abandonedFiles = new ArrayList<>();
    private final List<Manifest> abandoned = new ArrayList<>();
    private final List<Manifest> others = new ArrayList<>();

    /** @throws IOException if the directory of the manifests is there and cannot be listed */
    Ledger(GenerationRequest request) throws IOException {
        Path directory = request.stateDirectory().resolve(key(request.nameOf(request.outputDirectory())));
        String name = key(request.execution());
        file = directory.resolve(name + MANIFEST);
        intent = directory.resolve(name + INTENT);
        own = Manifest.read(file);
        unfinished = Files.exists(intent) ? Optional.of(Manifest.read(intent)) : Optional.empty();
        Set<String> alive = request.executions().stream().map(Ledger::key).collect(Collectors.toSet());
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(directory, "*{" + MANIFEST + "," + INTENT + "}")) {
            for (Path entry : entries) {
                if (entry.equals(file) || entry.equals(intent) || !Files.isRegularFile(entry)) {
                    continue;
                }
                String execution = entry.getFileName().toString().replaceFirst("\\..*", "");
                if (alive.contains(execution)) {
                    others.add(Manifest.read(entry));
                } else {
                    abandonedFiles.add(entry);
                    abandoned.add(Manifest.read(entry));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** A name for a file, whatever characters the text has. */
    private static String key(String text) {
        return new Digest().add(text).hex().substring(0, 16);
    }

    /** What this execution left, if its last run ended and nothing is to be taken over from executions that are gone. */
    Manifest current() {
        return abandoned.isEmpty() && unfinished.isEmpty() ? own : Manifest.NONE;
    }

    /** The files that earlier runs left and this execution answers for, relative to the output directory. */
    SortedSet<String> paths() {
        return answeredFor().flatMap(m -> m.files().keySet().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a file with this digest is as an earlier run left it. */
    boolean wrote(String path, String digest) {
        return answeredFor().anyMatch(m -> m.wrote(path, digest));
    }

    /** Whether another execution of the project makes this file, too. */
    boolean isOthers(String path) {
        return others.stream().anyMatch(m -> m.files().containsKey(path));
    }

    private Stream<Manifest> answeredFor() {
        return Stream.of(Stream.of(own), unfinished.stream(), abandoned.stream())
                .flatMap(all -> all);
    }

    /** Writes down what is going to be written. */
    void intend(Manifest manifest) throws UnusableFileException {
        // Of two runs that were killed one after the other, the files of the first must not be forgotten.
        unfinished.map(manifest::with).orElse(manifest).write(intent);
    }

    /** Writes down what was written, once nothing else is left. */
    void remember(Manifest manifest) throws UnusableFileException, IOException {
        manifest.write(file);
        Files.deleteIfExists(intent);
        for (Path gone : abandonedFiles) {
            Files.deleteIfExists(gone);
        }
    }
}
