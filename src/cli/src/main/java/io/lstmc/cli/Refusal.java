package io.lstmc.cli;

import io.lstmc.files.UnusableFileException;

/** A request that cannot be carried out, for a reason outside the models; the message is for the user. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }

    Refusal(UnusableFileException cause) {
        this(Messages.name(cause.getMessage()), cause);
    }

    Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
