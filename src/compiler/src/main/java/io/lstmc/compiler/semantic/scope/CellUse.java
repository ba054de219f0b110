package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.typed.Size;
import java.util.List;
import java.util.Map;

/**
 * A call of a cell.
 *
 * @param sizes what the callee's size names are, in the names of the caller
 * @param options what the callee's options are, where that is known, in those of the caller
 * @param steps how often it runs for each run of the caller: once for each step of the times over which it runs
 */
public record CellUse(
        Definition.Cell callee, Map<String, Size> sizes, Map<String, OptionTerm> options, Size steps, Span span) {

    /**
     * What a call of a cell brings with it, for bounds on the whole model.
     *
     * @param uses the calls inside
     * @param obligations what the sizes must fulfil
     * @param work expressions in the cell, those of the cells and functions that it calls included
     * @param nesting expressions inside one another, those of the cells and functions that it calls included
     * @param depth calls inside one another
     * @param extents the numbers that its outputs can be, by name, for any inputs
     * @param trained whether it has params, those of the cells that it calls included
     */
    public record Summary(
            List<CellUse> uses,
            List<Obligation> obligations,
            long work,
            int nesting,
            int depth,
            Map<String, Extent> extents,
            boolean trained) {}

    /**
     * Something that can only be told when the sizes are numbers: {@code size} must not be negative.
     *
     * @param message what is wrong if it is
     */
    public record Obligation(Size size, Span span, String message) {}
}
