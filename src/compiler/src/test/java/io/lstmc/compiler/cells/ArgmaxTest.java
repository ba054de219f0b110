package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.compiler.agreement.RandomModelRun;
import io.lstmc.compiler.lower.Network;
import org.junit.jupiter.api.Test;

/** The number of the largest element. */
class ArgmaxTest {

    private static final CompileOptions DOUBLE = CompileOptions.DEFAULT.with(Precision.DOUBLE);

    @Test
    void isTheFirstOfTheLargest() {
        CompiledModel model = CompiledModel.of("model M { time T = 5 input x[T, 3] output i = argmax(x) }", DOUBLE);
        double[] x = {1, 3, 2, 5, 5, 5, -2, -3, -1, 7, 0, 0, 1, Double.NaN, 2};
        double[] expected = {1, 0, 2, 0, Double.NaN};
        assertArrayEquals(expected, (double[]) CompiledModel.call(model.model(), "predict", (Object) x));
    }

    /** Inside a recurrence too, and what else depends on the vector keeps its gradient. */
    @Test
    void hasNoGradient() {
        String text = "cell C(units) { input x state h[units] param W ~ glorot u = tanh(W·x + h[t-1])"
                + " h[t] = u * (1 + 0.1 * argmax(u)) + floor(0.3 * argmax(x)) output h[t] }"
                + " model M { time T <= 4 input x[T, 3] target y[2] layer a = C(x, units: 2)"
                + " output z = last(a) loss mse(last(a), y) }";
        Network network = ModelAgreement.network(text);
        assertTrue(ModelAgreement.differencesAgree(network, 3), text);
        ModelAgreement.Compiled doubles = ModelAgreement.compiled(text, DOUBLE);
        RandomModelRun run = new RandomModelRun(network, 3, 2);
        ModelAgreement.assertClose(1e-9, ModelAgreement.interpret(run), run.train(doubles));
        ModelAgreement.blocksAndStream(network, doubles, 4);
    }
}
