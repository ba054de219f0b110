package io.lstmc.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A directory of files that were generated; nothing outside of it is touched, whatever path is asked for. */
public final class OutputTree {

    private final Path root;

    public OutputTree(Path root) {
        this.root = root;
    }

    /**
     * The place of a relative path with forward slashes.
     *
     * @throws UnusableFileException where it would be outside or behind a link, or cannot be the name of a file
     */
    public Path locate(String relative) throws UnusableFileException {
        if (relative.chars().anyMatch(c -> c == '\\' || c == ':' || c < ' ')) {
            throw outside(relative);
        }
        Path place = root;
        for (String name : relative.split("/", -1)) {
            // The root itself may be a link, for that is the user's choice; a link further down is nobody's.
            boolean leadsElsewhere = !place.equals(root) && Files.isSymbolicLink(place);
            if (name.isEmpty() || name.equals(".") || name.equals("..") || leadsElsewhere) {
                throw outside(relative);
            }
            if (!FileNames.isWritable(name)) {
                throw new UnusableFileException(relative, FileNames.unreadable());
            }
            place = place.resolve(name);
        }
        return place;
    }

    private UnusableFileException outside(String relative) {
        return new UnusableFileException("'" + relative + "'", "would be written outside of " + root);
    }

    /** The place of a path that may be nonsense, empty where {@link #locate} has a complaint. */
    public Optional<Path> find(String relative) {
        try {
            return Optional.of(locate(relative));
        } catch (UnusableFileException e) {
            return Optional.empty();
        }
    }

    /** The content of a file, empty where there is no such file. */
    public Optional<byte[]> read(String relative) throws IOException {
        Optional<Path> place = find(relative).filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS));
        return place.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(place.get()));
    }

    /**
     * Writes files, either all or none as far as the file system allows: their contents are on the disk before the first
     * takes its name. A file that is there with the same content keeps its time. What killed processes left half written
     * in the same directories is removed.
     *
     * @param contents by relative path
     * @return the places of what has changed, in order
     */
    public List<Path> write(Map<String, byte[]> contents) throws UnusableFileException {
        List<Path> places = new ArrayList<>();
        List<PartialFile> partial = new ArrayList<>();
        Path current = root;
        try {
            Map<Path, byte[]> changed = new LinkedHashMap<>();
            Set<Path> swept = new HashSet<>();
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                current = locate(file.getKey());
                if (Files.isDirectory(current)) {
                    throw new UnusableFileException(current.toString(), "cannot be written: is a directory");
                }
                if (swept.add(current.getParent())) {
                    PartialFile.sweep(current.getParent());
                }
                if (!holds(current, file.getValue())) {
                    changed.put(current, file.getValue());
                }
            }
            for (Map.Entry<Path, byte[]> file : changed.entrySet()) {
                current = file.getKey();
                Files.createDirectories(current.getParent());
                PartialFile next = new PartialFile(current);
                partial.add(next);
                next.write(file.getValue());
            }
            for (PartialFile file : partial) {
                current = file.place();
                file.publish();
                places.add(current);
            }
        } catch (IOException e) {
            throw new UnusableFileException(current.toString(), "cannot be written", e);
        } finally {
            partial.forEach(PartialFile::discard);
        }
        return places;
    }

    private static boolean holds(Path place, byte[] content) throws IOException {
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                && Files.size(place) == content.length
                && Arrays.equals(Files.readAllBytes(place), content);
    }

    /** Removes a file, if there is one, what killed processes left of it, and the directories that this leaves empty. */
    public void remove(Path place) throws IOException {
        Files.deleteIfExists(place);
        PartialFile.sweep(place.getParent());
        for (Path directory = place.getParent(); !directory.equals(root); directory = directory.getParent()) {
            try {
                Files.deleteIfExists(directory);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }
}
