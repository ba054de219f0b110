package io.lstmc.cli;

import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads text that somebody else wrote: bounded, and only if it is text. */
final class SourceReader {

    /** Stands for standard input on the command line. */
    static final String STANDARD_INPUT = "-";

    /** The largest source that is read, in bytes: far more than anybody types. */
    static final int LIMIT = 1 << 20;

    private final InputStream standardInput;

    SourceReader(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** The text of a file, or of standard input for {@code -}. */
    SourceText read(String argument) throws Refusal {
        if (argument.equals(STANDARD_INPUT)) {
            return decode("<stdin>", bytes("<stdin>", standardInput));
        }
        String name = Messages.name(argument);
        Path file = path(argument);
        // Pipes and devices are kept away: reading them may never end.
        if (Files.isDirectory(file)) {
            throw new Refusal(name + ": is a directory; name the .lstm files in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Refusal(name + ": is not a regular file; to read from a pipe, name " + STANDARD_INPUT);
        }
        try {
            if (Files.size(file) > LIMIT) {
                throw tooLarge(name);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return decode(argument, bytes(name, in));
            }
        } catch (IOException e) {
            throw new Refusal(name + ": cannot be read: " + Messages.reason(e), e);
        }
    }

    /** The path that an argument names. */
    static Path path(String argument) throws Refusal {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new Refusal(Messages.name(argument) + ": is not a path: " + e.getReason(), e);
        }
    }

    private static byte[] bytes(String name, InputStream in) throws Refusal {
        try {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw tooLarge(name);
            }
            return bytes;
        } catch (IOException e) {
            throw new Refusal(name + ": cannot be read: " + Messages.reason(e), e);
        }
    }

    private static Refusal tooLarge(String name) {
        return new Refusal(name + ": is larger than " + LIMIT + " bytes (1 MiB), the limit for a source file");
    }

    private static SourceText decode(String name, byte[] bytes) throws Refusal {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return new SourceText(
                    name, StandardCharsets.UTF_8.newDecoder().decode(in).toString());
        } catch (CharacterCodingException e) {
            // The decoder stops in front of the bytes that it cannot read.
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new Refusal(Messages.name(name) + ":" + line + ": is not valid UTF-8 text", e);
        }
    }
}
