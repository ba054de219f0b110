package io.lstmc.benchmarks.onednn;

import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Problem;
import io.lstmc.benchmarks.model.Numbers;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;

/** Sequences of one step, each beginning where the last one ended. */
final class Streaming implements Contender {

    private final Problem problem;
    private final Forward forward;

    Streaming(Problem problem) {
        this.problem = problem;
        forward = new Forward(new Engine(), problem, 1, dnnl.prop_kind.forward_inference);
        forward.input(problem.x(0, 0));
    }

    @Override
    public String name() {
        return OneDnn.NAME;
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            forward.carryOn();
            forward.run();
        }
    }

    @Override
    public Map<String, double[]> results() {
        forward.carryOn();
        forward.forget();
        forward.carryOn();
        for (int step = 0; step < problem.steps(); step++) {
            forward.input(problem.x(0, step));
            run(1);
        }
        forward.input(problem.x(0, 0));
        return Map.of(OUTPUT, Numbers.doubles(Engine.values(forward.last())));
    }
}
