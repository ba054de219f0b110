package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Problem;
import java.util.ArrayList;
import java.util.Arrays;
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
     * What comes out: the last hidden state, or [batch, steps, outputs].
     *
     * @param x [steps, batch, inputs]
     * @param zero [batch, units], the state before the first step
     */
    abstract Tensor output(Tensor x, Tensor zero);

    /** All that takes a gradient. */
    List<Packed> parameters() {
        return parameters;
    }

    int units() {
        return problem.h();
    }

    /** The second sequence, [batch, its steps, inputs]. */
    Tensor words() {
        return Tensor.create(problem.memoryOfBatch(), problem.batch(), problem.memorySteps(), problem.x());
    }

    int batch() {
        return problem.batch();
    }

    /** Of the layer of the cell. */
    Packed matricesOfInput(String... names) {
        return matricesOfInput(Problem.LAYER, names);
    }

    /** Of the layer of the cell. */
    Packed matricesOfState(String... names) {
        return matricesOfState(Problem.LAYER, names);
    }

    /** Of the layer of the cell. */
    Packed vectors(String... names) {
        return vectors(Problem.LAYER, names);
    }

    Packed matricesOfInput(String layer, String[] names) {
        return kept(Packed.matrices(problem, problem.x(), full(layer, names)));
    }

    Packed matricesOfState(String layer, String[] names) {
        return kept(Packed.matrices(problem, problem.h(), full(layer, names)));
    }

    Packed vectors(String layer, String[] names) {
        return kept(Packed.vectors(problem, full(layer, names)));
    }

    private static String[] full(String layer, String... names) {
        return Arrays.stream(names).map(name -> layer + name).toArray(String[]::new);
    }

    private Packed kept(Packed packed) {
        parameters.add(packed);
        return packed;
    }
}
