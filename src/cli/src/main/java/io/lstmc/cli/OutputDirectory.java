package io.lstmc.cli;

import io.lstmc.compiler.GeneratedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where generated files go; nothing outside of it is touched, whatever path is asked for. */
final class OutputDirectory {

    private final Path root;

    OutputDirectory(Path root) {
        this.root = root;
    }

    /**
     * Writes files, either all or none as far as the file system allows: their contents are on the disk before the first
     * takes its name. A file that is there with the same content keeps its time.
     *
     * @return the paths of what has changed, in order
     */
    List<Path> write(List<GeneratedFile> files) throws Refusal {
        Map<Path, byte[]> changed = new LinkedHashMap<>();
        Map<Path, Path> partial = new LinkedHashMap<>();
        Path current = root;
        try {
            for (GeneratedFile file : files) {
                current = locate(file.path());
                byte[] content = file.text().getBytes(StandardCharsets.UTF_8);
                if (!holds(current, content)) {
                    changed.put(current, content);
                }
            }
            for (Map.Entry<Path, byte[]> file : changed.entrySet()) {
                current = file.getKey();
                Files.createDirectories(current.getParent());
                Path place = current.resolveSibling(current.getFileName() + ".partial");
                Files.deleteIfExists(place);
                partial.put(current, place);
                Files.write(place, file.getValue(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
            for (Map.Entry<Path, Path> file : partial.entrySet()) {
                current = file.getKey();
                Files.move(
                        file.getValue(), current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new Refusal(Messages.name(current.toString()) + ": cannot be written: " + Messages.reason(e), e);
        } finally {
            partial.values().forEach(OutputDirectory::discard);
        }
        return new ArrayList<>(changed.keySet());
    }

    private static boolean holds(Path place, byte[] content) throws IOException {
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                && Files.size(place) == content.length
                && Arrays.equals(Files.readAllBytes(place), content);
    }

    private static void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            // What kept it from being written has been reported, and the next run replaces it.
            return;
        }
    }

    /** The place of a relative path with forward slashes. */
    Path locate(String relative) throws Refusal {
        if (relative.chars().anyMatch(c -> c == '\\' || c == ':' || c < ' ')) {
            throw outside(relative);
        }
        Path place = root;
        for (String name : relative.split("/", -1)) {
            // The directory itself may be a link, for that is the user's choice; a link further down is nobody's.
            boolean leadsElsewhere = !place.equals(root) && Files.isSymbolicLink(place);
            if (name.isEmpty() || name.equals(".") || name.equals("..") || leadsElsewhere) {
                throw outside(relative);
            }
            try {
                place = place.resolve(name);
            } catch (InvalidPathException e) {
                throw outside(relative);
            }
        }
        if (Files.isDirectory(place)) {
            throw new Refusal(Messages.name(place.toString()) + ": cannot be written: is a directory");
        }
        return place;
    }

    private Refusal outside(String relative) {
        return new Refusal(
                "'" + Messages.name(relative) + "' would be written outside of " + Messages.name(root.toString()));
    }
}
