package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Loops with as few levels as their operands allow.
 *
 * <pre>
 * before:  for s &lt; 1, for r &lt; rows, for e &lt; 64:  h[r·64 + e] = c[r·64 + e]
 * after:   for i &lt; rows·64:  h[i] = c[i]
 * </pre>
 */
final class Nest {

    private final List<Axis> axes = new ArrayList<>();
    private final Map<Operand, List<Integer>> strides = new HashMap<>();

    Nest(List<Axis> all, List<Operand> operands) {
        Set<Operand> distinct = new LinkedHashSet<>(operands);
        for (Operand o : distinct) {
            strides.put(o, new ArrayList<>());
        }
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).single()) {
                add(all.get(i), i, distinct);
            }
        }
    }

    private void add(Axis axis, int index, Set<Operand> operands) {
        int last = axes.size() - 1;
        boolean merges = last >= 0 && !axis.rows();
        for (Operand operand : operands) {
            merges = merges
                    && !isSlot(operand, strides.get(operand).get(last))
                    && strides.get(operand).get(last)
                            == axis.length() * operand.strides().get(index);
        }
        if (merges) {
            Axis outer = axes.get(last);
            axes.set(last, new Axis(Math.multiplyExact(outer.length(), axis.length()), outer.rows()));
            for (Operand o : operands) {
                strides.get(o).set(last, o.strides().get(index));
            }
        } else {
            axes.add(axis);
            for (Operand o : operands) {
                strides.get(o).add(o.strides().get(index));
            }
        }
    }

    /** Whether a stride leads from slot to slot, each of which is an array. */
    static boolean isSlot(Operand operand, int stride) {
        Buffer buffer = operand.view().buffer();
        return buffer.slotted() && stride != 0 && stride % buffer.stride() == 0;
    }

    List<Axis> axes() {
        return axes;
    }

    int depth() {
        return axes.size();
    }

    List<Integer> strides(Operand operand) {
        return strides.get(operand);
    }
}
