package io.lstmc.compiler.diagnostic;

import java.util.List;
import java.util.Optional;

/**
 * One finding about a source text, as data; {@link DiagnosticRenderer} makes text of it.
 *
 * @param code what is wrong, a kind with a stable number
 * @param span where
 * @param message one line, lower case, no full stop
 * @param label what stands behind the caret, if anything
 * @param hint what to do about it, if that is known
 * @param notes further lines, such as the path of a cycle
 */
public record Diagnostic(
        Code code, Span span, String message, Optional<String> label, Optional<String> hint, List<String> notes) {

    public Diagnostic {
        notes = List.copyOf(notes);
    }

    public static Diagnostic of(Code code, Span span, String message) {
        return new Diagnostic(code, span, message, Optional.empty(), Optional.empty(), List.of());
    }

    public Diagnostic withLabel(String text) {
        return new Diagnostic(code, span, message, Optional.of(text), hint, notes);
    }

    public Diagnostic withHint(String text) {
        return new Diagnostic(code, span, message, label, Optional.of(text), notes);
    }

    public Diagnostic withNotes(List<String> lines) {
        return new Diagnostic(code, span, message, label, hint, lines);
    }

    public Severity severity() {
        return code.severity();
    }
}
