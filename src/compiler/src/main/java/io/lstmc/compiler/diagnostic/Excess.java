package io.lstmc.compiler.diagnostic;

import java.util.List;
import java.util.Locale;

/**
 * The first findings of a file, and how many more there are: nobody reads thousands.
 *
 * @param first in order
 * @param more those that are left out, of either severity
 */
public record Excess(List<Diagnostic> first, int more) {

    private static final int MOST = 100;

    public Excess {
        first = List.copyOf(first);
    }

    /** Splits the findings of one file; errors go before warnings where there are too many. */
    public static Excess of(List<Diagnostic> all) {
        if (all.size() <= MOST) {
            return new Excess(all, 0);
        }
        List<Diagnostic> errors =
                all.stream().filter(d -> d.severity() == Severity.ERROR).toList();
        List<Diagnostic> shown = errors.isEmpty() ? all : errors;
        List<Diagnostic> first = shown.subList(0, Math.min(MOST, shown.size()));
        return new Excess(first, all.size() - first.size());
    }

    /** One line about the others, such as {@code 19,900 more errors or warnings}; empty if there are none. */
    public String text() {
        return more == 0 ? "" : String.format(Locale.ROOT, "%,d more errors or warnings", more);
    }
}
