package io.lstmc.compiler.ir;

/** Where an evaluation takes its random numbers from. */
@FunctionalInterface
public interface RandomSource {

    /** No numbers: for graphs that draw none. */
    RandomSource NONE = (distribution, stream, row, index) -> {
        throw new IllegalStateException("this evaluation has no random numbers");
    };

    /**
     * One number.
     *
     * @param stream which draw of the graph
     * @param row the sample, 0 for a shared value
     * @param index position of the element: step · elements + element
     */
    double draw(Op.Distribution distribution, int stream, int row, int index);
}
