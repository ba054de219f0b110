package io.lstmc.benchmarks.onednn;

import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Problem;
import io.lstmc.benchmarks.model.Numbers;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;

/** Whole sequences without gradients. */
final class Sequences implements Contender {

    private final Forward forward;

    Sequences(Problem problem) {
        forward = new Forward(new Engine(), problem, problem.steps(), dnnl.prop_kind.forward_inference);
        forward.input(problem.stepsOfBatch());
    }

    @Override
    public String name() {
        return OneDnn.NAME;
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            forward.run();
        }
    }

    @Override
    public Map<String, double[]> results() {
        run(1);
        return Map.of(OUTPUT, Numbers.doubles(Engine.values(forward.last())));
    }
}
