package io.lstmc.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text that somebody else wrote: bounded, and only if it is UTF-8. */
public final class TextReader {

    /** The largest text that is read, in bytes: far more than anybody types. */
    public static final int LIMIT = 1 << 20;

    private TextReader() {}

    /**
     * The text of a file.
     *
     * @param name by which messages call it
     */
    public static String read(String name, Path file) throws UnusableFileException {
        // Pipes and devices are kept away: reading them may never end.
        if (Files.isDirectory(file)) {
            throw new UnusableFileException(name, "is a directory, not a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UnusableFileException(name, "is not a regular file");
        }
        try {
            if (Files.size(file) > LIMIT) {
                throw tooLarge(name);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return read(name, in);
            }
        } catch (IOException e) {
            throw new UnusableFileException(name, "cannot be read", e);
        }
    }

    /** The text of a stream, which stays open. */
    public static String read(String name, InputStream in) throws UnusableFileException {
        byte[] bytes;
        try {
            bytes = in.readNBytes(LIMIT + 1);
        } catch (IOException e) {
            throw new UnusableFileException(name, "cannot be read", e);
        }
        if (bytes.length > LIMIT) {
            throw tooLarge(name);
        }
        return decode(name, bytes);
    }

    private static UnusableFileException tooLarge(String name) {
        return new UnusableFileException(
                name, "is larger than " + LIMIT + " bytes (1 MiB), the limit for a source file");
    }

    private static String decode(String name, byte[] bytes) throws UnusableFileException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            // The decoder stops in front of the bytes that it cannot read.
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new UnusableFileException(name, line, "is not valid UTF-8 text", e);
        }
    }
}
