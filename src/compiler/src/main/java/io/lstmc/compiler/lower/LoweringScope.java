package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Size;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What declarations and sizes of one definition are, for one use of it. */
final class LoweringScope {

    /** What the call of a cell gave, and the name under which its parameters are kept. */
    record Layer(Map<String, Node> outputs, String name) {}

    private final Map<Declaration, Node> values = new HashMap<>();
    private final Map<Declaration, Node> previous = new HashMap<>();
    private final Map<Declaration, Layer> layers = new HashMap<>();
    private final Map<String, TensorType.Time> times = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
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
    Node value(Declaration declaration) {
        return values.get(declaration);
    }

    void put(Declaration declaration, Node value) {
        values.put(declaration, value);
    }

    /** The value of a state at the previous step. */
    Node previous(Declaration state) {
        return previous.get(state);
    }

    void putPrevious(Declaration state, Node value) {
        previous.put(state, value);
    }

    Layer layer(Declaration layer) {
        return layers.get(layer);
    }

    void putLayer(Declaration declaration, Layer layer) {
        layers.put(declaration, layer);
    }

    /** What a time of a cell is, inside of samples; empty for one that is not of the cell. */
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

    /** The number that a size is here. */
    int size(Size size) {
        return size.evaluate(sizes);
    }

    void putSize(String name, int number) {
        sizes.put(name, number);
    }
}
