package io.lstmc.compiler.agreement;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.lower.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** The comparisons themselves: what is right passes however much a model amplifies, and what is wrong does not. */
class ModelAgreementTest {

    /** A tent map: what a state is off by becomes 1.9 times as much in each step. */
    private static Network amplifying(int steps) {
        return amplifying(steps, "");
    }

    /** @param more other outputs, each behind a comma */
    private static Network amplifying(int steps, String more) {
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
                  output p = last(Amplifying(w * u / 2))%s
                  loss mse(p, y)
                }
                """.formatted(steps, more));
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
        double movement = conditioning(network).movement("p");
        assertTrue(movement > 1e-12 && movement < 1e-7, "moves by " + movement);
        Map<String, double[]> right = ModelAgreement.interpret(new RandomModelRun(network, 2, 1));
        Map<String, double[]> outputs = Map.of("p 0", right.get("p 0"), "p 1", right.get("p 1"));
        conditioning(network).assertClose(1e-12, outputs, scaled(outputs, 1 + 2 * movement));
        assertThrows(
                AssertionFailedError.class,
                () -> conditioning(network).assertClose(1e-12, outputs, scaled(outputs, 1 + 1e3 * movement)));
    }

    @Test
    void noOtherMay() {
        compare(tame(), 1 + 1e-13);
        assertThrows(AssertionFailedError.class, () -> compare(tame(), 1 + 1e-10));
    }

    @Test
    void resultsWithoutDigitsAreNotComparedAndOthersAre() {
        Network network = amplifying(80, ", q = tanh(w * u[0])");
        Map<String, double[]> right = ModelAgreement.interpret(new RandomModelRun(network, 2, 1));
        for (String name : List.of("p 1", "q 1")) {
            Map<String, double[]> wrong = new LinkedHashMap<>(right);
            wrong.put(name, scaled(right, 1.1).get(name));
            if (name.startsWith("p")) {
                conditioning(network).assertClose(1e-12, right, wrong);
            } else {
                assertThrows(
                        AssertionFailedError.class, () -> conditioning(network).assertClose(1e-12, right, wrong));
            }
        }
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
