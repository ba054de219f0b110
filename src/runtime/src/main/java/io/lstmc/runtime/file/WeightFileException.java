package io.lstmc.runtime.file;

import java.io.IOException;

/** A weight file is malformed or does not belong to the model; the message says in what. */
public final class WeightFileException extends IOException {

    private static final long serialVersionUID = 1;

    public WeightFileException(String message) {
        super(message);
    }
}
