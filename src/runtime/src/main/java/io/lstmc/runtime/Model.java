package io.lstmc.runtime;

import io.lstmc.runtime.file.Safetensors;
import io.lstmc.runtime.file.WeightFileException;
import io.lstmc.runtime.generated.Derivatives;
import io.lstmc.runtime.generated.Workspace;
import io.lstmc.runtime.kernel.Kernels;
import io.lstmc.runtime.tensor.DoubleStorage;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A trainable model: named parameters in one flat storage, weight files and training. Generated classes extend it.
 *
 * <p>Parameters are shared between threads: any number may predict at the same time. Training and setting parameters
 * change them, so nothing else should run on the same object then.
 */
public abstract class Model {

    private final String name;
    private final List<Parameter> parameters;
    private final Storage values;
    private volatile long version;
    private final Training defaults;
    private final AtomicReference<Thread> trainer = new AtomicReference<>();

    /** Made when it is asked for: while the model is being made, nobody may see it. */
    private final AtomicReference<TrainingState> state = new AtomicReference<>();

    /**
     * Called by generated code.
     *
     * @param parameters in the order of {@code values}, which they cover without gaps
     * @throws IllegalStateException if a system property of the runtime has a value that it cannot have
     */
    protected Model(String name, List<Parameter> parameters, Storage values, Training defaults) {
        Kernels.check();
        this.name = Objects.requireNonNull(name);
        this.parameters = List.copyOf(parameters);
        this.values = Objects.requireNonNull(values);
        this.defaults = Objects.requireNonNull(defaults);
        int end = 0;
        Set<String> names = new HashSet<>();
        for (Parameter p : this.parameters) {
            if (p.offset() != end || !names.add(p.name())) {
                throw new IllegalArgumentException(p.name() + " does not follow its predecessor or is there twice");
            }
            end += p.size();
        }
        if (end != values.size()) {
            throw new IllegalArgumentException("parameters have " + end + " values, storage " + values.size());
        }
    }

    public final String name() {
        return name;
    }

    /** All parameters, in the order of the source, but those that the optimizer updates alike together. */
    public final List<Parameter> parameters() {
        return parameters;
    }

    /**
     * Shape and place of one parameter.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public final Parameter parameter(String name) {
        return Parameter.find(this.name + " has no parameter ", given("name", name), parameters);
    }

    /** The number of trainable values. */
    public final int parameterCount() {
        return values.size();
    }

    /** A copy of a parameter's values, row-major. */
    public final Storage get(String parameter) {
        Parameter p = parameter(parameter);
        return values.copy(p.offset(), p.size());
    }

    /**
     * Sets all values of a parameter, row-major.
     *
     * @throws IllegalArgumentException if their number is wrong or one is not finite; nothing is changed then
     */
    public final void set(String parameter, float... newValues) {
        set(parameter, new FloatStorage(given("values", newValues)));
    }

    /** As {@link #set(String, float...)}; the values are rounded to the model's precision. */
    public final void set(String parameter, double... newValues) {
        set(parameter, new DoubleStorage(given("values", newValues)));
    }

    /** As {@link #set(String, float...)}. */
    public final void set(String parameter, Storage newValues) {
        Parameter p = parameter(parameter);
        given("values", newValues);
        if (newValues.size() != p.size()) {
            throw new IllegalArgumentException(
                    parameter + p.shape() + " takes " + p.size() + " values, not " + newValues.size());
        }
        Storage rounded = values.copy(p.offset(), p.size());
        for (int i = 0; i < p.size(); i++) {
            rounded.set(i, newValues.get(i));
            if (!Double.isFinite(rounded.get(i))) {
                throw new IllegalArgumentException(parameter + " would become " + rounded.get(i) + " at index " + i);
            }
        }
        for (int i = 0; i < p.size(); i++) {
            values.set(p.offset() + i, rounded.get(i));
        }
        changed();
    }

    /**
     * Writes the weights as a safetensors file. An existing file is replaced when the new one is complete, and keeps its
     * permissions. While it is written, the new one lies beside it as {@code NAME.0123456789abcdef.part}; what a killed
     * process left of that kind is removed by the next {@code save} to the same file.
     */
    public final void save(Path file) throws IOException {
        Safetensors.write(given("file", file), parameters, values);
    }

    /**
     * Reads weights of either precision from a safetensors file. Training then begins as that of a new model does.
     *
     * @throws WeightFileException if the file is malformed or made for other shapes; nothing is changed then
     */
    public final void load(Path file) throws IOException {
        values.copyFrom(Safetensors.read(given("file", file), parameters, values));
        changed();
        TrainingState begun = state.get();
        if (begun != null) {
            begun.reset();
        }
    }

    /** An empty container for samples of this model. */
    public final Samples newSamples() {
        return new Samples(values instanceof DoubleStorage, columns());
    }

    /** A loss and derivatives of 0, to which others can be added. */
    public final Gradient newGradient() {
        return new Gradient(this);
    }

    /** The training settings of the source. */
    public final Training training() {
        return defaults;
    }

    /** Trains with the settings of the source, printing nothing. */
    public final TrainingReport train(Samples data) {
        return train(data, defaults, ProgressListener.none());
    }

    /** Trains with the settings of the source. */
    public final TrainingReport train(Samples data, ProgressListener listener) {
        return train(data, defaults, listener);
    }

    /** As {@link #train(Samples, Training, ProgressListener)}, printing nothing. */
    public final TrainingReport train(Samples data, Training config) {
        return train(data, config, ProgressListener.none());
    }

    /**
     * Trains from the present weights on. The last part of {@code data} is kept for validation if {@code config} says so.
     *
     * <p>Several calls are one longer training: the order of the samples, the random numbers and the optimizer's states go
     * on from call to call, so that with a constant schedule four calls of one epoch give the bits of one call of four. The
     * schedule, patience and the numbers of the reports begin with each call. The optimizer begins afresh where the weights
     * are not those after its last update: when patience has restored an earlier epoch, after an interruption, and after
     * an exception. After {@link #load} everything does; {@link #set(String, Storage)} changes nothing of it.
     *
     * @throws TrainingException if a loss or gradient is not finite; the weights are those after the last good epoch
     * @throws UnsupportedOperationException if the model has no parameters, or no loss or train block
     */
    public final TrainingReport train(Samples data, Training config, ProgressListener listener) {
        if (given("config", config).validation() == 0) {
            return train(data, newSamples(), config, listener);
        }
        check(data);
        Samples.Split parts = data.split(config.validation());
        return train(parts.earlier(), parts.later(), config, listener);
    }

    /** As {@link #train(Samples, Training, ProgressListener)} with samples for validation, which may be empty. */
    public final TrainingReport train(Samples data, Samples validation, Training config, ProgressListener listener) {
        check(data);
        given("config", config);
        return trainingState().train(data, validation, config, listener);
    }

    /**
     * Where the training of this model stands: always the same object. With it a run can be saved and continued, and an
     * application can make updates of its own.
     *
     * @throws UnsupportedOperationException if the model has no parameters, or no loss or train block
     */
    public final TrainingState trainingState() {
        if (values.size() == 0) {
            throw new UnsupportedOperationException(name + " has no parameters, so there is nothing to train");
        }
        optimizerStates();
        return state.updateAndGet(made -> made == null ? new TrainingState(this) : made);
    }

    /**
     * Reads what {@link TrainingState#save} wrote, weights and all. From there on training gives the bits that it would have
     * given without a pause, if the samples and the train block are the same.
     *
     * @return {@link #trainingState()}
     * @throws WeightFileException if the file is malformed, or of a model with other shapes, another precision or an
     *     optimizer with other states; nothing is changed then
     * @throws UnsupportedOperationException if the model has no parameters, or no loss or train block
     */
    public final TrainingState resume(Path file) throws IOException {
        TrainingState begun = trainingState();
        begun.load(given("file", file));
        return begun;
    }

    /**
     * The mean loss over the samples, without dropout. If the source says {@code carry}, each sample goes on from the states
     * in which the one before ended, unless it {@linkplain Samples#beginSequence begins a sequence}.
     */
    public final double evaluate(Samples data) {
        check(data);
        try (BlockRunner runner = new BlockRunner(this, 1)) {
            return runner.meanLoss(data, defaults.carry());
        }
    }

    static <T> T given(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is null");
        }
        return value;
    }

    /** Refuses samples that are none or of another model. */
    final void check(Samples data) {
        if (given("data", data).size() == 0) {
            throw new IllegalArgumentException(name + " needs at least one sample");
        }
        if (!data.columns().equals(columns()) || data.doubles() != (values instanceof DoubleStorage)) {
            throw new IllegalArgumentException("these samples were made for another model than " + name);
        }
    }

    /** As {@code Wave: 1234 float values in 16 parameters}. */
    @Override
    public String toString() {
        String type = values instanceof DoubleStorage ? "double" : "float";
        return name + ": " + values.size() + " " + type + " values in " + parameters.size() + " parameters";
    }

    // What follows is implemented or called by generated code.

    /** Counts the changes of the parameters, so that what was derived from them can be told to be old. */
    protected final long version() {
        return version;
    }

    /** To be called after every change of the parameters. */
    final void changed() {
        version++;
    }

    /** Makes sure that one thread at a time trains, and that a listener does not. */
    final void beginUse() {
        if (!trainer.compareAndSet(null, Thread.currentThread())) {
            throw new IllegalStateException(
                    name + (usedElsewhere() ? " is being trained by another thread" : " is being trained already"));
        }
    }

    final void endUse() {
        trainer.set(null);
    }

    /** Whether another thread trains. */
    final boolean usedElsewhere() {
        Thread now = trainer.get();
        return now != null && now != Thread.currentThread();
    }

    /** The parameters' values, laid out as {@link #parameters()} say. */
    protected final Storage values() {
        return values;
    }

    /** Makes the workspace's gradient if it has none yet, and clears it. */
    protected final void prepareGradient(Workspace w) {
        if (w.gradient == null) {
            w.gradient = new Derivatives(parameters, values.zeros());
        } else {
            w.gradient.clear();
        }
    }

    /** The inputs and targets that a sample consists of. */
    protected abstract List<Column> columns();

    protected abstract Workspace newWorkspace();

    /** Loads {@code w.rows} samples, {@code order[from]} and following, into the workspace. */
    protected abstract void fill(Workspace w, Samples s, int[] order, int from);

    /** Runs forward over the loaded rows; returns the sum of their losses. */
    protected abstract double forwardLoss(Workspace w);

    /** The states that training can carry from one batch to the next; none if the source does not say {@code carry}. */
    protected List<Parameter> carriedStates() {
        return List.of();
    }

    /** Lets a row of the workspace go on from {@code states}, {@code at} and following, or begin as the model says. */
    protected void begin(Workspace w, int row, Storage states, int at, boolean goesOn) {
        throw new UnsupportedOperationException(name + " carries no states");
    }

    /** Copies the {@link #carriedStates()} in which a row ended, after {@link #forwardLoss}. */
    protected void end(Workspace w, int row, Storage states, int at) {
        throw new UnsupportedOperationException(name + " carries no states");
    }

    /** Adds to {@code w.gradient} that of weight · (sum of the rows' losses), after {@link #forwardLoss}. */
    protected abstract void backward(Workspace w, double weight);

    /**
     * The names of the optimizer's states other than the parameters.
     *
     * @throws UnsupportedOperationException if the model has no train block or no loss
     */
    protected abstract List<String> optimizerStates();

    /** The {@link #optimizerStates()} in their initial condition, each laid out as the parameters. */
    protected abstract Storage[] newOptimizerStates();

    /**
     * One update of {@link #values()}.
     *
     * @param k counts the updates from 1
     * @param rate multiplies the optimizer's first option
     */
    protected abstract void update(Gradient gradient, Storage[] states, long k, double rate);

    /**
     * The schedule's factor for an epoch.
     *
     * @param epoch counts from 1
     */
    protected double rate(int epoch, int epochs) {
        return 1;
    }

    /** Draws the parameters from their initial distributions. */
    protected abstract void initialise(long seed);
}
