package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Forward, loss and autograd. */
final class TrainingStep implements Contender {

    private final String name;
    private final EagerCell cell;
    private final Tensor x;
    private final Tensor y;
    private final Tensor zero;

    TrainingStep(String name, EagerCell cell, Problem problem) {
        this.name = name;
        this.cell = cell;
        x = Tensor.create(problem.stepsOfBatch(), problem.steps(), problem.batch(), problem.x());
        Tensor targets = Tensor.create(problem.targetsOfBatch(), problem.batch(), problem.outputs());
        y = problem.outputs() == problem.h()
                ? targets
                : targets.view(problem.batch(), problem.steps(), problem.outputs() / problem.steps());
        zero = torch.zeros(problem.batch(), problem.h());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            Scoped.call(this::step);
        }
    }

    private Tensor step() {
        // New gradients take the place of old ones, as after zero_grad(set_to_none=True).
        cell.parameters().forEach(p -> p.tensor().mutable_grad().reset());
        Tensor h = cell.output(x, zero);
        torch.mse_loss(h, y).backward();
        return h;
    }

    @Override
    public Map<String, double[]> results() {
        return Scoped.call(() -> {
            Map<String, double[]> results = new LinkedHashMap<>();
            results.put(OUTPUT, Packed.values(step().detach()));
            cell.parameters().forEach(p -> p.gradients(results));
            return results;
        });
    }
}
