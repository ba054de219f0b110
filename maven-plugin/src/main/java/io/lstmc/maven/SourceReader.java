package io.lstmc.maven;

import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads text that somebody else wrote: bounded, and only if it is text. */
final class SourceReader {

    /** The largest source that is read, in bytes: far more than anybody types. */
    static final int LIMIT = 1 << 20;

    private final GenerationRequest request;
    private final List<Finding> findings;

    SourceReader(GenerationRequest request, List<Finding> findings) {
        this.request = request;
        this.findings = findings;
    }

    /** The text of a file; empty, with a finding, where it has none. */
    Optional<SourceText> read(Path file) {
        String name = request.nameOf(file);
        // Also keeps pipes away, whose reading would never end.
        if (!Files.isRegularFile(file)) {
            String what = Files.isDirectory(file) ? "is a directory, not a file" : "is not a regular file";
            findings.add(Finding.error(name, what));
            return Optional.empty();
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LIMIT + 1);
        } catch (IOException e) {
            findings.add(Finding.error(name, "cannot be read: " + e.getMessage()));
            return Optional.empty();
        }
        if (bytes.length > LIMIT) {
            findings.add(Finding.error(name, "is larger than " + LIMIT + " bytes, the limit for a source file"));
            return Optional.empty();
        }
        return decode(name, bytes);
    }

    private Optional<SourceText> decode(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
            return Optional.of(new SourceText(name, text));
        } catch (CharacterCodingException e) {
            // The decoder stops in front of the bytes that it cannot read.
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            findings.add(Finding.error(name + ":" + line, "is not valid UTF-8 text"));
            return Optional.empty();
        }
    }
}
