package io.lstmc.maven;

import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Severity;
import io.lstmc.files.UnusableFileException;
import java.io.File;
import java.nio.file.Path;

/**
 * One thing to tell the user.
 *
 * @param file the name of the file that it is about, relative to the project where it is inside
 * @param line from 1 on, or 0 where it is about the file as a whole
 * @param column from 1 on, or 0 where it is about the line as a whole
 * @param message what is wrong; its first line says it all, further ones show the place
 */
record Finding(Severity severity, String file, int line, int column, String message) {

    static Finding of(String file, Diagnostic diagnostic) {
        int line = diagnostic.span().line();
        int column = diagnostic.span().column();
        String text = DiagnosticRenderer.render(diagnostic).stripTrailing();
        // What the text begins with is the place, which the log has in another form.
        String message = text.substring(text.indexOf(":" + line + ":" + column + ": "));
        return new Finding(
                diagnostic.severity(), file, line, column, message.substring(message.indexOf(": ") + ": ".length()));
    }

    /** An error about a file as a whole. */
    static Finding error(String file, String message) {
        return new Finding(Severity.ERROR, file, 0, 0, message);
    }

    static Finding error(UnusableFileException problem) {
        return new Finding(Severity.ERROR, problem.file(), problem.line(), 0, problem.problem());
    }

    static Finding warning(String file, String message) {
        return new Finding(Severity.WARNING, file, 0, 0, message);
    }

    /** The file as it is found from everywhere. No path is made of its name, which may have letters that paths cannot have. */
    File file(Path baseDirectory) {
        File found = new File(file);
        return found.isAbsolute() ? found : new File(baseDirectory.toFile(), file);
    }

    /** The form in which IDEs look for places in the log of Maven: {@code /project/a.lstm:[3,7] message}. */
    String text(Path baseDirectory) {
        String place = line > 0 ? ":[" + line + "," + Math.max(1, column) + "] " : ": ";
        return file(baseDirectory) + place + message;
    }
}
