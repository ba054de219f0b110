package io.lstmc.compiler.schedule;

/** Placeholder. */
final class ShareArrays {
    private ShareArrays() {}

    static Program run(Program program) {
        return program;
    }
}
