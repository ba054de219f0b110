package io.lstmc.compiler.random;

import static io.lstmc.compiler.agreement.ModelAgreement.assertClose;
import static io.lstmc.compiler.agreement.ModelAgreement.block;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.compiler.agreement.ModelAgreement.Compiled;
import io.lstmc.compiler.agreement.RandomModelRun;
import io.lstmc.compiler.autodiff.Autodiff;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether a class does with carried states, adjoints and params of their own what the text says. */
final class TrainingAgreement {

    private TrainingAgreement() {}

    /**
     * Samples that go on where others ended: the class gives what the interpreter gives, and what a stream of all their
     * steps gives.
     */
    static void carry(Network network, Compiled compiled, long seed) {
        int batch = Math.min(3, block(compiled));
        RandomModelRun first = new RandomModelRun(network, batch, seed);
        RandomModelRun second = new RandomModelRun(network, batch, seed + 1);
        second.weights.putAll(first.weights);
        network.inputs().forEach((name, type) -> {
            if (!type.hasSteps()) {
                second.data.put(name, first.data.get(name));
            }
        });
        Map<String, Tensor> begun = run(first, null);
        Map<String, double[]> expected = second.results(run(second, begun));
        Object pass = first.pass(compiled);
        first.forward(pass);
        CompiledModel.call(pass, "goOn");
        second.addAll(compiled, pass);
        assertClose(1e-9, expected, second.train(pass));
        if (network.step().isPresent()) {
            Object predicts = first.pass(compiled);
            CompiledModel.call(predicts, "forward");
            CompiledModel.call(predicts, "goOn");
            second.addAll(compiled, predicts);
            CompiledModel.call(predicts, "forward");
            for (int row = 0; row < batch; row++) {
                stream(first, second, compiled, predicts, row);
            }
        }
    }

    private static Map<String, Tensor> run(RandomModelRun run, Map<String, Tensor> before) {
        Graph training = run.network.training();
        return Interpreter.run(training, run.trainingArguments(before), run.batch, RandomModelRun.NOISE);
    }

    private static void stream(
            RandomModelRun first, RandomModelRun second, Compiled compiled, Object predicts, int row) {
        Object stream = compiled.call("stream");
        steps(first, compiled, stream, row, (t, outputs) -> {});
        steps(
                second,
                compiled,
                stream,
                row,
                (t, outputs) -> second.network.outputs().forEach((name, type) -> {
                    boolean ends = t == second.steps(row) - 1;
                    if (type.hasSteps() || ends) {
                        double[] all = CompiledModel.doubles(CompiledModel.call(predicts, name, row));
                        Object here = type.hasSteps() ? ModelAgreement.step(all, type.elements(), t) : all;
                        assertClose(1e-9, Map.of(name, (double[]) here), Map.of(name, outputs.get(name)));
                    }
                }));
    }

    private interface Step {
        void outputs(int t, Map<String, double[]> outputs);
    }

    private static void steps(RandomModelRun run, Compiled compiled, Object stream, int row, Step each) {
        for (int t = 0; t < run.steps(row); t++) {
            Object[] arrays = run.sample(compiled, row, false);
            int column = 0;
            for (TensorType type : run.network.inputs().values()) {
                if (type.hasSteps()) {
                    arrays[column] = ModelAgreement.step(arrays[column], type.elements(), t);
                }
                column++;
            }
            each.outputs(t, ModelAgreement.outputs(run.network, CompiledModel.call(stream, "step", arrays)));
        }
    }

    /**
     * The adjoints of a class are those of the interpreter, of inputs those of the plain equations, and of a value that an
     * input is added to those of that input.
     */
    static void adjoints(Network network, Compiled compiled, Map<String, String> probes, long seed) {
        RandomModelRun run = new RandomModelRun(network, Math.min(3, block(compiled)), seed);
        Object pass = run.pass(compiled);
        run.forward(pass);
        Map<String, Tensor> arguments = run.trainingArguments(null);
        Graph asked = network.adjoints().orElseThrow();
        Map<String, Tensor> results = Interpreter.run(asked, arguments, run.batch, RandomModelRun.NOISE);
        List<Node> inputs = network.forward().arguments(Op.Role.INPUT).stream()
                .filter(i -> results.containsKey(
                        Autodiff.adjointName(Graph.argument(i).name())))
                .toList();
        Graph plain = Autodiff.differentiate(network.forward(), List.of(Network.LOSS), inputs);
        Map<String, Tensor> ofInputs = Interpreter.run(plain, arguments, run.batch, RandomModelRun.NOISE);
        for (int row = 0; row < run.batch; row++) {
            for (Map.Entry<String, Tensor> result : results.entrySet()) {
                String name = result.getKey().substring(Network.ADJOINT.length());
                double[] given = adjoint(pass, name, row);
                assertClose(1e-9, Map.of(name, run.row(result.getValue(), row)), Map.of(name, given));
                if (ofInputs.containsKey(result.getKey())) {
                    assertClose(1e-9, Map.of(name, run.row(ofInputs.get(result.getKey()), row)), Map.of(name, given));
                }
            }
            for (Map.Entry<String, String> probe : probes.entrySet()) {
                String value = probe.getValue();
                double[] ofInput = adjoint(pass, probe.getKey(), row);
                assertClose(1e-9, Map.of(value, ofInput), Map.of(value, adjoint(pass, value, row)));
            }
        }
    }

    private static double[] adjoint(Object pass, String name, int row) {
        return CompiledModel.doubles(CompiledModel.call(pass, "adjoint", name, row));
    }

    /** Params are frozen where the text says so, and others are updated with the options that it gives them. */
    static void options(Network network, RandomModels.Text model, long seed) {
        String text = model.ordered(seed);
        Map<Map<String, String>, Network> others = new HashMap<>();
        for (Network.Weight weight : network.parameters()) {
            String name = weight.name().substring(weight.name().lastIndexOf('.') + 1);
            boolean declared = Pattern.compile("param " + Pattern.quote(name) + "\\[[^]]*] : frozen")
                    .matcher(text)
                    .find();
            assertEquals(declared || model.training().isFrozen(weight.name()), weight.frozen(), weight.name());
            boolean isUpdated =
                    network.updates().stream().anyMatch(u -> u.parameters().contains(weight.name()));
            assertEquals(!weight.frozen(), isUpdated, weight.name());
            Map<String, String> options = model.training().options(weight.name());
            if (!weight.frozen() && text.contains("except [") && (others.size() < 3 || others.containsKey(options))) {
                Network other = others.computeIfAbsent(
                        options, o -> ModelAgreement.network(model.ordered(seed, RandomTraining.plain(o))));
                for (double value : new double[] {-1.3, 0.2, 0.7}) {
                    assertClose(1e-12, updated(other, weight.name(), value), updated(network, weight.name(), value));
                }
            }
        }
    }

    /** What an update makes of a param and the other states, all of which have one value. */
    private static Map<String, double[]> updated(Network network, String param, double value) {
        Network.Update update = network.updates().stream()
                .filter(u -> u.parameters().contains(param))
                .findFirst()
                .orElseThrow();
        Map<String, Tensor> arguments = new LinkedHashMap<>();
        for (Node node : update.graph().arguments()) {
            boolean scalar = Graph.argument(node).role() == Op.Role.SCALAR;
            arguments.put(Graph.argument(node).name(), Tensor.filled(node.type(), 1, scalar ? 3 : value));
        }
        Map<String, double[]> first = new HashMap<>();
        Interpreter.run(update.graph(), arguments, 1)
                .forEach((name, next) -> first.put(name, new double[] {next.data()[0]}));
        update.initial().forEach((name, start) -> first.put("first " + name, new double[] {start}));
        return first;
    }
}
