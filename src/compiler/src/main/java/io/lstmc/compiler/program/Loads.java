package io.lstmc.compiler.program;

import java.util.ArrayList;
import java.util.List;

/** The views whose elements instructions load. */
final class Loads {

    private Loads() {}

    static List<View> of(List<Instruction> instructions) {
        List<View> views = new ArrayList<>();
        for (Instruction instruction : instructions) {
            for (Input i : instruction.inputs()) {
                add(i, views);
            }
        }
        return views;
    }

    /** Adds the view of an input that is loaded. */
    static void add(Input input, List<View> views) {
        if (input instanceof Input.Load load) {
            views.add(load.operand().view());
        }
    }
}
