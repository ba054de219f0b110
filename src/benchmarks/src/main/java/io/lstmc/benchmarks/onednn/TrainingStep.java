package io.lstmc.benchmarks.onednn;

import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Problem;
import io.lstmc.benchmarks.model.Numbers;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.memory;

/**
 * Forward, loss and backward. The parameters are kept as the forward pass likes them; where the backward pass likes them
 * otherwise they are copied in each step, since an update changes them in between.
 */
final class TrainingStep implements Contender {

    private final Engine engine = new Engine();
    private final Problem problem;
    private final Forward forward;
    private final lstm_backward backward;
    private final IntMemoryMap arguments = new IntMemoryMap();
    private final Runnable[] copies;
    private final memory[] gradients;
    private final FloatBuffer last;
    private final FloatBuffer lastAdjoint;
    private final float[] y;

    TrainingStep(Problem problem) {
        this.problem = problem;
        forward = new Forward(engine, problem, problem.steps(), dnnl.prop_kind.forward_training);
        forward.input(problem.stepsOfBatch());
        Layout layout = forward.layout();
        lstm_backward.primitive_desc description = new lstm_backward.primitive_desc(
                engine.cpu(),
                dnnl.prop_kind.backward,
                dnnl.rnn_direction.unidirectional_left2right,
                layout.srcLayer(),
                layout.state(),
                layout.state(),
                layout.weightsLayer(),
                layout.weightsIter(),
                layout.bias(),
                layout.dstLayer(),
                layout.state(),
                layout.state(),
                layout.srcLayer(),
                layout.state(),
                layout.state(),
                layout.weightsLayer(),
                layout.weightsIter(),
                layout.bias(),
                layout.dstLayer(),
                layout.state(),
                layout.state(),
                forward.description());
        backward = new lstm_backward(description);
        arguments.put(forward.arguments());
        copies = new Runnable[] {
            copied(dnnl.DNNL_ARG_WEIGHTS_LAYER, description.weights_layer_desc()),
            copied(dnnl.DNNL_ARG_WEIGHTS_ITER, description.weights_iter_desc())
        };
        gradients = new memory[] {
            zeros(dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER, description.diff_weights_layer_desc()),
            zeros(dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER, description.diff_weights_iter_desc()),
            zeros(dnnl.DNNL_ARG_DIFF_BIAS, layout.bias())
        };
        zeros(dnnl.DNNL_ARG_DIFF_SRC_LAYER, layout.srcLayer());
        zeros(dnnl.DNNL_ARG_DIFF_SRC_ITER, layout.state());
        zeros(dnnl.DNNL_ARG_DIFF_SRC_ITER_C, layout.state());
        zeros(dnnl.DNNL_ARG_DIFF_DST_LAYER, layout.dstLayer());
        zeros(dnnl.DNNL_ARG_DIFF_DST_ITER_C, layout.state());
        lastAdjoint =
                Engine.data(zeros(dnnl.DNNL_ARG_DIFF_DST_ITER, layout.state())).asBuffer();
        last = Engine.data(forward.last()).asBuffer();
        y = problem.targetsOfBatch();
    }

    private memory zeros(int argument, memory.desc description) {
        memory array = engine.zeros(description);
        arguments.put(argument, array);
        return array;
    }

    private Runnable copied(int argument, memory.desc wanted) {
        memory kept = forward.arguments().get(argument);
        if (kept.get_desc().equals(wanted)) {
            return () -> {};
        }
        return engine.copy(kept, zeros(argument, wanted));
    }

    @Override
    public String name() {
        return OneDnn.NAME;
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            forward.run();
            loss();
            for (Runnable copy : copies) {
                copy.run();
            }
            // It adds to what is there.
            for (memory gradient : gradients) {
                Engine.data(gradient).fill(0);
            }
            engine.execute(backward, arguments);
        }
    }

    /** The adjoint of the mean squared error, which is all that the backward pass needs of it. */
    private void loss() {
        float scale = 2f / y.length;
        for (int i = 0; i < y.length; i++) {
            lastAdjoint.put(i, scale * (last.get(i) - y[i]));
        }
    }

    @Override
    public Map<String, double[]> results() {
        run(1);
        Map<String, double[]> results = new LinkedHashMap<>();
        results.put(OUTPUT, Numbers.doubles(Engine.values(forward.last())));
        gates(results, "W_", plain(gradients[0], problem.x()));
        gates(results, "U_", plain(gradients[1], problem.h()));
        gates(results, "b_", Engine.values(gradients[2]));
        return results;
    }

    private float[] plain(memory gradient, int columns) {
        return Engine.values(engine.in(Layout.rowByRow(columns, problem.h()), gradient));
    }

    private static void gates(Map<String, double[]> results, String prefix, float[] values) {
        int size = values.length / 4;
        for (int gate = 0; gate < 4; gate++) {
            float[] part = Arrays.copyOfRange(values, gate * size, (gate + 1) * size);
            results.put(Problem.LAYER + prefix + Layout.GATES[gate], Numbers.doubles(part));
        }
    }
}
