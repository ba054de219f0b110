package io.lstmc.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is written beside its place and then takes its name, so that nobody sees half of it. Its own name tells
 * the process that writes it: others can write the same file at the same time, and what a killed process left is known
 * as such.
 */
final class PartialFile {

    private static final String START = ".lstmc-";
    private static final String END = ".partial";
    private static final Pattern NAME = Pattern.compile("\\.lstmc-(\\d{1,18})-\\d+\\.partial");
    private static final long SELF = ProcessHandle.current().pid();
    private static final AtomicLong COUNT = new AtomicLong();

    private final Path place;
    private final Path partial;

    /** @param place where the file is going to be */
    PartialFile(Path place) {
        this.place = place;
        this.partial = place.resolveSibling(START + SELF + "-" + COUNT.incrementAndGet() + END);
    }

    Path place() {
        return place;
    }

    /** Writes the content; the directory must exist. */
    void write(byte[] content) throws IOException {
        Files.write(partial, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Gives the file its name. */
    void publish() throws IOException {
        Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what was not published. */
    void discard() {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            // What kept it from being written has been reported; a later run of another process removes it.
            return;
        }
    }

    /** Removes what processes that are gone left of a directory's files. */
    static void sweep(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, START + "*" + END)) {
            for (Path entry : entries) {
                Matcher name = NAME.matcher(entry.getFileName().toString());
                if (name.matches() && !isAlive(Long.parseLong(name.group(1)))) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isAlive(long process) {
        return process == SELF || ProcessHandle.of(process).isPresent();
    }
}
