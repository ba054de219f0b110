package io.lstmc.compiler.semantic.scope;

/**
 * What of a model is in a value.
 *
 * @param target a target
 * @param trained a param, or what a cell with params has computed
 * @param steps what was made of the steps of a sequence, or one of them
 */
public record Dependence(boolean target, boolean trained, boolean steps) {

    public static final Dependence NONE = new Dependence(false, false, false);
    public static final Dependence TARGET = new Dependence(true, false, false);
    public static final Dependence TRAINED = new Dependence(false, true, false);
    public static final Dependence STEPS = new Dependence(false, false, true);

    public Dependence or(Dependence other) {
        return new Dependence(target || other.target, trained || other.trained, steps || other.steps);
    }

    /** Whether it is what is to be predicted, and no loss of a prediction. */
    public boolean isTruth() {
        return target && !trained;
    }
}
