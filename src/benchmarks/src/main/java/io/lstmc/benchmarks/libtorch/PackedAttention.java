package io.lstmc.benchmarks.libtorch;

import static org.bytedeco.pytorch.global.torch.addmm;
import static org.bytedeco.pytorch.global.torch.linear;

import io.lstmc.benchmarks.measure.Problem;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** A decoder with attention as somebody who knows PyTorch writes it: what of the scores depends on the memory alone is computed once. */
final class PackedAttention extends EagerCell {

    private final Packed we = matricesOfInput("e.", new String[] {"W"});
    private final Packed be = vectors("e.", new String[] {"b"});
    private final Packed w = matricesOfInput("W_i", "W_f", "W_g", "W_o");
    private final Packed c = matricesOfState("C_i", "C_f", "C_g", "C_o");
    private final Packed u = matricesOfState("U_i", "U_f", "U_g", "U_o");
    private final Packed b = vectors("b_i", "b_f", "b_g", "b_o");
    private final Packed ua = matricesOfState("U_a");
    private final Packed ca = matricesOfState("C_a");
    private final Packed va = vectors("v_a");
    private final Tensor words;

    PackedAttention(Problem problem) {
        super(problem);
        words = words();
    }

    @Override
    Tensor output(Tensor x, Tensor zero) {
        TensorVector xw = linear(x, w.tensor(), PackedCells.some(b)).unbind(0);
        Tensor e = linear(words, we.tensor(), PackedCells.some(be));
        Tensor ofMemory = linear(e, ca.tensor());
        Tensor ct = c.tensor().t();
        Tensor ut = u.tensor().t();
        Tensor h = zero;
        Tensor memory = zero;
        for (int t = 0; t < xw.size(); t++) {
            Tensor scores =
                    ofMemory.add(linear(h, ua.tensor()).unsqueeze(1)).tanh().matmul(va.tensor());
            Tensor context = scores.softmax(1).unsqueeze(1).bmm(e).squeeze(1);
            TensorVector gates = addmm(addmm(xw.get(t), h, ut), context, ct).chunk(4, 1);
            memory = PackedCells.memory(gates, memory);
            h = gates.get(3).sigmoid().mul(memory.tanh());
        }
        return h;
    }
}
