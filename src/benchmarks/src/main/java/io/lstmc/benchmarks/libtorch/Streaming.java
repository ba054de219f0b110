package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Problem;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * One step after the other, in vectors. {@code torch.nn.LSTMCell} wants a batch, and a product of matrices with one row
 * takes libtorch up to ten times as long as the product of a matrix and a vector.
 */
final class Streaming implements Contender {

    private final String name;
    private final Problem problem;
    private final Tensor w;
    private final Tensor u;
    private final Tensor b;
    private final Tensor first;

    /** The hidden state and the memory. */
    private final TensorVector state;

    /** @param cell of which the parameters are used: of the input, of the state, and the bias */
    Streaming(String name, FusedLstm cell, Problem problem) {
        this.name = name;
        this.problem = problem;
        w = cell.parameters().get(0).tensor();
        u = cell.parameters().get(1).tensor();
        b = cell.parameters().get(2).tensor();
        first = step(0);
        state = new TensorVector(torch.zeros(problem.h()), torch.zeros(problem.h()));
    }

    private Tensor step(int step) {
        return Tensor.create(problem.x(0, step), problem.x());
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
        TensorVector gates = torch.addmv(torch.addmv(b, w, x), u, state.get(0)).chunk(4, 0);
        Tensor i = gates.get(0).sigmoid_();
        Tensor f = gates.get(1).sigmoid_();
        Tensor g = gates.get(2).tanh_();
        Tensor o = gates.get(3).sigmoid_();
        Tensor c = f.mul_(state.get(1)).addcmul_(i, g);
        state.put(0, o.mul_(c.tanh()));
        state.put(1, c);
        return state;
    }

    @Override
    public Map<String, double[]> results() {
        return Map.of(OUTPUT, Scoped.withoutGradients(() -> {
            state.put(0, torch.zeros(problem.h()));
            state.put(1, torch.zeros(problem.h()));
            for (int step = 0; step < problem.steps(); step++) {
                advance(step(step));
            }
            return Packed.values(state.get(0));
        }));
    }
}
