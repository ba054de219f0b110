package io.lstmc.compiler.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the views of packed buffers lie: slot {@code s} of the part {@code p} of a pack of {@code P} is its slot
 * {@code s·P + p}.
 *
 * @param packs the pack of each packed buffer
 * @param positions its number among the parts
 */
public record PackedViews(Map<Buffer, Buffer> packs, Map<Buffer, Integer> positions) {

    View view(View view) {
        Buffer pack = packs.get(view.buffer());
        if (pack == null) {
            return view;
        }
        int parts = pack.parts().size();
        int slot = view.slot() * parts + positions.get(view.buffer());
        List<View.Term> terms = new ArrayList<>();
        for (View.Term t : view.terms()) {
            terms.add(new View.Term(t.loop(), t.stride() * parts));
        }
        return new View(pack, slot * pack.stride() + view.inner(), terms, view.stepStride() * parts, view.rowStride());
    }

    Operand operand(Operand operand) {
        Buffer pack = packs.get(operand.view().buffer());
        if (pack == null) {
            return operand;
        }
        List<Integer> strides = new ArrayList<>();
        for (int s : operand.strides()) {
            strides.add(s != 0 && s % pack.stride() == 0 ? s * pack.parts().size() : s);
        }

        return new Operand(view(operand.view()), strides);
    }
}
