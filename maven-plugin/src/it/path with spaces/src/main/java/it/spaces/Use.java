package it.spaces;

/** Compiles only if the model became a class. */
public final class Use {

    private Use() {}

    public static int size(Spaced model) {
        return model.parameterCount();
    }
}
