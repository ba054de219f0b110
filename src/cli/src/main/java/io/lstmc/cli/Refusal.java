package io.lstmc.cli;

/** A request that cannot be carried out, for a reason outside the models; the message is for the user. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }

    Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
