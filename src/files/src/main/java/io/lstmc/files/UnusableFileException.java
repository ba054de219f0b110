package io.lstmc.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** A file that cannot be read or written, in words for the user. */
public final class UnusableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final String problem;

    /**
     * @param file the name by which messages call it
     * @param line where the problem is, from 1 on, or 0 for the file as a whole
     * @param problem what is wrong, such as {@code is a directory}
     */
    UnusableFileException(String file, int line, String problem, Throwable cause) {
        super(file + (line > 0 ? ":" + line : "") + ": " + problem, cause);
        this.file = file;
        this.line = line;
        this.problem = problem;
    }

    UnusableFileException(String file, String problem) {
        this(file, 0, problem, null);
    }

    UnusableFileException(String file, String problem, IOException cause) {
        this(file, 0, problem + ": " + reason(cause), cause);
    }

    public String file() {
        return file;
    }

    /** The line of the problem, 0 if it is about the file as a whole. */
    public int line() {
        return line;
    }

    public String problem() {
        return problem;
    }

    /** Why a file cannot be used, without its name, which the exceptions of files give as their message. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
