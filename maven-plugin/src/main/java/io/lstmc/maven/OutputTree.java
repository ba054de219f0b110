package io.lstmc.maven;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/** The output directory; nothing outside of it is touched, whatever path is asked for. */
final class OutputTree {

    private final Path root;

    OutputTree(Path root) {
        this.root = root;
    }

    /**
     * The place of a relative path with forward slashes; empty where it would be outside or behind a link.
     */
    Optional<Path> locate(String relative) {
        if (relative.chars().anyMatch(c -> c == '\\' || c == ':' || c < ' ')) {
            return Optional.empty();
        }
        Path place = root;
        for (String name : relative.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || leadsElsewhere(place)) {
                return Optional.empty();
            }
            try {
                place = place.resolve(name);
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
        return Optional.of(place);
    }

    /** The root itself may be a link, for that is the user's choice; a link further down is nobody's. */
    private boolean leadsElsewhere(Path directory) {
        return !directory.equals(root) && Files.isSymbolicLink(directory);
    }

    /** The digest of a file, empty where there is no such file. */
    Optional<String> digest(String relative) throws IOException {
        Optional<Path> place = locate(relative).filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS));
        return place.isEmpty() ? Optional.empty() : Optional.of(Digest.of(Files.readAllBytes(place.get())));
    }

    /** Writes a file unless it is there with the same content, whose time must not change. */
    boolean write(Path place, byte[] content) throws IOException {
        if (Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                && Files.size(place) == content.length
                && Arrays.equals(Files.readAllBytes(place), content)) {
            return false;
        }
        Files.createDirectories(place.getParent());
        // A reader, or a run that is stopped half way, never sees half a file.
        Path partial = place.resolveSibling(place.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        try {
            Files.write(partial, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(partial, place, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
        return true;
    }

    /** Removes a file and the directories that it leaves empty. */
    void remove(Path place) throws IOException {
        Files.deleteIfExists(place);
        for (Path directory = place.getParent(); !directory.equals(root); directory = directory.getParent()) {
            try {
                Files.deleteIfExists(directory);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }
}
