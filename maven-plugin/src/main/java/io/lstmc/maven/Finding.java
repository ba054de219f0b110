package io.lstmc.maven;

import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Severity;

/**
 * One thing to tell the user.
 *
 * @param file the name of the file that it is about
 * @param text the whole message, which begins with the file and, where there is one, the line and column
 */
record Finding(Severity severity, String file, String text) {

    static Finding of(String file, Diagnostic diagnostic) {
        return new Finding(
                diagnostic.severity(),
                file,
                DiagnosticRenderer.render(diagnostic).stripTrailing());
    }

    /** An error about a file as a whole. */
    static Finding error(String file, String message) {
        return new Finding(Severity.ERROR, file, file + ": error: " + message);
    }

    static Finding warning(String file, String message) {
        return new Finding(Severity.WARNING, file, file + ": warning: " + message);
    }
}
