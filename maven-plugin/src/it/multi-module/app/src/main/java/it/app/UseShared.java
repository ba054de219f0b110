package it.app;

import it.models.Shared;

/** Compiles only if the model became a class. */
public final class UseShared {

    private UseShared() {}

    public static int size(Shared model) {
        return model.parameterCount();
    }
}
