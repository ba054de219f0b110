package io.lstmc.compiler.schedule;

import java.util.List;

/**
 * A view walked by a nest of loops.
 *
 * @param strides one an axis of the nest; 0 where the value is the same along it
 */
public record Operand(View view, List<Integer> strides) {

    public Operand {
        strides = List.copyOf(strides);
    }

    /** As of any record, but not linked at run time: operands are the keys of many tables. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Operand operand && view.equals(operand.view) && strides.equals(operand.strides);
    }

    @Override
    public int hashCode() {
        return 31 * view.hashCode() + strides.hashCode();
    }

    @Override
    public String toString() {
        return view.toString();
    }
}
