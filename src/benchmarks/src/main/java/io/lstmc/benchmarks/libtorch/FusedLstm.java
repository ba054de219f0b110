package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Problem;
import io.lstmc.benchmarks.model.Form;
import java.util.List;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The LSTM of libtorch, which {@code torch.nn.LSTM} calls. */
final class FusedLstm extends EagerCell {

    /** The layers of a bidirectional one in the model. */
    private static final List<String> BOTH = List.of(Problem.LAYER, "b.");

    private final List<String> layers;
    private final boolean last;
    private final boolean training;
    private final TensorVector tensors = new TensorVector();

    FusedLstm(Problem problem, boolean training) {
        super(problem);
        this.training = training;
        Form form = problem.cell().form();
        layers = form == Form.BOTH_DIRECTIONS ? BOTH : List.of(Problem.LAYER);
        last = form == Form.LAST;
        for (String layer : layers) {
            // It has two biases of each gate, which are added.
            Tensor secondBias = torch.zeros(4L * problem.h());
            secondBias.set_requires_grad(training);
            tensors.push_back(matricesOfInput(layer, new String[] {"W_i", "W_f", "W_g", "W_o"})
                    .tensor());
            tensors.push_back(matricesOfState(layer, new String[] {"U_i", "U_f", "U_g", "U_o"})
                    .tensor());
            tensors.push_back(
                    vectors(layer, new String[] {"b_i", "b_f", "b_g", "b_o"}).tensor());
            tensors.push_back(secondBias);
        }
    }

    @Override
    Tensor output(Tensor x, Tensor zero) {
        Tensor before = zero.unsqueeze(0).expand(layers.size(), batch(), units());
        T_TensorTensorTensor_T result = torch.lstm(
                x, new TensorVector(before, before), tensors, true, 1, 0, training, layers.size() == 2, false);
        return last ? result.get1().select(0, 0) : result.get0().transpose(0, 1);
    }
}
