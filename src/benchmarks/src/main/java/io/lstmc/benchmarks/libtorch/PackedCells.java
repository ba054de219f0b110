package io.lstmc.benchmarks.libtorch;

import static org.bytedeco.pytorch.global.torch.addcmul;
import static org.bytedeco.pytorch.global.torch.addmm;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.lerp;
import static org.bytedeco.pytorch.global.torch.linear;

import io.lstmc.benchmarks.measure.Problem;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/**
 * The cells as somebody who knows PyTorch writes them by hand: what depends on the input alone is computed for all steps
 * at once, the gates of a step in one product.
 */
final class PackedCells {

    private PackedCells() {}

    /** The cell of a problem. */
    static EagerCell of(Problem problem) {
        return switch (problem.cell()) {
            case LSTM -> new Lstm(problem);
            case GRU -> new Gru(problem);
            case PEEPHOLE -> new Peephole(problem);
            case COUPLED_LSTM -> new CoupledLstm(problem);
            case MGU -> new Mgu(problem);
            case MULTIPLICATIVE_LSTM -> new MultiplicativeLstm(problem);
            case LAYER_NORM_LSTM -> new LayerNormLstm(problem);
            case ATTENTION_LSTM -> new PackedAttention(problem);
            case LSTM_OF_ALL_STEPS, LSTM_OF_BOTH_DIRECTIONS -> throw new IllegalStateException("not in operations");
        };
    }

    static TensorOptional some(Packed packed) {
        return new TensorOptional(packed.tensor());
    }

    /** What an LSTM remembers; its first three gates are i, f and g. */
    static Tensor memory(TensorVector gates, Tensor before) {
        Tensor i = gates.get(0).sigmoid();
        Tensor f = gates.get(1).sigmoid();
        Tensor g = gates.get(2).tanh();
        return addcmul(f.mul(before), i, g);
    }

    private static final class Lstm extends EagerCell {
        private final Packed w = matricesOfInput("W_i", "W_f", "W_g", "W_o");
        private final Packed u = matricesOfState("U_i", "U_f", "U_g", "U_o");
        private final Packed b = vectors("b_i", "b_f", "b_g", "b_o");

        Lstm(Problem problem) {
            super(problem);
        }

        @Override
        Tensor output(Tensor x, Tensor zero) {
            TensorVector xw = linear(x, w.tensor(), some(b)).unbind(0);
            Tensor ut = u.tensor().t();
            Tensor h = zero;
            Tensor c = zero;
            for (int t = 0; t < xw.size(); t++) {
                TensorVector gates = addmm(xw.get(t), h, ut).chunk(4, 1);
                c = memory(gates, c);
                h = gates.get(3).sigmoid().mul(c.tanh());
            }
            return h;
        }
    }

    private static final class Gru extends EagerCell {
        private final Packed w = matricesOfInput("W_r", "W_z", "W_n");
        private final Packed b = vectors("b_r", "b_z", "b_n");
        private final Packed u = matricesOfState("U_r", "U_z");
        private final Packed un = matricesOfState("U_n");
        private final Packed cn = vectors("c_n");

        Gru(Problem problem) {
            super(problem);
        }

        @Override
        Tensor output(Tensor x, Tensor zero) {
            TensorVector parts = linear(x, w.tensor(), some(b)).chunk(3, 2);
            TensorVector xr = parts.get(0).unbind(0);
            TensorVector xz = parts.get(1).unbind(0);
            TensorVector xn = parts.get(2).unbind(0);
            TensorVector ut = u.tensor().t().chunk(2, 1);
            Tensor unt = un.tensor().t();
            Tensor h = zero;
            for (int t = 0; t < xn.size(); t++) {
                Tensor r = addmm(xr.get(t), h, ut.get(0)).sigmoid();
                Tensor z = addmm(xz.get(t), h, ut.get(1)).sigmoid();
                Tensor n = addcmul(xn.get(t), r, addmm(cn.tensor(), h, unt)).tanh();
                h = lerp(n, h, z);
            }
            return h;
        }
    }

    private static final class Peephole extends EagerCell {
        private final Packed w = matricesOfInput("W_i", "W_f", "W_g", "W_o");
        private final Packed u = matricesOfState("U_i", "U_f", "U_g", "U_o");
        private final Packed b = vectors("b_i", "b_f", "b_g", "b_o");
        private final Packed pi = vectors("p_i");
        private final Packed pf = vectors("p_f");
        private final Packed po = vectors("p_o");

        Peephole(Problem problem) {
            super(problem);
        }

        @Override
        Tensor output(Tensor x, Tensor zero) {
            TensorVector xw = linear(x, w.tensor(), some(b)).unbind(0);
            Tensor ut = u.tensor().t();
            Tensor h = zero;
            Tensor c = zero;
            for (int t = 0; t < xw.size(); t++) {
                TensorVector gates = addmm(xw.get(t), h, ut).chunk(4, 1);
                Tensor i = addcmul(gates.get(0), pi.tensor(), c).sigmoid();
                Tensor f = addcmul(gates.get(1), pf.tensor(), c).sigmoid();
                Tensor g = gates.get(2).tanh();
                c = addcmul(f.mul(c), i, g);
                Tensor o = addcmul(gates.get(3), po.tensor(), c).sigmoid();
                h = o.mul(c.tanh());
            }
            return h;
        }
    }

    private static final class CoupledLstm extends EagerCell {
        private final Packed w = matricesOfInput("W_f", "W_g", "W_o");
        private final Packed u = matricesOfState("U_f", "U_g", "U_o");
        private final Packed b = vectors("b_f", "b_g", "b_o");

        CoupledLstm(Problem problem) {
            super(problem);
        }

        @Override
        Tensor output(Tensor x, Tensor zero) {
            TensorVector xw = linear(x, w.tensor(), some(b)).unbind(0);
            Tensor ut = u.tensor().t();
            Tensor h = zero;
            Tensor c = zero;
            for (int t = 0; t < xw.size(); t++) {
                TensorVector gates = addmm(xw.get(t), h, ut).chunk(3, 1);
                Tensor f = gates.get(0).sigmoid();
                Tensor g = gates.get(1).tanh();
                Tensor o = gates.get(2).sigmoid();
                c = lerp(g, c, f);
                h = o.mul(c.tanh());
            }
            return h;
        }
    }

    private static final class Mgu extends EagerCell {
        private final Packed wf = matricesOfInput("W_f");
        private final Packed wh = matricesOfInput("W_h");
        private final Packed uf = matricesOfState("U_f");
        private final Packed uh = matricesOfState("U_h");
        private final Packed bf = vectors("b_f");
        private final Packed bh = vectors("b_h");

        Mgu(Problem problem) {
            super(problem);
        }

        @Override
        Tensor output(Tensor x, Tensor zero) {
            TensorVector xf = linear(x, wf.tensor(), some(bf)).unbind(0);
            TensorVector xh = linear(x, wh.tensor(), some(bh)).unbind(0);
            Tensor uft = uf.tensor().t();
            Tensor uht = uh.tensor().t();
            Tensor h = zero;
            for (int t = 0; t < xf.size(); t++) {
                Tensor f = addmm(xf.get(t), h, uft).sigmoid();
                Tensor candidate = addmm(xh.get(t), f.mul(h), uht).tanh();
                h = lerp(h, candidate, f);
            }
            return h;
        }
    }

    private static final class MultiplicativeLstm extends EagerCell {
        private final Packed wm = matricesOfInput("W_m");
        private final Packed um = matricesOfState("U_m");
        private final Packed w = matricesOfInput("W_i", "W_f", "W_g", "W_o");
        private final Packed u = matricesOfState("U_i", "U_f", "U_g", "U_o");
        private final Packed b = vectors("b_i", "b_f", "b_g", "b_o");

        MultiplicativeLstm(Problem problem) {
            super(problem);
        }

        @Override
        Tensor output(Tensor x, Tensor zero) {
            TensorVector xm = linear(x, wm.tensor()).unbind(0);
            TensorVector xw = linear(x, w.tensor(), some(b)).unbind(0);
            Tensor umt = um.tensor().t();
            Tensor ut = u.tensor().t();
            Tensor h = zero;
            Tensor c = zero;
            for (int t = 0; t < xw.size(); t++) {
                Tensor m = xm.get(t).mul(h.mm(umt));
                TensorVector gates = addmm(xw.get(t), m, ut).chunk(4, 1);
                c = memory(gates, c);
                h = gates.get(3).sigmoid().mul(c.tanh());
            }
            return h;
        }
    }

    private static final class LayerNormLstm extends EagerCell {
        private static final double EPSILON = 1e-5;

        private final Packed w = matricesOfInput("W_i", "W_f", "W_g", "W_o");
        private final Packed u = matricesOfState("U_i", "U_f", "U_g", "U_o");
        private final Packed s = vectors("s_i", "s_f", "s_g", "s_o");
        private final Packed b = vectors("b_i", "b_f", "b_g", "b_o");
        private final Packed sc = vectors("s_c");
        private final Packed bc = vectors("b_c");

        LayerNormLstm(Problem problem) {
            super(problem);
        }

        @Override
        Tensor output(Tensor x, Tensor zero) {
            TensorVector xw = linear(x, w.tensor()).unbind(0);
            Tensor ut = u.tensor().t();
            // All four gates are normalised by one operation.
            long[] oneGate = {units()};
            long[] gateByGate = {batch(), 4, units()};
            Tensor scale = s.tensor().view(4, units());
            Tensor bias = b.tensor().view(4, units());
            TensorOptional none = new TensorOptional();
            Tensor h = zero;
            Tensor c = zero;
            for (int t = 0; t < xw.size(); t++) {
                Tensor z = addmm(xw.get(t), h, ut).view(gateByGate);
                Tensor normal = layer_norm(z, oneGate, none, none, EPSILON, true);
                TensorVector gates = addcmul(bias, normal, scale).unbind(1);
                c = memory(gates, c);
                h = gates.get(3)
                        .sigmoid()
                        .mul(layer_norm(c, oneGate, some(sc), some(bc), EPSILON, true)
                                .tanh());
            }
            return h;
        }
    }
}
