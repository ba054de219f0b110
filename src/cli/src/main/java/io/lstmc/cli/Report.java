package io.lstmc.cli;

import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Excess;
import io.lstmc.compiler.diagnostic.Severity;
import io.lstmc.compiler.diagnostic.Style;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Prints findings and counts them. */
final class Report {

    private final PrintWriter findings;
    private final PrintWriter refusals;
    private final Style style;
    private final Set<Diagnostic> seen = new HashSet<>();
    private final Set<String> found = new HashSet<>();
    private int files;
    private int errors;
    private int warnings;
    private int unread;
    private int failed;

    /**
     * @param findings where what is wrong with the models goes
     * @param refusals where files that cannot be read are named
     */
    Report(PrintWriter findings, PrintWriter refusals, Style style) {
        this.findings = findings;
        this.refusals = refusals;
        this.style = style;
    }

    /** Prints the findings of one file; those about an overlay only for the first file with which it is used. */
    void add(List<Diagnostic> diagnostics) {
        files++;
        List<Diagnostic> fresh = diagnostics.stream().filter(seen::add).toList();
        for (Diagnostic diagnostic : fresh) {
            found.add(diagnostic.span().source().name());
            errors += diagnostic.severity() == Severity.ERROR ? 1 : 0;
            warnings += diagnostic.severity() == Severity.WARNING ? 1 : 0;
        }
        Excess shown = Excess.of(fresh);
        findings.print(DiagnosticRenderer.render(shown.first(), style));
        if (shown.more() > 0) {
            findings.println(Messages.name(fresh.get(0).span().source().name()) + ": " + shown.text());
        }
    }

    /** Notes that a file has no model, which is no mistake where it holds definitions to be checked. */
    void addWithoutModel(String file) {
        findings.println(Messages.name(file) + ": has no model");
    }

    /** Prints why a file has not been read. */
    void add(Refusal refusal) {
        unread++;
        // What is printed stays in order where both streams are one terminal.
        findings.flush();
        refusals.println("lstmc: " + refusal.getMessage());
    }

    /** Prints that the command failed at a file, where it should have said what is wrong with that. */
    void add(String file, Throwable failure, boolean trace) {
        failed++;
        findings.flush();
        refusals.println("lstmc: " + Messages.name(file) + ": internal error: " + Messages.name(failure.toString())
                + "; please report it with the model" + (trace ? "" : " (--verbose shows the stack trace)"));
        if (trace) {
            failure.printStackTrace(refusals);
        }
    }

    boolean isClean() {
        return exitCode() == ExitCode.OK;
    }

    int exitCode() {
        if (failed > 0) {
            return ExitCode.INTERNAL;
        }
        if (unread > 0) {
            return ExitCode.USAGE;
        }
        return errors > 0 ? ExitCode.ERRORS : ExitCode.OK;
    }

    /** One line, such as {@code 2 errors, 1 warning in 1 file}. */
    String summary() {
        String text = errors > 0 ? Messages.count(errors, "error") : "no errors";
        text += warnings > 0 ? ", " + Messages.count(warnings, "warning") : "";
        text += " in " + Messages.count(errors > 0 ? found.size() : files, "file");
        text += unread > 0 ? "; " + Messages.count(unread, "file") + " not read" : "";
        return failed > 0 ? text + "; " + Messages.count(failed, "file") + " not finished" : text;
    }
}
