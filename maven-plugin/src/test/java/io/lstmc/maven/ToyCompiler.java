package io.lstmc.maven;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.Sources;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Severity;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands for the compiler in tests: each line is a path to generate, or {@code !} and a complaint, or {@code ~} and a
 * warning, or {@code ?} and a failure. The content tells the options.
 */
final class ToyCompiler implements ModelCompiler {

    int calls;

    @Override
    public CompileResult compile(Sources sources, SourceText source, CompileOptions options) {
        calls++;
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<GeneratedFile> files = new ArrayList<>();
        int start = 0;
        for (String line : source.text().lines().toList()) {
            int end = start + line.length();
            if (line.startsWith("?")) {
                throw new IllegalArgumentException(line.substring(1));
            } else if (line.startsWith("!")) {
                diagnostics.add(Diagnostic.of(Code.SYNTAX, new Span(source, start, end), line.substring(1)));
            } else if (line.startsWith("~")) {
                diagnostics.add(Diagnostic.of(Code.UNUSED, new Span(source, start, end), line.substring(1)));
            } else {
                String settings = options.overlay().map(SourceText::text).orElse("no overlay");
                files.add(new GeneratedFile(line, options.precision() + " " + settings + "\n"));
            }
            start = end + 1;
        }
        boolean wrong = diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
        return new CompileResult(diagnostics, wrong ? List.of() : files);
    }
}
