package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Problem;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Whole sequences without gradients. */
final class Sequences implements Contender {

    private final String name;
    private final EagerCell cell;
    private final Tensor x;
    private final Tensor zero;

    Sequences(String name, EagerCell cell, Problem problem) {
        this.name = name;
        this.cell = cell;
        x = Tensor.create(problem.stepsOfBatch(), problem.steps(), problem.batch(), problem.x());
        zero = torch.zeros(problem.batch(), problem.h());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            Scoped.withoutGradients(() -> cell.output(x, zero));
        }
    }

    @Override
    public Map<String, double[]> results() {
        return Map.of(OUTPUT, Scoped.withoutGradients(() -> Packed.values(cell.output(x, zero))));
    }
}
