package it.app;

/** Compiles only if the model became a class. */
public final class UseOwn {

    private UseOwn() {}

    public static int size(Own model) {
        return model.parameterCount();
    }
}
