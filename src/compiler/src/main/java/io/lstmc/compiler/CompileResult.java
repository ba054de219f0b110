package io.lstmc.compiler;

import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Severity;
import java.util.List;

/**
 * What compiling one source gives.
 *
 * @param diagnostics all findings, in the order of the text
 * @param files the Java files; empty where there is an error
 */
public record CompileResult(List<Diagnostic> diagnostics, List<GeneratedFile> files) {

    public CompileResult {
        diagnostics = List.copyOf(diagnostics);
        files = List.copyOf(files);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }
}
