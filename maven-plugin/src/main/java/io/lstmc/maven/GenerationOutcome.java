package io.lstmc.maven;

import io.lstmc.compiler.diagnostic.Severity;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run found and did.
 *
 * @param sources the files that were read
 * @param findings errors and warnings, file by file
 * @param summary one sentence
 */
record GenerationOutcome(List<Path> sources, List<Finding> findings, String summary) {

    GenerationOutcome {
        sources = List.copyOf(sources);
        findings = List.copyOf(findings);
    }

    static GenerationOutcome failed(List<Path> sources, List<Finding> findings) {
        List<Finding> errors =
                findings.stream().filter(f -> f.severity() == Severity.ERROR).toList();
        long files = errors.stream().map(Finding::file).distinct().count();
        return new GenerationOutcome(
                sources,
                findings,
                count(errors.size(), "error") + " in " + count(files, "file") + "; nothing was written");
    }

    long errors() {
        return findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
