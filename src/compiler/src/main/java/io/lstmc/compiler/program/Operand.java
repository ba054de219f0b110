package io.lstmc.compiler.program;

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

    @Override
    public String toString() {
        return view.toString();
    }
}
