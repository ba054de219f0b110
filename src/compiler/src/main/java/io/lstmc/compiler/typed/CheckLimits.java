package io.lstmc.compiler.typed;

/** The bounds that keep every input cheap to check, in one place. */
public final class CheckLimits {

    /** Elements along one axis. */
    public static final int AXIS = 1_000_000;

    /** Steps of a sequence. */
    public static final int STEPS = 100_000;

    /** Numbers in all parameters of a model, and in all activations of one sample: an array of Java holds no more. */
    public static final long ELEMENTS = Integer.MAX_VALUE - 8;

    /** Inputs and targets of a model together, and its outputs: a Java method takes 255 parameters. */
    public static final int PORTS = 200;

    /** Values that are put behind one another at one place, numbers not counted: each is copied by code of its own. */
    public static final int PARTS = 1_000;

    /** Params in the brackets of all settings of a model: each may make code of its own. */
    public static final int SELECTIONS = 200;

    /** Terms of the polynomial of one size. */
    static final int SIZE_TERMS = 64;

    /** Names multiplied in one term of a size. */
    static final int SIZE_DEGREE = 16;

    /** Calls of functions, cells and initialisers inside one another. */
    public static final int CALL_DEPTH = 64;

    /** Characters of generic definitions, counted once for each combination of definitions that they are told. */
    public static final int COPIED_TEXT = 2_000_000;

    /**
     * Expressions visited while a file and the library are checked, all definitions together, bodies of called functions
     * included each time.
     */
    public static final int WORK = 200_000;

    /**
     * Expressions inside one another, those of called functions, cells and initialisers included. What recurses over
     * expressions then fits on the stack of an ordinary thread.
     */
    public static final int NESTING = 400;

    /** Characters of a source text that a message shows beside the line itself. */
    public static final int EXCERPT = 40;

    /** Characters of a definition's documentation that a message shows. */
    public static final int DOCUMENTATION = 400;

    /** Calls that a message names on the way to a place. */
    public static final int CALL_NOTES = 4;

    private CheckLimits() {}
}
