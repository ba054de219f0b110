package io.lstmc.benchmarks.measure;

import io.lstmc.benchmarks.model.Cell;

/**
 * One row of a table.
 *
 * @param x inputs at each step
 * @param h hidden units
 */
public record Case(Kind kind, Cell cell, int x, int h, int steps, int batch) {

    /** As in a sentence. */
    public String title() {
        return cell.word() + " (" + x + ", " + h + "), " + batch + " × " + steps + " steps";
    }

    /**
     * The floating-point operations of the matrix products in one run, a multiplication and an addition being two. In a
     * training step nobody asks for the gradient of the inputs.
     */
    public double flops() {
        double ofInputs = 2.0 * h * x * cell.inputProducts();
        double ofStates = 2.0 * h * h * cell.stateProducts();
        return switch (kind) {
            case TRAINING -> (2 * ofInputs + 3 * ofStates) * steps * batch;
            case SEQUENCES -> (ofInputs + ofStates) * steps * batch;
            case STREAMING -> ofInputs + ofStates;
        };
    }
}
