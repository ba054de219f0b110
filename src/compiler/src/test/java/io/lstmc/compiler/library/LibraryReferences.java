package io.lstmc.compiler.library;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;

/**
 * What functions of the library are of a number x and a truth y, and their derivatives by x with the subgradients that the
 * library documents: other formulas than its own, in double.
 */
public final class LibraryReferences {

    /**
     * A function.
     *
     * @param call as the language writes it
     * @param finite whether x is finite by what the library says
     */
    public record Reference(
            String name, String call, boolean finite, DoubleBinaryOperator value, DoubleBinaryOperator derivative) {

        boolean readsTruth() {
            return call.contains("y");
        }

        @Override
        public String toString() {
            return call;
        }
    }

    public static final List<Reference> ALL = List.of(
            of("relu", "relu(x)", (x, y) -> x <= 0 ? 0 : x, (x, y) -> x > 0 ? 1 : 0),
            of("leaky_relu", "leaky_relu(x)", (x, y) -> x > 0 ? x : 0.01 * x, (x, y) -> x > 0 ? 1 : 0.01),
            of("elu", "elu(x)", (x, y) -> x > 0 ? x : Math.expm1(x), (x, y) -> x > 0 ? 1 : Math.exp(x)),
            of(
                    "elu",
                    "elu(x, alpha: 2)",
                    (x, y) -> x > 0 ? x : 2 * Math.expm1(x),
                    (x, y) -> x > 0 ? 1 : 2 * Math.exp(x)),
            of("minus_abs", "minus_abs(x)", (x, y) -> -Math.abs(x), (x, y) -> x > 0 ? -1 : 1),
            of("abs", "abs(x)", (x, y) -> Math.abs(x), (x, y) -> Math.signum(x)),
            of("square", "square(x)", (x, y) -> x * x, (x, y) -> 2 * x),
            of("softplus", "softplus(x)", (x, y) -> softplus(x), (x, y) -> logistic(x)),
            of("silu", "silu(x)", (x, y) -> silu(x), (x, y) -> siluSlope(x)),
            of(
                    "clamp",
                    "clamp(x, -0.5, 0.75)",
                    (x, y) -> Math.max(-0.5, Math.min(0.75, x)),
                    (x, y) -> -0.5 < x && x < 0.75 ? 1 : 0),
            of("maximum", "maximum(x, 0.25)", (x, y) -> Math.max(x, 0.25), (x, y) -> x > 0.25 ? 1 : 0),
            of("maximum", "maximum(0.25, x)", (x, y) -> Math.max(x, 0.25), (x, y) -> x >= 0.25 ? 1 : 0),
            of("minimum", "minimum(x, 0.25)", (x, y) -> Math.min(x, 0.25), (x, y) -> x < 0.25 ? 1 : 0),
            of("minimum", "minimum(0.25, x)", (x, y) -> Math.min(x, 0.25), (x, y) -> x <= 0.25 ? 1 : 0),
            of("mod", "mod(x, 1)", (x, y) -> remainder(x, 1), (x, y) -> 1),
            of("mod", "mod(x, -2)", (x, y) -> remainder(x, -2), (x, y) -> 1),
            of("scale_rows", "scale_rows(x ⊗ [2], x)", (x, y) -> 2 * x * x, (x, y) -> 4 * x),
            of("scale_columns", "scale_columns([2] ⊗ x, x)", (x, y) -> 2 * x * x, (x, y) -> 4 * x),
            of("dropout", "dropout(x)", (x, y) -> x, (x, y) -> 1),
            // A vector of one element, and of two that are equal.
            of("softmax", "softmax(x)", (x, y) -> x - x + 1, (x, y) -> x - x),
            loss("log_softmax", "log_softmax([x, [0]])[0]", (x, y) -> -softplus(-x), (x, y) -> logistic(-x)),
            loss("log_softmax", "log_softmax([[0], x])[0]", (x, y) -> -softplus(x), (x, y) -> -logistic(x)),
            loss(
                    "log_softmax",
                    "log_softmax([x, [0], x])[0]",
                    (x, y) -> -log1pExp(Math.log(0.5) - x) - Math.log(2),
                    (x, y) -> 1 / (1 + 2 * Math.exp(x))),
            of("mse", "mse(x, y)", (x, y) -> (x - y) * (x - y), (x, y) -> 2 * (x - y)),
            of("mae", "mae(x, y)", (x, y) -> Math.abs(x - y), (x, y) -> Math.signum(x - y)),
            of("huber", "huber(x, y)", (x, y) -> huber(x - y, 1), (x, y) -> Math.max(-1, Math.min(1, x - y))),
            of(
                    "huber",
                    "huber(x, y, delta: 0.5)",
                    (x, y) -> huber(x - y, 0.5),
                    (x, y) -> Math.max(-0.5, Math.min(0.5, x - y))),
            of(
                    "binary_cross_entropy",
                    "binary_cross_entropy(x, y)",
                    LibraryReferences::entropy,
                    (x, y) -> x > 1e-7 && 1 - x > 1e-7 ? (1 - y) / (1 - x) - y / x : 0),
            loss(
                    "binary_cross_entropy_logits",
                    "binary_cross_entropy_logits(x, y)",
                    (x, y) -> (1 - y) * softplus(x) + y * softplus(-x),
                    (x, y) -> (1 - y) * logistic(x) - y * logistic(-x)),
            loss(
                    "cross_entropy",
                    "cross_entropy([x, [0]], [y, 1 - y])",
                    (x, y) -> (1 - y) * softplus(x) + y * softplus(-x),
                    (x, y) -> (1 - y) * logistic(x) - y * logistic(-x)));

    private LibraryReferences() {}

    /** The functions with a reference here, and those of schedules and of whole sequences, which have tests of their own. */
    public static Set<String> names() {
        Set<String> names =
                new TreeSet<>(List.of("constant_rate", "warm", "progress", "cosine", "linear", "exponential", "steps"));
        names.add("softmax_steps");
        ALL.forEach(reference -> names.add(reference.name()));
        return names;
    }

    private static Reference of(String name, String call, DoubleBinaryOperator value, DoubleBinaryOperator derivative) {
        return new Reference(name, call, false, value, derivative);
    }

    private static Reference loss(
            String name, String call, DoubleBinaryOperator value, DoubleBinaryOperator derivative) {
        return new Reference(name, call, true, value, derivative);
    }

    /** From the remainder of Java, which has the sign of x and is exact. */
    public static double remainder(double x, double y) {
        double rest = x % y;
        return rest != 0 && rest < 0 != y < 0 ? rest + y : rest;
    }

    private static double logistic(double x) {
        return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
    }

    private static double log1pExp(double x) {
        return x > 40 ? x : Math.log1p(Math.exp(x));
    }

    private static double softplus(double x) {
        return log1pExp(x);
    }

    private static double silu(double x) {
        return x == Double.NEGATIVE_INFINITY ? 0 : x * logistic(x);
    }

    private static double siluSlope(double x) {
        return Double.isInfinite(x) ? logistic(x) : logistic(x) * (1 + x * logistic(-x));
    }

    private static double huber(double error, double delta) {
        double d = Math.abs(error);
        return d < delta ? d * d / 2 : delta * (d - delta / 2);
    }

    private static double entropy(double x, double y) {
        double p = Math.max(x, 1e-7);
        double q = Math.max(1 - x, 1e-7);
        return -(y * (x > 0.5 ? Math.log1p(-q) : Math.log(p)) + (1 - y) * (x > 0.5 ? Math.log(q) : Math.log1p(-p)));
    }
}
