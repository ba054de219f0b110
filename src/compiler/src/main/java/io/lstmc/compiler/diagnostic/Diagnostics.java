package io.lstmc.compiler.diagnostic;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects findings, so that one run reports all of a file. */
public final class Diagnostics {

    private final Set<Diagnostic> found = new LinkedHashSet<>();

    public void add(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    public boolean hasErrors() {
        for (Diagnostic d : found) {
            if (d.severity() == Severity.ERROR) {
                return true;
            }
        }
        return false;
    }

    /** All findings, in the order of the text. */
    public List<Diagnostic> sorted() {
        if (found.isEmpty()) {
            return List.of();
        }
        return found.stream()
                .sorted(Comparator.comparing((Diagnostic d) -> d.span().source().name())
                        .thenComparing(d -> d.span().start())
                        .thenComparing(d -> d.code().number()))
                .toList();
    }
}
