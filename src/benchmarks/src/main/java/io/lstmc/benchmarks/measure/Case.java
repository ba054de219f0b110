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

    /** How many steps a decoder looks at: 40 where it goes through 50. */
    public int memory() {
        return steps * 4 / 5;
    }

    /** How many numbers come out for one sample. */
    public int outputs() {
        return cell.form().outputs(h, steps);
    }

    /**
     * The floating-point operations of the matrix products in one run, a multiplication and an addition being two. In a
     * training step nobody asks for the gradient of the inputs.
     */
    public double flops() {
        double ofInputs = 2.0 * h * x * cell.inputProducts() * steps;
        double ofStates = 2.0 * h * h * cell.stateProducts() * steps;
        if (cell.form().memory()) {
            // Once a sequence the memory is made of its inputs and multiplied for the scores. At each step each of its
            // vectors
            // is multiplied twice, for its score and for the mean.
            ofInputs += 2.0 * h * x * memory();
            ofStates += 2.0 * h * h * memory() + 2 * 2.0 * h * memory() * steps;
        }
        return switch (kind) {
            case TRAINING -> (2 * ofInputs + 3 * ofStates) * batch;
            case SEQUENCES -> (ofInputs + ofStates) * batch;
            case STREAMING -> (ofInputs + ofStates) / steps;
        };
    }
}
