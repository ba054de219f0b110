package io.lstmc.compiler.plan;

/** What a parameter or a state begins with. */
public sealed interface Beginning {

    /** All elements with the same number. */
    record Constant(double value) implements Beginning {}

    /** The only result of a program; values that begin alike have the same one. */
    record Computed(ScheduledProgram program) implements Beginning {}
}
