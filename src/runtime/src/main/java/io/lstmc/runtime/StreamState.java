package io.lstmc.runtime;

import io.lstmc.runtime.file.Safetensors;
import io.lstmc.runtime.file.TensorGroup;
import io.lstmc.runtime.file.WeightFileException;
import io.lstmc.runtime.tensor.DoubleStorage;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The states of a stream between two steps, by names such as {@code a.h}: all that the next steps need to know of those before.
 * It is no part of the stream that gave it, so it stays as it is while the stream goes on.
 */
public final class StreamState {

    /** Ends the name of a state that is 1 while another has yet to begin, with the inputs of the first step. */
    private static final String FIRST_STEP = ".first_step";

    private final String model;
    private final List<Parameter> states;
    private final Storage values;

    /**
     * Called by generated code.
     *
     * @param model the name of the stream's model
     * @param states their names and shapes, in the order of {@code values}, which they cover without gaps
     */
    public StreamState(String model, List<Parameter> states, Storage values) {
        this.model = Objects.requireNonNull(model);
        this.states = List.copyOf(states);
        this.values = Objects.requireNonNull(values);
    }

    /** The names of the states, their shapes, and where they lie in {@link #values()}. */
    public List<Parameter> states() {
        return states;
    }

    /**
     * A copy of one state, row-major.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public Storage get(String name) {
        Parameter state = find(name);
        return values.copy(state.offset(), state.size());
    }

    /**
     * Sets one state, row-major. On a fresh stream the sequence begins with it, whatever the model says that it begins with.
     *
     * @throws IllegalArgumentException if there is none of that name, or the number of values is wrong
     */
    public void set(String name, float... newValues) {
        set(name, new FloatStorage(Model.given("values", newValues)));
    }

    /** As {@link #set(String, float...)}; the values are rounded to the model's precision. */
    public void set(String name, double... newValues) {
        set(name, new DoubleStorage(Model.given("values", newValues)));
    }

    /** As {@link #set(String, float...)}. */
    public void set(String name, Storage newValues) {
        Parameter state = find(name);
        if (Model.given("values", newValues).size() != state.size()) {
            throw new IllegalArgumentException(
                    name + state.shape() + " takes " + state.size() + " values, not " + newValues.size());
        }
        for (int i = 0; i < state.size(); i++) {
            values.set(state.offset() + i, newValues.get(i));
        }
        for (Parameter other : states) {
            if (other.name().equals(name + FIRST_STEP)) {
                values.set(other.offset(), 0);
            }
        }
    }

    private Parameter find(String name) {
        return Parameter.find(model + " has no state ", Model.given("name", name), states);
    }

    public StreamState copy() {
        return new StreamState(model, states, values.copy());
    }

    /** Writes the states to a safetensors file, which is replaced when the new one is complete. */
    public void save(Path file) throws IOException {
        Safetensors.write(Model.given("file", file), List.of(new TensorGroup(states, values, true, false)));
    }

    /**
     * Reads what {@link #save} wrote, with the same bits.
     *
     * @throws WeightFileException if the file is malformed or has other states; nothing is changed then
     */
    public void load(Path file) throws IOException {
        Storage read = values.zeros();
        Safetensors.read(Model.given("file", file), List.of(new TensorGroup(states, read, true, false)));
        values.copyFrom(read);
    }

    /** The values of all states; not a copy. */
    public Storage values() {
        return values;
    }

    /**
     * The values, for a stream that has certain states in a certain precision.
     *
     * @throws IllegalArgumentException if there is no state, or these are others
     */
    public static <S extends Storage> S values(StreamState state, List<Parameter> ofStream, Class<S> precision) {
        return Model.given("state", state).values(ofStream, precision);
    }

    private <S extends Storage> S values(List<Parameter> ofStream, Class<S> precision) {
        // The first comparison spares the second, which may allocate an iterator.
        if (states != ofStream && !states.equals(ofStream)) {
            throw new IllegalArgumentException("this is the state of a stream of " + model + ", which has "
                    + describe(states) + ", not " + describe(ofStream));
        }
        if (!precision.isInstance(values)) {
            throw new IllegalArgumentException("this is the state of a stream of " + model + " in another precision");
        }
        return precision.cast(values);
    }

    /** As {@code state of a stream of Wave: a.h[8], a.c[8]}. */
    @Override
    public String toString() {
        return "state of a stream of " + model + ": " + describe(states);
    }

    private static String describe(List<Parameter> states) {
        return states.isEmpty()
                ? "no states"
                : String.join(
                        ", ", states.stream().map(s -> s.name() + s.shape()).toList());
    }
}
