package io.lstmc.maven;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The manifests of one output directory, one for each execution that writes there, whatever else is in its
 * configuration. What an execution left that the project no longer has belongs to the one that runs.
 */
final class Ledger {

    private final Path file;
    private final Manifest own;
    private final List<Path> abandonedFiles = new ArrayList<>();
    private final List<Manifest> abandoned = new ArrayList<>();
    private final List<Manifest> others = new ArrayList<>();

    /** @throws IOException if the directory of the manifests is there and cannot be listed */
    Ledger(GenerationRequest request) throws IOException {
        Path directory = request.stateDirectory().resolve(key(request.nameOf(request.outputDirectory())));
        file = directory.resolve(fileName(request.execution()));
        own = Manifest.read(file);
        Set<String> alive = request.executions().stream().map(Ledger::fileName).collect(Collectors.toSet());
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> manifests = Files.newDirectoryStream(directory, "*.manifest")) {
            for (Path manifest : manifests) {
                if (manifest.equals(file) || !Files.isRegularFile(manifest)) {
                    continue;
                }
                if (alive.contains(manifest.getFileName().toString())) {
                    others.add(Manifest.read(manifest));
                } else {
                    abandonedFiles.add(manifest);
                    abandoned.add(Manifest.read(manifest));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static String fileName(String execution) {
        return key(execution) + ".manifest";
    }

    /** A name for a file, whatever characters the text has. */
    private static String key(String text) {
        return new Digest().add(text).hex().substring(0, 16);
    }

    /** What this execution left, if there is nothing to take over from executions that are gone. */
    Manifest current() {
        return abandoned.isEmpty() ? own : Manifest.NONE;
    }

    /** The files that earlier runs left and this execution answers for, relative to the output directory. */
    SortedSet<String> paths() {
        return answeredFor().flatMap(m -> m.files().keySet().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a file with this digest is as an earlier run left it. */
    boolean wrote(String path, String digest) {
        return answeredFor().anyMatch(m -> digest.equals(m.files().get(path)));
    }

    /** Whether another execution of the project makes this file, too. */
    boolean isOthers(String path) {
        return others.stream().anyMatch(m -> m.files().containsKey(path));
    }

    private Stream<Manifest> answeredFor() {
        return Stream.concat(Stream.of(own), abandoned.stream());
    }

    void remember(Manifest manifest) throws IOException {
        try {
            manifest.write(file);
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + e, e);
        }
        for (Path gone : abandonedFiles) {
            Files.deleteIfExists(gone);
        }
    }
}
