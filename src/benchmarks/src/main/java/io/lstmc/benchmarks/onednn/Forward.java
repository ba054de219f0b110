package io.lstmc.benchmarks.onednn;

import io.lstmc.benchmarks.measure.Problem;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;

/** The forward pass with its arrays; the parameters are in the format that it likes best. */
final class Forward {

    private final Engine engine;
    private final Layout layout;
    private final lstm_forward.primitive_desc description;
    private final lstm_forward work;
    private final memory srcLayer;
    private final memory weightsLayer;
    private final memory weightsIter;
    private final memory bias;
    private final memory dstLayer;

    /** The states before and after; which is which changes with {@link #carryOn}. */
    private final memory[] h = new memory[2];

    private final memory[] c = new memory[2];
    private final IntMemoryMap[] arguments = new IntMemoryMap[2];
    private int before;

    Forward(Engine engine, Problem problem, int steps, dnnl.prop_kind kind) {
        this.engine = engine;
        layout = Layout.of(problem, steps);
        description = new lstm_forward.primitive_desc(
                engine.cpu(),
                kind,
                dnnl.rnn_direction.unidirectional_left2right,
                layout.srcLayer(),
                layout.state(),
                layout.state(),
                layout.weightsLayer(),
                layout.weightsIter(),
                layout.bias(),
                layout.dstLayer(),
                layout.state(),
                layout.state());
        work = new lstm_forward(description);
        srcLayer = engine.zeros(layout.srcLayer());
        weightsLayer = parameter(problem, "W_", problem.x(), description.weights_layer_desc());
        weightsIter = parameter(problem, "U_", problem.h(), description.weights_iter_desc());
        bias = engine.filled(layout.bias(), Layout.gates(problem, "b_"));
        dstLayer = engine.zeros(layout.dstLayer());
        for (int i = 0; i < 2; i++) {
            h[i] = engine.zeros(layout.state());
            c[i] = engine.zeros(layout.state());
        }
        memory workspace = kind == dnnl.prop_kind.forward_training ? engine.zeros(description.workspace_desc()) : null;
        for (int i = 0; i < 2; i++) {
            arguments[i] = new IntMemoryMap();
            arguments[i].put(dnnl.DNNL_ARG_SRC_LAYER, srcLayer);
            arguments[i].put(dnnl.DNNL_ARG_SRC_ITER, h[i]);
            arguments[i].put(dnnl.DNNL_ARG_SRC_ITER_C, c[i]);
            arguments[i].put(dnnl.DNNL_ARG_WEIGHTS_LAYER, weightsLayer);
            arguments[i].put(dnnl.DNNL_ARG_WEIGHTS_ITER, weightsIter);
            arguments[i].put(dnnl.DNNL_ARG_BIAS, bias);
            arguments[i].put(dnnl.DNNL_ARG_DST_LAYER, dstLayer);
            arguments[i].put(dnnl.DNNL_ARG_DST_ITER, h[1 - i]);
            arguments[i].put(dnnl.DNNL_ARG_DST_ITER_C, c[1 - i]);
            if (workspace != null) {
                arguments[i].put(dnnl.DNNL_ARG_WORKSPACE, workspace);
            }
        }
    }

    private memory parameter(Problem problem, String prefix, int columns, memory.desc wanted) {
        memory plain = engine.filled(Layout.rowByRow(columns, problem.h()), Layout.gates(problem, prefix));
        return engine.in(wanted, plain);
    }

    /** Sets the inputs. */
    void input(float[] values) {
        Engine.data(srcLayer).put(values);
    }

    void run() {
        engine.execute(work, arguments[before]);
    }

    /** Lets the next run begin where the last one ended. */
    void carryOn() {
        before = 1 - before;
    }

    /** Lets the next run begin with zeros. */
    void forget() {
        Engine.data(h[before]).fill(0);
        Engine.data(c[before]).fill(0);
    }

    /** The hidden state behind the last run, before {@link #carryOn}. */
    memory last() {
        return h[1 - before];
    }

    Layout layout() {
        return layout;
    }

    lstm_forward.primitive_desc description() {
        return description;
    }

    /** The arrays of the forward pass, with zeros before the first step. */
    IntMemoryMap arguments() {
        return arguments[before];
    }
}
