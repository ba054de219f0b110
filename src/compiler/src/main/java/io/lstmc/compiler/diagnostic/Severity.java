package io.lstmc.compiler.diagnostic;

/** How bad a finding is: an error prevents output, a warning does not. */
public enum Severity {
    ERROR,
    WARNING;

    /** As messages show it. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
