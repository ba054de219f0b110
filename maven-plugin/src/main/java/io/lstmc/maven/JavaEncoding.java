package io.lstmc.maven;

import io.lstmc.compiler.GeneratedFile;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * How the classes are written so that javac reads them.
 *
 * @param charset of the files
 * @param ascii whether the text has nothing but ASCII
 */
record JavaEncoding(Charset charset, boolean ascii) {

    static final JavaEncoding UTF_8 = new JavaEncoding(StandardCharsets.UTF_8, false);

    /**
     * @param name of the encoding that javac is told; {@code null} or nothing where it takes that of the platform
     * @throws IllegalArgumentException with a message for the user
     */
    static JavaEncoding of(String name) {
        if (name == null || name.isBlank()) {
            return new JavaEncoding(StandardCharsets.US_ASCII, true);
        }
        try {
            Charset charset = Charset.forName(name.strip());
            return charset.equals(StandardCharsets.UTF_8) ? UTF_8 : new JavaEncoding(charset, true);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException("encoding is '" + name + "', which this Java does not know", e);
        }
    }

    GeneratedFile form(GeneratedFile file) {
        return ascii ? file.inAscii() : file;
    }

    byte[] bytes(GeneratedFile file) {
        return file.text().getBytes(charset);
    }
}
