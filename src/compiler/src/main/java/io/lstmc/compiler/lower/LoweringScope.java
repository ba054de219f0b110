package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What names mean inside one definition. */
final class LoweringScope {

    /** What the call of a cell gave, and the name under which its parameters are kept. */
    private record Layer(Map<String, Node> outputs, String name) {}

    private final Map<String, Node> values = new HashMap<>();
    private final Map<String, Node> previous = new HashMap<>();
    private final Map<String, Layer> layers = new HashMap<>();
    private final Map<String, TensorType.Time> times = new HashMap<>();
    private final Map<String, Integer> tokens = new HashMap<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final boolean isStep;

    /** A scope outside of cells, where a sequence is cut into steps. */
    LoweringScope() {
        this(false);
    }

    /**
     * The scope of a definition.
     *
     * @param isStep whether its equations speak of one step, even where they are evaluated for all steps at once
     */
    LoweringScope(boolean isStep) {
        this.isStep = isStep;
    }

    boolean isStep() {
        return isStep;
    }

    /** The value of an input, option, parameter, intermediate, or of a state at the present step. */
    Node value(String name) {
        return found(values.get(name), name);
    }

    boolean hasValue(String name) {
        return values.containsKey(name);
    }

    void put(String name, Node value) {
        values.put(name, value);
    }

    /** The value of a state at the previous step. */
    Node previous(String state) {
        return found(previous.get(state), state);
    }

    void putPrevious(String state, Node value) {
        previous.put(state, value);
    }

    /** A further output of a layer, or a parameter of it. */
    Node member(String layer, String name, EvaluationContext context) {
        Layer found = layers.get(layer);
        Node output = found.outputs().get(name);
        return output != null ? output : context.parameter(found.name() + "." + name);
    }

    /** @param inModel the name under which the layer's parameters are kept */
    void putLayer(String layer, Map<String, Node> outputs, String inModel) {
        layers.put(layer, new Layer(outputs, inModel));
    }

    /** How many different tokens a value is one of; empty for numbers. */
    Optional<Integer> tokens(String name) {
        return Optional.ofNullable(tokens.get(name));
    }

    void putTokens(String name, int count) {
        tokens.put(name, count);
    }

    /** What a time of a cell is, inside of samples; empty for a name that is none. */
    Optional<TensorType.Time> time(String name) {
        return Optional.ofNullable(times.get(name));
    }

    /** All times of a cell. */
    Map<String, TensorType.Time> times() {
        return times;
    }

    void putTime(String name, TensorType.Time time) {
        times.put(name, time);
    }

    /** The numbers that size names stand for. */
    Map<String, Integer> sizes() {
        return sizes;
    }

    static Node found(Node node, String name) {
        if (node == null) {
            throw new IllegalStateException("the checker has let " + name + " pass");
        }
        return node;
    }
}
