package io.lstmc.compiler.program;

/** A model needs more than an array or a class of Java can hold; the message says what and how much. */
public final class TooLargeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public TooLargeException(String message) {
        super(message);
    }
}
