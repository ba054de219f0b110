package io.lstmc.compiler.agreement;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.lower.Network;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The comparisons themselves: what is right passes however much a model amplifies, and what is wrong does not. */
class ModelAgreementTest {

    /** A tent map: what a state is off by becomes 1.9 times as much in each step. */
    private static Network amplifying(int steps) {
        return ModelAgreement.network("""
                cell Amplifying() {
                  input u[]
                  state x[] ~ constant(0.3)
                  x[t] = 1 - 1.9 * abs(x[t-1]) + 0.01 * u
                  output x[t]
                }
                model M {
                  time T = %d
                  input u[T]
                  target y[]
                  param w[] ~ uniform
                  output p = last(Amplifying(w * u / 2))
                  loss mse(p, y)
                }
                """.formatted(steps));
    }

    private static Network tame() {
        return model("tanh(w * x)");
    }

    private static Network model(String output) {
        return ModelAgreement.network("""
                model M {
                  input x[]
                  target y[]
                  param w[] ~ uniform
                  output p = %s
                  loss mse(p, y)
                }
                """.formatted(output));
    }

    private static Conditioning conditioning(Network network) {
        return new Conditioning(
                network, network.training(), new RandomModelRun(network, 2, 1).trainingArguments(null), 2);
    }

    private static Map<String, double[]> scaled(Map<String, double[]> results, double factor) {
        return results.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> Arrays.stream(e.getValue()).map(x -> x * factor).toArray()));
    }

    private static void compare(Network network, double factor) {
        Map<String, double[]> results = ModelAgreement.interpret(new RandomModelRun(network, 2, 1));
        conditioning(network).assertClose(1e-12, results, scaled(results, factor));
    }

    @Test
    void aModelThatAmplifiesMayDifferByWhatItMakesOfRoundings() {
        Network network = amplifying(40);
        double movement = conditioning(network).movement();
        assertTrue(movement > 1e-12 && movement < 1e-7, "moves by " + movement);
        compare(network, 1 + 2 * movement);
        assertThrows(AssertionFailedError.class, () -> compare(network, 1 + 1e3 * movement));
    }

    @Test
    void noOtherMay() {
        compare(tame(), 1 + 1e-13);
        assertThrows(AssertionFailedError.class, () -> compare(tame(), 1 + 1e-10));
    }

    @Test
    void resultsWithoutDigitsAreNotCompared() {
        assertThrows(TestAbortedException.class, () -> compare(amplifying(80), 1.1));
    }

    @Test
    void differencesOfALossThatBendsAreTakenInSmallerSteps() {
        assertTrue(ModelAgreement.differencesAgree(model("sin(100000 * w * x)"), 1));
    }

    @Test
    void aWrongDerivativeDiffersFromTheDifferences() {
        assertFalse(ModelAgreement.differencesAgree(model("tanh(w * stop_gradient(x))"), 1));
        assertFalse(ModelAgreement.differencesAgree(model("sin(100000 * w * stop_gradient(x))"), 1));
        assertFalse(ModelAgreement.differencesAgree(model("tanh(x) + 1e-3 * (w - stop_gradient(w))"), 1));
    }
}
