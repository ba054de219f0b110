package io.lstmc.compiler.lower;

import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedModel;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The names of values that are a model's own. Without those that a value inside of one of its cells has too: what a cell
 * without a state computes stands beside the values of the model, and what the steps of a recurrence compute does not.
 */
final class OwnNames {

    private OwnNames() {}

    static Set<String> of(TypedModel model) {
        Set<String> names = new HashSet<>();
        model.inputs().forEach(input -> names.add(input.declaration().name()));
        model.bindings().forEach(binding -> names.add(binding.declaration().name()));
        model.outputs().forEach(output -> names.add(output.declaration().name()));
        Set<TypedCell> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<TypedCell> open = new ArrayDeque<>(model.cells());
        while (!open.isEmpty()) {
            TypedCell cell = open.pop();
            if (seen.add(cell)) {
                cell.outputs().forEach(output -> names.remove(output.name()));
                if (!cell.hasState()) {
                    cell.equations().forEach(e -> names.remove(e.declaration().name()));
                    open.addAll(cell.cells());
                }
            }
        }
        return names;
    }
}
