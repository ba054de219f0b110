package io.lstmc.cli;

/** The values of {@code --color}. */
enum ColorChoice {
    /** If standard output is a terminal. */
    AUTO,
    ALWAYS,
    NEVER
}
