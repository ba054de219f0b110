package io.lstmc.benchmarks.libtorch;

import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.rsub;

import io.lstmc.benchmarks.measure.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** A cell as its equations stand in a paper, and in a model file of lstmc: one product after the other. */
final class WrittenCell extends EagerCell {

    private static final double EPSILON = 1e-5;

    /** One step. */
    private interface Step {

        /** From the input and the states before the step, the hidden one first, to those behind it. */
        List<Tensor> next(Tensor x, List<Tensor> states);
    }

    private final Problem problem;
    private final Map<String, Packed> parameters = new HashMap<>();
    private final Scalar one = new Scalar(1f);
    private final Tensor words;

    WrittenCell(Problem problem) {
        super(problem);
        this.problem = problem;
        words = words();
        for (String name : problem.weights().keySet()) {
            int dot = name.indexOf('.') + 1;
            String layer = name.substring(0, dot);
            String[] ofLayer = {name.substring(dot)};
            parameters.put(
                    name,
                    switch (ofLayer[0].charAt(0)) {
                        case 'W' -> matricesOfInput(layer, ofLayer);
                        case 'U', 'C' -> matricesOfState(layer, ofLayer);
                        default -> vectors(layer, ofLayer);
                    });
        }
    }

    @Override
    Tensor output(Tensor x, Tensor zero) {
        Step step = step();
        List<Tensor> states = List.of(zero, zero);
        for (int t = 0; t < problem.steps(); t++) {
            states = step.next(x.select(0, t), states);
        }
        return states.get(0);
    }

    private Step step() {
        return switch (problem.cell()) {
            case LSTM -> this::lstm;
            case GRU -> this::gru;
            case PEEPHOLE -> this::peephole;
            case COUPLED_LSTM -> this::coupledLstm;
            case MGU -> this::mgu;
            case MULTIPLICATIVE_LSTM -> this::multiplicativeLstm;
            case LAYER_NORM_LSTM -> this::layerNormLstm;
            case ATTENTION_LSTM -> attentionLstm();
            case LSTM_OF_ALL_STEPS, LSTM_OF_BOTH_DIRECTIONS -> throw new IllegalStateException("not in operations");
        };
    }

    private Tensor parameter(String name) {
        return parameters.get(Problem.LAYER + name).tensor();
    }

    /** W·x + U·h + b */
    private Tensor sum(String gate, Tensor x, Tensor h) {
        return linear(x, parameter("W_" + gate), new TensorOptional(parameter("b_" + gate)))
                .add(linear(h, parameter("U_" + gate)));
    }

    private Tensor complement(Tensor a) {
        return rsub(a, one);
    }

    private List<Tensor> lstm(Tensor x, List<Tensor> states) {
        Tensor h = states.get(0);
        Tensor i = sum("i", x, h).sigmoid();
        Tensor f = sum("f", x, h).sigmoid();
        Tensor g = sum("g", x, h).tanh();
        Tensor o = sum("o", x, h).sigmoid();
        Tensor c = f.mul(states.get(1)).add(i.mul(g));
        return List.of(o.mul(c.tanh()), c);
    }

    private List<Tensor> gru(Tensor x, List<Tensor> states) {
        Tensor h = states.get(0);
        Tensor r = sum("r", x, h).sigmoid();
        Tensor z = sum("z", x, h).sigmoid();
        Tensor ofState = linear(h, parameter("U_n"), new TensorOptional(parameter("c_n")));
        Tensor ofInput = linear(x, parameter("W_n"), new TensorOptional(parameter("b_n")));
        Tensor n = ofInput.add(r.mul(ofState)).tanh();
        return List.of(complement(z).mul(n).add(z.mul(h)));
    }

    private List<Tensor> peephole(Tensor x, List<Tensor> states) {
        Tensor h = states.get(0);
        Tensor before = states.get(1);
        Tensor f = sum("f", x, h).add(parameter("p_f").mul(before)).sigmoid();
        Tensor i = sum("i", x, h).add(parameter("p_i").mul(before)).sigmoid();
        Tensor g = sum("g", x, h).tanh();
        Tensor c = f.mul(before).add(i.mul(g));
        Tensor o = sum("o", x, h).add(parameter("p_o").mul(c)).sigmoid();
        return List.of(o.mul(c.tanh()), c);
    }

    private List<Tensor> coupledLstm(Tensor x, List<Tensor> states) {
        Tensor h = states.get(0);
        Tensor f = sum("f", x, h).sigmoid();
        Tensor i = complement(f);
        Tensor g = sum("g", x, h).tanh();
        Tensor o = sum("o", x, h).sigmoid();
        Tensor c = f.mul(states.get(1)).add(i.mul(g));
        return List.of(o.mul(c.tanh()), c);
    }

    private List<Tensor> mgu(Tensor x, List<Tensor> states) {
        Tensor h = states.get(0);
        Tensor f = sum("f", x, h).sigmoid();
        Tensor candidate = sum("h", x, f.mul(h)).tanh();
        return List.of(complement(f).mul(h).add(f.mul(candidate)));
    }

    private List<Tensor> multiplicativeLstm(Tensor x, List<Tensor> states) {
        Tensor m = linear(x, parameter("W_m")).mul(linear(states.get(0), parameter("U_m")));
        List<Tensor> inner = new ArrayList<>(states);
        inner.set(0, m);
        return lstm(x, inner);
    }

    private List<Tensor> layerNormLstm(Tensor x, List<Tensor> states) {
        Tensor h = states.get(0);
        Tensor i = normalized("i", product("i", x, h)).sigmoid();
        Tensor f = normalized("f", product("f", x, h)).sigmoid();
        Tensor g = normalized("g", product("g", x, h)).tanh();
        Tensor o = normalized("o", product("o", x, h)).sigmoid();
        Tensor c = f.mul(states.get(1)).add(i.mul(g));
        return List.of(o.mul(normalized("c", c).tanh()), c);
    }

    /** The memory is made before the first step. */
    private Step attentionLstm() {
        Tensor e = linear(
                words,
                parameters.get("e.W").tensor(),
                new TensorOptional(parameters.get("e.b").tensor()));
        return (x, states) -> {
            Tensor h = states.get(0);
            Tensor ofState = linear(h, parameter("U_a")).unsqueeze(1);
            Tensor scores = ofState.add(linear(e, parameter("C_a"))).tanh().matmul(parameter("v_a"));
            Tensor context = scores.softmax(1).unsqueeze(2).mul(e).sum(1);
            Tensor i = sum("i", x, h, context).sigmoid();
            Tensor f = sum("f", x, h, context).sigmoid();
            Tensor g = sum("g", x, h, context).tanh();
            Tensor o = sum("o", x, h, context).sigmoid();
            Tensor c = f.mul(states.get(1)).add(i.mul(g));
            return List.of(o.mul(c.tanh()), c);
        };
    }

    /** W·x + U·h + C·context + b */
    private Tensor sum(String gate, Tensor x, Tensor h, Tensor context) {
        return sum(gate, x, h).add(linear(context, parameter("C_" + gate)));
    }

    /** W·x + U·h */
    private Tensor product(String gate, Tensor x, Tensor h) {
        return linear(x, parameter("W_" + gate)).add(linear(h, parameter("U_" + gate)));
    }

    private Tensor normalized(String gate, Tensor z) {
        return layer_norm(
                z,
                new long[] {units()},
                new TensorOptional(parameter("s_" + gate)),
                new TensorOptional(parameter("b_" + gate)),
                EPSILON,
                true);
    }
}
