package io.lstmc.runtime.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replaces a file as a whole: writes a part beside it and moves that over it, so that a reader sees the old file or the new
 * one. What a killed process left is removed by the next who writes to the same file.
 *
 * <p>A part is locked for as long as it is written, and the operating system gives up the lock of a process that ends: so a
 * part that can be locked is left over.
 */
final class PartFile {

    private static final String END = ".part";

    /** Digits of the number that makes a part's name its own. */
    private static final int DIGITS = 16;

    /** Characters, of up to four bytes each where a name has 255. */
    private static final int LONGEST = 50;

    private static final int ATTEMPTS = 10;

    /** The parts that this JVM writes. It must not even open them: closing a file ends all locks of a process on it. */
    private static final Set<Path> WRITTEN_HERE = ConcurrentHashMap.newKeySet();

    private PartFile() {}

    /** Writes the new content from the beginning of the file on. */
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Replaces {@code file}, or makes it. Symbolic links stay, permissions are kept.
     *
     * @throws IOException if anything fails; the file is then as it was
     */
    static void replace(Path file, Content content) throws IOException {
        Path target = target(file);
        removeLeftOvers(target);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (write(target, content)) {
                return;
            }
        }
        throw new IOException(file + ": each part of it was removed before it was written");
    }

    private static Path target(Path file) throws IOException {
        if (Files.exists(file)) {
            if (!Files.isRegularFile(file)) {
                throw new IOException(file + " is not a regular file");
            }
            return file.toRealPath();
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString(), null, "its folder does not exist");
        }
        return folder.toRealPath().resolve(file.getFileName());
    }

    /** How the names of a file's parts begin: with its own, unless they would be longer than a name can be. */
    private static String prefix(Path target) {
        String name = target.getFileName().toString();
        return (name.length() <= LONGEST ? name : Integer.toHexString(name.hashCode())) + ".";
    }

    /** False if another process took the part for left over before it was locked. */
    private static boolean write(Path target, Content content) throws IOException {
        String number = String.format("%0" + DIGITS + "x", new SplittableRandom().nextLong());
        Path part = target.resolveSibling(prefix(target) + number + END);
        Optional<Set<PosixFilePermission>> permissions = permissions(target);
        // Until it has the permissions of the file that it replaces, it is for nobody else.
        FileAttribute<?>[] attributes = permissions.isEmpty()
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                };
        WRITTEN_HERE.add(part);
        try (FileChannel channel =
                FileChannel.open(part, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), attributes)) {
            if (!lock(channel) || !Files.exists(part)) {
                return false;
            }
            content.writeTo(channel);
            if (permissions.isPresent() && !permissions.equals(permissions(part))) {
                Files.setPosixFilePermissions(part, permissions.get());
            }
            channel.force(true);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(part);
            WRITTEN_HERE.remove(part);
        }
    }

    /** None if there is no file or the system has no such permissions. */
    private static Optional<Set<PosixFilePermission>> permissions(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null || !Files.exists(file)
                ? Optional.empty()
                : Optional.of(view.readAttributes().permissions());
    }

    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // The file system has no locks, so nobody removes left-overs there.
            return true;
        }
    }

    private static void removeLeftOvers(Path target) {
        String prefix = prefix(target);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                target.getParent(), file -> isPart(file.getFileName().toString(), prefix))) {
            for (Path part : found) {
                if (!WRITTEN_HERE.contains(part) && Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
                    removeIfLeftOver(part);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Whoever may write a folder need not be allowed to list it.
        }
    }

    private static boolean isPart(String name, String prefix) {
        int length = prefix.length() + DIGITS + END.length();
        return name.length() == length
                && name.startsWith(prefix)
                && name.endsWith(END)
                && name.substring(prefix.length(), prefix.length() + DIGITS).matches("[0-9a-f]+");
    }

    private static void removeIfLeftOver(Path part) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // It belongs to somebody else, or is gone.
        }
    }
}
