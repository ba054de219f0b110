package io.lstmc.compiler.plan;

/** What a program serves. */
public enum Purpose {
    /** The equations and their adjoints, for a block of samples. */
    TRAINING("training", false, true),
    /** The equations alone, for a block of samples. */
    PREDICTIONS("predictions", false, true),
    /** The equations in the form that is best for one sample. */
    ONE_PREDICTION("one prediction", true, true),
    /** One step of a stream, or what one of its states begins with. */
    STREAM("stream", true, true),
    /** The initial values of parameters. */
    INITIALISER("initialiser", true, false),
    /** One update of all parameters. */
    UPDATE("update", true, false),
    /** The factor of the learning rate in an epoch. */
    RATE("rate", true, false);

    private final String label;
    private final boolean single;
    private final boolean evaluates;

    Purpose(String label, boolean single, boolean evaluates) {
        this.label = label;
        this.single = single;
        this.evaluates = evaluates;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** Whether its values of samples have exactly one row, always. */
    public boolean single() {
        return single;
    }

    /** Whether it evaluates the model, with parameters that change only between evaluations. */
    public boolean evaluates() {
        return evaluates;
    }
}
