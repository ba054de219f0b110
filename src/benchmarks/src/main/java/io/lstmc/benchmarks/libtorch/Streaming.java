package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Problem;
import java.util.Map;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** One step after the other, as {@code torch.nn.LSTMCell} does it. */
final class Streaming implements Contender {

    private final String name;
    private final Problem problem;
    private final Tensor[] weights = new Tensor[2];
    private final TensorOptional[] biases = new TensorOptional[2];
    private final Tensor first;

    /** The hidden state and the memory. */
    private final TensorVector state;

    Streaming(String name, FusedLstm cell, Problem problem) {
        this.name = name;
        this.problem = problem;
        for (int i = 0; i < 2; i++) {
            weights[i] = cell.tensors().get(i);
            biases[i] = new TensorOptional(cell.tensors().get(2L + i));
        }
        first = step(0);
        state = new TensorVector(torch.zeros(1, problem.h()), torch.zeros(1, problem.h()));
    }

    private Tensor step(int step) {
        return Tensor.create(problem.x(0, step), 1, problem.x());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(int times) {
        Scoped.withoutGradients(() -> {
            for (int i = 0; i < times; i++) {
                Scoped.call(() -> advance(first));
            }
            return state;
        });
    }

    private TensorVector advance(Tensor x) {
        T_TensorTensor_T next = torch.lstm_cell(x, state, weights[0], weights[1], biases[0], biases[1]);
        state.put(0, next.get0());
        state.put(1, next.get1());
        return state;
    }

    @Override
    public Map<String, double[]> results() {
        return Map.of(OUTPUT, Scoped.withoutGradients(() -> {
            state.put(0, torch.zeros(1, problem.h()));
            state.put(1, torch.zeros(1, problem.h()));
            for (int step = 0; step < problem.steps(); step++) {
                advance(step(step));
            }
            return Packed.values(state.get(0));
        }));
    }
}
