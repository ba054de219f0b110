package io.lstmc.compiler.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.lstmc.compiler.agreement.ModelAgreement.Compiled;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.RandomSource;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import io.lstmc.runtime.math.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random samples and weights for one model, in the forms of the interpreter and of the generated class. */
public final class RandomModelRun {

    public static final long SEED = 5;

    /** What the generated classes draw in a pass with {@link #SEED}. */
    public static final RandomSource NOISE = (distribution, stream, row, index) -> {
        long key = CounterRandom.key(SEED, stream, row);
        return distribution == Op.Distribution.UNIFORM
                ? CounterRandom.uniform(key, index)
                : CounterRandom.gaussian(key, index);
    };

    public final Network network;
    public final int batch;
    /** By name of a time: the steps that each sample has. */
    private final Map<String, int[]> lengths = new LinkedHashMap<>();

    /** By name: for each sample its array, as the generated class takes it. */
    public final Map<String, double[][]> data = new LinkedHashMap<>();

    public final Map<String, double[]> weights = new LinkedHashMap<>();

    public RandomModelRun(Network network, int batch, long seed) {
        this.network = network;
        this.batch = batch;
        SplittableRandom random = new SplittableRandom(seed);
        for (TensorType type : columns().values()) {
            if (type.hasSteps() && !lengths.containsKey(type.time().name())) {
                int[] ofRows = new int[batch];
                for (int row = 0; row < batch; row++) {
                    ofRows[row] =
                            network.shorter().contains(type.time()) ? 1 + random.nextInt(type.steps()) : type.steps();
                }
                lengths.put(type.time().name(), ofRows);
            }
        }
        for (Network.Weight weight : network.parameters()) {
            weights.put(weight.name(), values(random, weight.type().elements()));
        }
        columns().forEach((name, type) -> {
            double[][] rows = new double[batch][];
            for (int row = 0; row < batch; row++) {
                int size = type.elements() * steps(type, row);
                int tokens = network.tokens().getOrDefault(name, 0);
                rows[row] = tokens == 0
                        ? values(random, size)
                        : random.ints(size, 0, tokens).asDoubleStream().toArray();
            }
            data.put(name, rows);
        });
    }

    /** The steps that a sample has along the time of a type outside of the batch, 1 where there is none. */
    public int steps(TensorType type, int row) {
        return type.hasSteps() ? length(type.time(), row) : 1;
    }

    public boolean hasOneTime() {
        return lengths.size() == 1;
    }

    /** The steps of a sample of a model with at most one time, 0 where it has none. */
    public int steps(int row) {
        return lengths.values().stream().mapToInt(rows -> rows[row]).findFirst().orElse(0);
    }

    private int length(TensorType.Time time, int row) {
        int[] ofRows = lengths.get(time.name());
        return ofRows == null ? time.length() : Math.min(time.length(), ofRows[row]);
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
    public Map<String, Tensor> arguments() {
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
                    present.data()[i] = i / batch < steps(node.type(), i % batch) ? 1 : 0;
                }
                arguments.put(argument.name(), present);
            }
        });
        return arguments;
    }

    /** The arguments of the training graph, with the states that samples before have left, where any are carried, or null. */
    public Map<String, Tensor> trainingArguments(Map<String, Tensor> before) {
        Map<String, Tensor> arguments = new LinkedHashMap<>(arguments());
        arguments.put(Network.ADJOINT + Network.LOSS, Tensor.filled(TensorType.perSample(), batch, 1.0 / batch));
        network.carry().ifPresent(carry -> {
            arguments.put(carry.goesOn(), Tensor.filled(TensorType.perSample(), batch, before == null ? 0 : 1));
            // Nothing of a state that does not count may be seen.
            carry.states()
                    .forEach(state -> arguments.put(
                            state.before(),
                            before == null
                                    ? Tensor.filled(state.type(), batch, Double.NaN)
                                    : before.get(state.name())));
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
    public double[] row(Tensor tensor, int row) {
        TensorType type = tensor.type();
        int elements = type.elements();
        int present = elements;
        if (!type.times().isEmpty()) {
            TensorType.Time first = type.times().get(0);
            present = elements / first.length() * length(first, row);
        }
        double[] values = new double[present * steps(type, row)];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.data()[(i / present * batch + row) * elements + i % present];
        }
        return values;
    }

    /** Sets the weights of a class. */
    public void setWeights(Compiled compiled) {
        weights.forEach((name, values) -> compiled.model().set(name, values));
    }

    /** The arrays of one sample. */
    public Object[] sample(Compiled compiled, int row, boolean targets) {
        List<Object> arrays = new ArrayList<>();
        data.forEach((name, rows) -> {
            if (targets || network.inputs().containsKey(name)) {
                arrays.add(
                        network.tokens().containsKey(name)
                                ? Arrays.stream(rows[row])
                                        .mapToInt(x -> (int) x)
                                        .toArray()
                                : CompiledModel.array(compiled.doubles(), rows[row]));
            }
        });
        return arrays.toArray();
    }

    /** A pass with all samples. */
    public Object pass(Compiled compiled) {
        setWeights(compiled);
        Object pass = compiled.call("newPass");
        addAll(compiled, pass);
        return pass;
    }

    public void addAll(Compiled compiled, Object pass) {
        for (int row = 0; row < batch; row++) {
            CompiledModel.call(pass, "add", sample(compiled, row, true));
        }
    }

    /** The loss in training mode. */
    public double forward(Object pass) {
        boolean mode = network.forward().arguments().stream()
                .anyMatch(node -> ((Op.Argument) node.op()).role() == Op.Role.MODE);
        return (Double) (mode ? CompiledModel.call(pass, "forward", SEED) : CompiledModel.call(pass, "forward"));
    }

    /** What a class gives in training mode: the loss, all outputs of all samples, all gradients. */
    public Map<String, double[]> train(Compiled compiled) {
        return train(pass(compiled));
    }

    /** The same of a pass with the samples. */
    public Map<String, double[]> train(Object pass) {
        Map<String, double[]> results = new LinkedHashMap<>();
        results.put(Network.LOSS, new double[] {forward(pass)});
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
    public Map<String, double[]> results(Map<String, Tensor> interpreted) {
        Map<String, double[]> results = new LinkedHashMap<>();
        double loss = Arrays.stream(interpreted.get(Network.LOSS).data()).sum() / batch;
        results.put(Network.LOSS, new double[] {loss});
        for (String output : network.outputs().keySet()) {
            for (int row = 0; row < batch; row++) {
                results.put(output + " " + row, row(interpreted.get(output), row));
            }
        }
        for (Network.Weight weight : network.parameters()) {
            String adjoint = Network.ADJOINT + weight.name();
            double[] values = weight.frozen()
                    ? new double[weight.type().elements()]
                    : interpreted.get(adjoint).data();
            results.put(adjoint, values);
        }
        return results;
    }
}
