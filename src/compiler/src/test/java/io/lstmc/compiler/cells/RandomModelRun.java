package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.lstmc.compiler.cells.RandomModelTest.Compiled;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.RandomSource;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import io.lstmc.runtime.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random samples and weights for one model, in the forms of the interpreter and of the generated class. */
final class RandomModelRun {

    static final long SEED = 5;

    /** What the generated classes draw in a pass with {@link #SEED}. */
    static final RandomSource NOISE = (distribution, stream, row, index) -> {
        long key = CounterRandom.key(SEED, stream, row);
        return distribution == Op.Distribution.UNIFORM
                ? CounterRandom.uniform(key, index)
                : CounterRandom.gaussian(key, index);
    };

    final Network network;
    final int batch;
    final int[] lengths;

    /** By name: for each sample its array, as the generated class takes it. */
    final Map<String, double[][]> data = new LinkedHashMap<>();

    final Map<String, double[]> weights = new LinkedHashMap<>();

    RandomModelRun(Network network, int batch, long seed) {
        this.network = network;
        this.batch = batch;
        this.lengths = new int[batch];
        SplittableRandom random = new SplittableRandom(seed);
        int steps =
                columns().values().stream().mapToInt(TensorType::steps).max().orElse(0);
        for (int row = 0; row < batch; row++) {
            lengths[row] = network.shorter() ? 1 + random.nextInt(steps) : steps;
        }
        for (Network.Weight weight : network.parameters()) {
            weights.put(weight.name(), values(random, weight.type().elements()));
        }
        columns().forEach((name, type) -> {
            double[][] rows = new double[batch][];
            for (int row = 0; row < batch; row++) {
                rows[row] = values(random, type.elements() * (type.hasSteps() ? lengths[row] : 1));
            }
            data.put(name, rows);
        });
    }

    private Map<String, TensorType> columns() {
        Map<String, TensorType> columns = new LinkedHashMap<>(network.inputs());
        columns.putAll(network.targets());
        return columns;
    }

    private static double[] values(SplittableRandom random, int size) {
        return random.doubles(size, -1, 1)
                .map(x -> (float) (x + Math.signum(x) * 0.05))
                .toArray();
    }

    /** The arguments of the forward graph. */
    Map<String, Tensor> arguments() {
        Map<String, Tensor> arguments = new LinkedHashMap<>();
        for (Network.Weight weight : network.parameters()) {
            arguments.put(weight.name(), new Tensor(weight.type(), batch, weights.get(weight.name())));
        }
        columns().forEach((name, type) -> arguments.put(name, tensor(type, data.get(name))));
        network.forward().arguments().forEach(node -> {
            Op.Argument argument = (Op.Argument) node.op();
            if (argument.role() == Op.Role.MODE) {
                arguments.put(argument.name(), Tensor.filled(node.type(), batch, 1));
            } else if (argument.role() == Op.Role.PRESENT) {
                Tensor present = Tensor.zeros(node.type(), batch);
                for (int i = 0; i < present.data().length; i++) {
                    present.data()[i] = i / batch < lengths[i % batch] ? 1 : 0;
                }
                arguments.put(argument.name(), present);
            }
        });
        return arguments;
    }

    private Tensor tensor(TensorType type, double[][] rows) {
        Tensor tensor = Tensor.zeros(type, batch);
        int elements = type.elements();
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < rows[row].length; i++) {
                tensor.data()[(i / elements * batch + row) * elements + i % elements] = rows[row][i];
            }
        }
        return tensor;
    }

    /** One sample of a result of the interpreter, without the steps that the sample does not have. */
    double[] row(Tensor tensor, int row) {
        TensorType type = tensor.type();
        int elements = type.elements();
        double[] values = new double[elements * (type.hasSteps() ? lengths[row] : 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.data()[(i / elements * batch + row) * elements + i % elements];
        }
        return values;
    }

    /** Sets the weights of a class. */
    void setWeights(Compiled compiled) {
        weights.forEach((name, values) -> compiled.model().set(name, values));
    }

    /** The arrays of one sample. */
    Object[] sample(Compiled compiled, int row, boolean targets) {
        List<Object> arrays = new ArrayList<>();
        data.forEach((name, rows) -> {
            if (targets || network.inputs().containsKey(name)) {
                arrays.add(CompiledModel.array(compiled.doubles(), rows[row]));
            }
        });
        return arrays.toArray();
    }

    /** What a class gives in training mode: the loss, all outputs of all samples, all gradients. */
    Map<String, double[]> train(Compiled compiled) {
        setWeights(compiled);
        Object pass = compiled.call("newPass");
        for (int row = 0; row < batch; row++) {
            CompiledModel.call(pass, "add", sample(compiled, row, true));
        }
        boolean mode = network.forward().arguments().stream()
                .anyMatch(node -> ((Op.Argument) node.op()).role() == Op.Role.MODE);
        Object loss = mode ? CompiledModel.call(pass, "forward", SEED) : CompiledModel.call(pass, "forward");
        Map<String, double[]> results = new LinkedHashMap<>();
        results.put(Network.LOSS, new double[] {(Double) loss});
        for (String output : network.outputs().keySet()) {
            for (int row = 0; row < batch; row++) {
                results.put(output + " " + row, CompiledModel.doubles(CompiledModel.call(pass, output, row)));
            }
        }
        CompiledModel.call(pass, "backward");
        for (String name : weights.keySet()) {
            results.put(Network.ADJOINT + name, CompiledModel.doubles(CompiledModel.call(pass, "gradient", name)));
        }
        CompiledModel.call(pass, "backward");
        for (String name : weights.keySet()) {
            double[] again = CompiledModel.doubles(CompiledModel.call(pass, "gradient", name));
            assertArrayEquals(results.get(Network.ADJOINT + name), again, "a second time: " + name);
        }
        for (String output : network.outputs().keySet()) {
            double[] still = CompiledModel.doubles(CompiledModel.call(pass, output, 0));
            assertArrayEquals(results.get(output + " 0"), still, "behind backward: " + output);
        }
        return results;
    }

    /** The same from results of the interpreter with seeds of 1 / batch. */
    Map<String, double[]> results(Map<String, Tensor> interpreted) {
        Map<String, double[]> results = new LinkedHashMap<>();
        double loss = Arrays.stream(interpreted.get(Network.LOSS).data()).sum() / batch;
        results.put(Network.LOSS, new double[] {loss});
        for (String output : network.outputs().keySet()) {
            for (int row = 0; row < batch; row++) {
                results.put(output + " " + row, row(interpreted.get(output), row));
            }
        }
        for (String name : weights.keySet()) {
            results.put(
                    Network.ADJOINT + name,
                    interpreted.get(Network.ADJOINT + name).data());
        }
        return results;
    }
}
