package io.lstmc.runtime;

import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.util.List;
import java.util.Optional;

/**
 * The mean loss of some samples and its derivatives with respect to all parameters of a model.
 *
 * <p>Both can be added and scaled, as the functions that they belong to: half the sum of two gradients is that of the mean
 * of two losses, so that a large batch can be computed in parts, or by several models with the same weights.
 */
public final class Gradient {

    private final Model model;
    private final Storage values;
    private double loss;

    Gradient(Model model) {
        this(model, model.values().zeros(), 0);
    }

    /** @param values the derivatives, not copied */
    Gradient(Model model, Storage values, double loss) {
        this.model = model;
        this.values = values;
        this.loss = loss;
    }

    /** The mean loss of the samples, as it was before any update. */
    public double loss() {
        return loss;
    }

    /**
     * A copy of the derivatives with respect to one parameter, row-major.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public Storage get(String parameter) {
        Parameter p = model.parameter(parameter);
        return values.copy(p.offset(), p.size());
    }

    /** The Euclidean norm of all derivatives together. */
    public double norm() {
        return Math.sqrt(values.sumOfSquares());
    }

    /**
     * Adds the loss and the derivatives of {@code other}.
     *
     * @return this
     * @throws IllegalArgumentException if it is null or has other parameters or another precision
     */
    public Gradient add(Gradient other) {
        if (!Model.given("gradient", other).fits(model)) {
            throw new IllegalArgumentException("a gradient of " + model.name() + " and one of " + other.model.name()
                    + " have no sum: their parameters differ");
        }
        values.add(other.values);
        loss += other.loss;
        return this;
    }

    /**
     * Multiplies the loss and the derivatives.
     *
     * @return this
     */
    public Gradient scale(double factor) {
        values.scale(factor);
        loss *= factor;
        return this;
    }

    /** Where the derivatives lie, as {@link Model#parameters()} say; not a copy. For generated code. */
    public Storage values() {
        return values;
    }

    /** As {@code a gradient of Wave: loss 0.0123, norm 0.456}. */
    @Override
    public String toString() {
        return "a gradient of " + model.name() + ": loss " + EpochReport.number(loss) + ", norm "
                + EpochReport.number(norm());
    }

    boolean fits(Model other) {
        return model.parameters().equals(other.parameters())
                && values.getClass() == other.values().getClass();
    }

    Gradient copy(double itsLoss) {
        return new Gradient(model, values.copy(), itsLoss);
    }

    static boolean clips(Training settings) {
        return settings.clipValue() < Double.POSITIVE_INFINITY || settings.clipNorm() < Double.POSITIVE_INFINITY;
    }

    void clip(Training settings) {
        if (settings.clipValue() < Double.POSITIVE_INFINITY) {
            values.clamp(settings.clipValue());
        }
        if (settings.clipNorm() < Double.POSITIVE_INFINITY) {
            double norm = norm();
            if (norm > settings.clipNorm()) {
                values.scale(settings.clipNorm() / norm);
            }
        }
    }

    /** The first parameter with a derivative that is not finite, if there is one. */
    Optional<String> notFinite() {
        return notFinite(model.parameters(), values);
    }

    /** The first parameter that has an element which is not finite (or, in double, one whose square overflows). */
    static Optional<String> notFinite(List<Parameter> parameters, Storage all) {
        if (Double.isFinite(all.sumOfSquares())) {
            return Optional.empty();
        }
        for (Parameter p : parameters) {
            for (int i = 0; i < p.size(); i++) {
                double x = all.get(p.offset() + i);
                if (!Double.isFinite(x * x)) {
                    return Optional.of(p.name());
                }
            }
        }
        return Optional.of("all parameters together");
    }
}
