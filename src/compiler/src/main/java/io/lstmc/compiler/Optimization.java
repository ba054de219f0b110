package io.lstmc.compiler;

import java.util.Locale;

/**
 * What the compiler does for speed and space alone: without any of these a model gives the same numbers, but for
 * rounding. The classes that do it show in their Javadoc what becomes of what. Last bits change by {@link #JOIN_SUMS}, {@link
 * #RECIPROCAL}, {@link #GATHER}, {@link #DEFER}, {@link #ACCUMULATE} and {@link #PACK}; by the others no bit does.
 */
public enum Optimization {
    /** Sums of sums and of products become one sum, whose terms are added in another order. */
    JOIN_SUMS,
    /** What is divided by one number that is not small is multiplied with its reciprocal, which rounds twice. */
    RECIPROCAL,
    /** What is the same at every step is computed before a recurrence; for one sample, products of all steps too. */
    HOIST,
    /** Addends that do not depend on a recurrence come first, so that they are hoisted with the product among them. */
    GATHER,
    /** Products that no later step reads are computed behind a recurrence. */
    DEFER,
    /** Other sums over the steps grow inside a recurrence. */
    ACCUMULATE,
    /** What is cheap to compute again is not kept for the adjoint of a recurrence. */
    RECOMPUTE,
    /** Elementwise operations share loops. */
    FUSE,
    /** A state is computed where its previous value lies. */
    UPDATE_IN_PLACE,
    /** A value is kept where the value lies from which it is computed. */
    COMPUTE_IN_PLACE,
    /** Products that share an operand or a result become one. */
    PACK,
    /** Values that are needed at different times share an array. */
    SHARE_ARRAYS,
    /** Loops over the rows of the same samples, with their sums, become one. */
    SWEEP,
    /** Loops over time become calls in a row. */
    UNROLL;

    /** What options call it, as {@code share-arrays}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
