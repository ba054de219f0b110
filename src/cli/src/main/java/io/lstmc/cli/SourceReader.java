package io.lstmc.cli;

import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.files.FileNames;
import io.lstmc.files.TextReader;
import io.lstmc.files.UnusableFileException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads what the command line names. */
final class SourceReader {

    /** Stands for standard input on the command line. */
    static final String STANDARD_INPUT = "-";

    private final InputStream standardInput;

    SourceReader(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** The text of a file, or of standard input for {@code -}. */
    SourceText read(String argument) throws Refusal {
        try {
            if (argument.equals(STANDARD_INPUT)) {
                return new SourceText("<stdin>", TextReader.read("<stdin>", standardInput));
            }
            Path file = path(argument);
            String name = Messages.name(argument);
            if (Files.isDirectory(file)) {
                throw new Refusal(name + ": is a directory; name the .lstm files in it");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new Refusal(name + ": is not a regular file; to read from a pipe, name " + STANDARD_INPUT);
            }
            return new SourceText(argument, TextReader.read(argument, file));
        } catch (UnusableFileException e) {
            throw new Refusal(e);
        }
    }

    /** The path that an argument names. */
    static Path path(String argument) throws Refusal {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            boolean letters = argument.chars().anyMatch(c -> c > 0x7f);
            throw new Refusal(
                    Messages.name(argument) + ": "
                            + (letters ? FileNames.unreadable() : "is not a path: " + e.getReason()),
                    e);
        }
    }
}
