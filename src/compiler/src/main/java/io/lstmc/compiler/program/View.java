package io.lstmc.compiler.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the elements of a value lie. The element {@code e} of row {@code r} at step {@code s} has the index
 * {@code offset + Σ loop·stride + s·stepStride + r·rowStride + e}, each missing axis counted as 0.
 *
 * @param terms dependence on the steps of enclosing loops
 */
public record View(Buffer buffer, int offset, List<Term> terms, int stepStride, int rowStride) {

    /** A stride of a loop over steps. */
    public record Term(Loop loop, int stride) {
        @Override
        public String toString() {
            return loop.variable() + "·" + stride;
        }
    }

    public View {
        terms = List.copyOf(terms);
    }

    /** The slot of the first element, without what the loops add. */
    public int slot() {
        return Math.floorDiv(offset, buffer.stride());
    }

    /** The name of the value, for people. */
    public String name() {
        List<Buffer> parts = buffer.parts();
        return parts.isEmpty()
                ? buffer.name()
                : parts.get(Math.floorMod(slot(), parts.size())).name();
    }

    /** The index of the first element in its slot. */
    public int inner() {
        return Math.floorMod(offset, buffer.stride());
    }

    /** Whether its first element has the same index in a slot at all steps of the loops around. */
    public boolean fixed() {
        return buffer.slotted()
                ? terms.stream().allMatch(t -> t.stride() % buffer.stride() == 0)
                : terms.stream().allMatch(t -> t.stride() == 0);
    }

    /** The part at the step that {@code loop} is at, plus {@code shift}. */
    public View at(Loop loop, int shift) {
        List<Term> more = new ArrayList<>(terms);
        more.add(new Term(loop, stepStride));
        return new View(buffer, offset + shift * stepStride, more, stepStride, rowStride);
    }

    /** The steps from {@code step} on. */
    public View from(int step) {
        return skip(step * stepStride);
    }

    /** The same view some elements later. */
    public View skip(int elements) {
        return new View(buffer, offset + elements, terms, stepStride, rowStride);
    }

    public View withStrides(int step, int row) {
        return new View(buffer, offset, terms, step, row);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(buffer.name());
        String separator = "@";
        for (Term term : terms) {
            text.append(separator).append(term);
            separator = "+";
        }
        if (offset != 0) {
            text.append(separator).append(offset);
        }
        return text.toString();
    }
}
