package io.lstmc.runtime;

/** Training cannot go on, because a loss, a gradient or a weight is not finite; the message says where. */
public final class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TrainingException(String message) {
        super(message);
    }
}
