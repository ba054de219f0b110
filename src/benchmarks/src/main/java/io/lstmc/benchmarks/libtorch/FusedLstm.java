package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Problem;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The LSTM of libtorch, which {@code torch.nn.LSTM} calls. */
final class FusedLstm extends EagerCell {

    private final TensorVector tensors;
    private final boolean training;

    FusedLstm(Problem problem, boolean training) {
        super(problem);
        this.training = training;
        // It has two biases of each gate, which are added.
        Tensor secondBias = torch.zeros(4L * problem.h());
        secondBias.set_requires_grad(training);
        tensors = new TensorVector(
                matricesOfInput("W_i", "W_f", "W_g", "W_o").tensor(),
                matricesOfState("U_i", "U_f", "U_g", "U_o").tensor(),
                vectors("b_i", "b_f", "b_g", "b_o").tensor(),
                secondBias);
    }

    @Override
    Tensor last(Tensor x, Tensor zero) {
        T_TensorTensorTensor_T result = torch.lstm(
                x, new TensorVector(zero.unsqueeze(0), zero.unsqueeze(0)), tensors, true, 1, 0, training, false, false);
        return result.get1().select(0, 0);
    }
}
