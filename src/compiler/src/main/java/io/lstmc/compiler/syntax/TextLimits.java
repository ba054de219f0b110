package io.lstmc.compiler.syntax;

/** What a file may hold at most, so that any input ends in bounded time and memory; far above what people write. */
final class TextLimits {

    /** Characters of a file. */
    static final int CHARACTERS = 1 << 20;

    /** Words and signs of a file. */
    static final int TOKENS = 250_000;

    /** Brackets of any kind inside one another; the parser's recursion follows them. */
    static final int NESTING = 200;

    /** Operations on the way from the root of an expression to a leaf; later stages recurse along it. */
    static final int DEPTH = 300;

    /** Characters of a name. */
    static final int NAME = 100;

    /** Errors that are shown of one file. */
    static final int ERRORS = 100;

    private TextLimits() {}
}
