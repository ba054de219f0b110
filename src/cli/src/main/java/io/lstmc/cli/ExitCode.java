package io.lstmc.cli;

/** What the shell sees. */
final class ExitCode {

    static final int OK = 0;

    /** A model has an error. */
    static final int ERRORS = 1;

    /** The command line is wrong, or a file cannot be read or written. */
    static final int USAGE = 2;

    /** A mistake of the command itself; the number is EX_SOFTWARE of sysexits.h. */
    static final int INTERNAL = 70;

    private ExitCode() {}
}
