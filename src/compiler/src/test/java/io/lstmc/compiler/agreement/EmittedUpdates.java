package io.lstmc.compiler.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import io.lstmc.runtime.Gradient;
import io.lstmc.runtime.Model;
import io.lstmc.runtime.tensor.Storage;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The updates of a generated class beside those that the interpreter makes of the same optimizer. */
public final class EmittedUpdates {

    private static final int UPDATES = 4;

    private final List<Network.Update> updates;

    /** The state that is the parameter. */
    private final String parameter;

    private final Model model;

    /** The other states. */
    private final List<String> names = new ArrayList<>();

    public EmittedUpdates(Network network, Model model) {
        this.updates = network.updates();
        this.parameter = updates.get(0).parameter();
        this.model = model;
        for (Node carry : updates.get(0).graph().arguments(Op.Role.CARRY)) {
            String name = Graph.argument(carry).name();
            if (!name.equals(parameter)) {
                names.add(name);
            }
        }
    }

    /** Compares the states before the first update, and all of them behind some updates with random gradients. */
    public void compare(long seed, double tolerance) {
        SplittableRandom random = new SplittableRandom(seed);
        Storage values = (Storage) call("values");
        for (int i = 0; i < values.size(); i++) {
            values.set(i, random.nextDouble(-1, 1));
        }
        Storage[] states = (Storage[]) call("newOptimizerStates");
        Map<String, double[]> expected = new HashMap<>();
        expected.put(parameter, numbers(values));
        names.forEach(name -> expected.put(name, new double[values.size()]));
        for (Network.Update update : updates) {
            int from = from(update);
            names.forEach(name -> Arrays.fill(
                    expected.get(name),
                    from,
                    from + size(update),
                    update.initial().get(name)));
        }
        compare(expected, values, states, 0, 0);
        for (int k = 1; k <= UPDATES; k++) {
            Gradient given = model.newGradient();
            Storage gradient = given.values();
            for (int i = 0; i < gradient.size(); i++) {
                gradient.set(i, random.nextDouble(-2, 2));
            }
            double rate = random.nextDouble(0.1, 1);
            for (Network.Update update : updates) {
                interpret(update, numbers(gradient), expected, k, rate);
            }
            call("update", given, states, (long) k, rate);
            compare(expected, values, states, k, tolerance);
        }
    }

    /** One update of some parameters, in place. */
    private void interpret(Network.Update update, double[] gradient, Map<String, double[]> states, int k, double rate) {
        TensorType type = TensorType.shared(size(update));
        int from = from(update);
        Map<String, Tensor> arguments = new HashMap<>();
        states.forEach((name, all) ->
                arguments.put(name, new Tensor(type, 1, Arrays.copyOfRange(all, from, from + size(update)))));
        List<Node> numbers = update.graph().arguments(Op.Role.SCALAR);
        arguments.put(Graph.argument(numbers.get(0)).name(), Tensor.filled(TensorType.SCALAR, 1, k));
        arguments.put(Graph.argument(numbers.get(1)).name(), Tensor.filled(TensorType.SCALAR, 1, rate));
        Node g = update.graph().arguments(Op.Role.INPUT).get(0);
        arguments.put(
                Graph.argument(g).name(), new Tensor(type, 1, Arrays.copyOfRange(gradient, from, from + size(update))));
        Interpreter.run(update.graph(), arguments, 1)
                .forEach((name, next) -> System.arraycopy(next.data(), 0, states.get(name), from, size(update)));
    }

    private int from(Network.Update update) {
        return model.parameter(update.parameters().get(0)).offset();
    }

    private int size(Network.Update update) {
        return update.parameters().stream()
                .mapToInt(name -> model.parameter(name).size())
                .sum();
    }

    private void compare(Map<String, double[]> expected, Storage values, Storage[] states, int k, double tolerance) {
        // Frozen params too, which stay.
        compare(expected.get(parameter), values, 0, values.size(), parameter + " behind update " + k, tolerance);
        for (int i = 0; i < states.length; i++) {
            for (Network.Update update : updates) {
                int from = from(update);
                compare(
                        expected.get(names.get(i)),
                        states[i],
                        from,
                        from + size(update),
                        names.get(i) + " behind update " + k,
                        tolerance);
            }
        }
    }

    private static void compare(double[] expected, Storage actual, int from, int to, String what, double tolerance) {
        for (int i = from; i < to; i++) {
            double value = expected[i];
            if (Double.isFinite(value) && tolerance > 0) {
                assertEquals(value, actual.get(i), tolerance * Math.max(1, Math.abs(value)), what + " " + i);
            } else {
                assertEquals(value, actual.get(i), what + " " + i);
            }
        }
    }

    private static double[] numbers(Storage values) {
        double[] data = new double[values.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = values.get(i);
        }
        return data;
    }

    /** Calls what the training loop of the runtime calls. */
    private Object call(String name, Object... arguments) {
        for (Class<?> of = model.getClass(); of != null; of = of.getSuperclass()) {
            for (Method method : of.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                    try {
                        method.setAccessible(true);
                        return method.invoke(model, arguments);
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(name, e);
                    }
                }
            }
        }
        throw new AssertionError("no method " + name);
    }
}
