package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Problem;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A cell over a sequence in operations of libtorch. */
abstract class EagerCell {

    private final Problem problem;
    private final List<Packed> parameters = new ArrayList<>();

    EagerCell(Problem problem) {
        this.problem = problem;
    }

    /**
     * The last hidden state.
     *
     * @param x [steps, batch, inputs]
     * @param zero [batch, units], the state before the first step
     */
    abstract Tensor last(Tensor x, Tensor zero);

    /** All that takes a gradient. */
    List<Packed> parameters() {
        return parameters;
    }

    int units() {
        return problem.h();
    }

    int batch() {
        return problem.batch();
    }

    Packed matricesOfInput(String... names) {
        return kept(Packed.matrices(problem, problem.x(), names));
    }

    Packed matricesOfState(String... names) {
        return kept(Packed.matrices(problem, problem.h(), names));
    }

    Packed vectors(String... names) {
        return kept(Packed.vectors(problem, names));
    }

    private Packed kept(Packed packed) {
        parameters.add(packed);
        return packed;
    }
}
