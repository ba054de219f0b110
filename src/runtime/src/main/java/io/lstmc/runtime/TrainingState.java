package io.lstmc.runtime;

import io.lstmc.runtime.math.CounterRandom;
import io.lstmc.runtime.tensor.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the training of a model stands: the states of its optimizer and the counts from which random numbers are drawn, and
 * of the present run its settings, epoch, place in the epoch, and what early stopping remembers. The parameters belong to it
 * too; they are those of the model.
 *
 * <p>{@code train} runs on it, and it can be saved at any update and continued elsewhere with the same bits:
 *
 * <pre>
 * TrainingState state = model.resume(file);
 * TrainingReport report = state.train(data, listener);
 * </pre>
 *
 * <p>Or an application makes the updates, and decides on epochs, batches and their order:
 *
 * <pre>
 * TrainingState state = model.trainingState();
 * double loss = state.step(batch);
 * state.save(file);
 * </pre>
 *
 * <p>One thread at a time; only {@link #stop} may come from any.
 */
public final class TrainingState {

    /** Names of the random streams under the seed. */
    static final int SHUFFLE = 1;

    private static final int UPDATE = 2;

    private final Model model;
    private TrainingProgress progress;
    private volatile boolean stops;

    /** Room for single steps; null until there is one. */
    private BlockRunner runner;

    TrainingState(Model model) {
        this.model = model;
        reset();
    }

    // The run.

    /** The settings of the present run; before the first one those of the source. */
    public Training settings() {
        return progress.settings;
    }

    /**
     * Begins a run: the schedule, patience and the count of its epochs. Random numbers and the optimizer go on.
     *
     * @return this
     */
    public TrainingState begin(Training settings) {
        checkCarry(Model.given("settings", settings));
        exclusively(() -> {
            progress.beginRun(settings);
            return null;
        });
        return this;
    }

    /**
     * Has the rest of the present run use other settings, such as more threads or epochs.
     *
     * @return this
     * @throws IllegalArgumentException if there are to be fewer epochs than are complete, or patience in a run that began
     *     without, or in the middle of an epoch another batch where states are carried
     */
    public TrainingState change(Training settings) {
        checkCarry(Model.given("settings", settings));
        int complete = epoch();
        if (settings.epochs() < complete) {
            throw new IllegalArgumentException(
                    "epochs is " + settings.epochs() + " but " + complete + " are complete already");
        }
        if (complete > 0 && settings.patience() > 0 && progress.best == null) {
            throw new IllegalArgumentException("patience has to begin with a run; see begin(settings)");
        }
        Training present = progress.settings;
        boolean same = settings.carry() == present.carry() && (settings.batch() == present.batch() || !present.carry());
        if (position() > 0 && !same) {
            throw new IllegalArgumentException(model.name()
                    + " is in the middle of an epoch, in which carry and the batch of what is carried stay");
        }
        return exclusively(() -> {
            progress.settings = settings;
            if (position() == 0) {
                progress.lanes = null;
            }
            return this;
        });
    }

    /** How many epochs of the present run are complete. */
    public int epoch() {
        return progress.reports.size();
    }

    /** How many samples of the epoch at hand are done; 0 between two epochs. */
    public int position() {
        return progress.position;
    }

    /** How many updates the optimizer has made since its states were fresh, in this run and those before. */
    public long updates() {
        return progress.updates;
    }

    /** Goes on with the present run, printing nothing. */
    public TrainingReport train(Samples data) {
        return train(data, ProgressListener.none());
    }

    /**
     * Goes on with the present run up to its end. The last part of {@code data} is kept for validation if the settings say
     * so. When it is stopped or the thread is interrupted, the weights stay those of the last update, and another call goes
     * on from there. Nothing is done if the run is over.
     *
     * @return a report of the whole run
     * @throws TrainingException if a loss or gradient is not finite; the weights are those with which the epoch began
     * @throws IllegalArgumentException if in the middle of an epoch there are more or fewer samples than at its beginning, or
     *     no more of them than in a batch where states are carried
     */
    public TrainingReport train(Samples data, ProgressListener listener) {
        if (settings().validation() == 0) {
            return train(data, model.newSamples(), listener);
        }
        model.check(data);
        Samples.Split parts = data.split(settings().validation());
        return train(parts.earlier(), parts.later(), listener);
    }

    /** As {@link #train(Samples, ProgressListener)} with samples for validation, which may be empty. */
    public TrainingReport train(Samples data, Samples validation, ProgressListener listener) {
        check(data, validation, settings(), listener);
        if (progress.samples > 0 && progress.samples != data.size()) {
            throw new IllegalArgumentException(model.name() + " is in the middle of an epoch of " + progress.samples
                    + " samples, after " + progress.position + " of them; these are " + data.size());
        }
        return exclusively(() -> run(data, validation, listener, true));
    }

    /** A run from its beginning, for which an interruption is the end. */
    TrainingReport train(Samples data, Samples validation, Training settings, ProgressListener listener) {
        checkCarry(settings);
        check(data, validation, settings, listener);
        return exclusively(() -> {
            progress.beginRun(settings);
            return run(data, validation, listener, false);
        });
    }

    private void check(Samples data, Samples validation, Training settings, ProgressListener listener) {
        model.check(data);
        if (settings.carry() && data.size() <= settings.batch()) {
            throw new IllegalArgumentException(model.name() + " carries states from one batch to the next, and "
                    + data.size() + (data.size() == 1 ? " sample makes" : " samples make") + " only one of "
                    + settings.batch() + "; take a smaller batch or shorter samples");
        }
        Model.given("listener", listener);
        if (Model.given("validation", validation).size() > 0) {
            model.check(validation);
        }
    }

    private void checkCarry(Training settings) {
        if (settings.carry() && model.carriedStates().isEmpty()) {
            throw new IllegalArgumentException(
                    model.name() + " is compiled without carry; write carry into its train block");
        }
    }

    private TrainingReport run(Samples data, Samples validation, ProgressListener listener, boolean keepsPlace) {
        stops = false;
        return new Trainer(this, data, validation, listener).run(keepsPlace);
    }

    /**
     * Asks {@code train} to return after the update at hand. Where it was is kept, so that another {@code train} of this
     * state goes on from there.
     */
    public void stop() {
        stops = true;
    }

    // Single updates.

    /**
     * One update with all samples of {@code batch}, whatever the settings say of batches: {@link #gradient} and {@link
     * #update(Gradient)}. Each sample begins by itself, also where training carries states.
     *
     * @return the mean loss of the samples, as it was before the update
     * @throws TrainingException if the loss or its gradient is not finite; the weights are as before
     */
    public double step(Samples batch) {
        return step(batch, 1);
    }

    /**
     * The same with another learning rate.
     *
     * @param rate multiplies the learning rate of the source, as its schedule does in {@code train}; see {@link #rate}
     * @throws IllegalArgumentException if {@code rate} is not finite
     */
    public double step(Samples batch, double rate) {
        model.check(batch);
        checkRate(rate);
        return exclusively(() -> {
            BlockRunner.Result result = compute(batch);
            update(result.loss(), result.gradient(), rate);
            return result.loss() / batch.size();
        });
    }

    /**
     * The mean loss of samples as in training, with dropout, and its gradient. Nothing is updated, but each call draws
     * random numbers of its own.
     */
    public Gradient gradient(Samples batch) {
        model.check(batch);
        return exclusively(() -> {
            BlockRunner.Result result = compute(batch);
            return result.gradient().copy(result.loss() / batch.size());
        });
    }

    /** Has the optimizer make one update from a gradient, which is clipped as the settings say, but not changed. */
    public void update(Gradient gradient) {
        update(gradient, 1);
    }

    /**
     * The same with another learning rate.
     *
     * @param rate multiplies the learning rate of the source
     * @throws IllegalArgumentException if the gradient is one of other parameters, or {@code rate} is not finite
     * @throws TrainingException if it is not finite; the weights are as before
     */
    public void update(Gradient gradient, double rate) {
        checkRate(rate);
        if (!Model.given("gradient", gradient).fits(model)) {
            throw new IllegalArgumentException("this is no gradient of " + model.name() + ": the parameters differ");
        }
        exclusively(() -> {
            boolean clips = Gradient.clips(settings());
            update(gradient.loss(), clips ? gradient.copy(gradient.loss()) : gradient, rate);
            return null;
        });
    }

    private static void checkRate(double rate) {
        if (!Double.isFinite(rate)) {
            throw new IllegalArgumentException("rate is " + rate + " but must be a finite number");
        }
    }

    private void update(double loss, Gradient gradient, double rate) {
        problem(loss, gradient).ifPresent(what -> {
            throw new TrainingException(model.name() + ": " + what + " not finite, after " + updates()
                    + " updates; the weights are as before. A smaller learning rate or clipping may help.");
        });
        gradient.clip(settings());
        apply(gradient, rate);
    }

    /**
     * What the schedule of the source multiplies the learning rate by; 1 if there is none.
     *
     * @param epoch counts from 1 to the epochs of the settings
     * @throws IllegalArgumentException if there is no such epoch
     */
    public double rate(int epoch) {
        if (epoch < 1 || epoch > settings().epochs()) {
            throw new IllegalArgumentException("epoch is " + epoch + " but must be between 1 and "
                    + settings().epochs());
        }
        return model.rate(epoch, settings().epochs());
    }

    // Files.

    /**
     * Writes the state with the weights to a file, from which {@link Model#resume} goes on; also from a listener, in the
     * middle of an epoch. As {@link Model#save} it replaces a file when the new one is complete. The samples do not go into
     * the file, nor do the equations and the options of the optimizer.
     *
     * @throws IllegalStateException if another thread trains, or a weight is not finite; nothing is written then
     */
    public void save(Path file) throws IOException {
        Model.given("file", file);
        if (model.usedElsewhere()) {
            throw new IllegalStateException(model.name() + " is being trained by another thread; save in a listener");
        }
        StateFile.write(file, model, progress);
    }

    void load(Path file) throws IOException {
        model.beginUse();
        try {
            StateFile.Content content = StateFile.read(file, model);
            model.values().copyFrom(content.values());
            model.changed();
            progress = content.progress();
        } finally {
            model.endUse();
        }
    }

    /** As {@code training of Wave: epoch 3 of 40, 16 samples into it, 97 updates}. */
    @Override
    public String toString() {
        return "training of " + model.name() + ": " + epoch() + " of "
                + settings().epochs() + " epochs"
                + (position() == 0 ? "" : " and " + position() + " of " + progress.samples + " samples") + ", "
                + updates() + " updates";
    }

    // For the trainer.

    Model model() {
        return model;
    }

    TrainingProgress progress() {
        return progress;
    }

    boolean stops() {
        return stops;
    }

    /** Begins all anew. */
    void reset() {
        progress = new TrainingProgress(model.training());
    }

    /** The gradient of the next batch. */
    BlockRunner.Result gradient(BlockRunner with, Samples samples, int[] order, int from, int rows, Lanes lanes) {
        progress.batches++;
        long seed = CounterRandom.key(settings().seed(), UPDATE, progress.batches);
        return with.gradient(samples, order, from, rows, seed, lanes);
    }

    /** What is not finite, if anything is. */
    static Optional<String> problem(double loss, Gradient gradient) {
        if (!Double.isFinite(loss)) {
            return Optional.of("the loss is");
        }
        return gradient.notFinite().map(name -> "the gradient of " + name + " is");
    }

    void apply(Gradient gradient, double rate) {
        Storage[] states = progress.optimizer(model);
        progress.updates++;
        model.update(gradient, states, progress.updates, rate);
        model.changed();
    }

    private BlockRunner.Result compute(Samples batch) {
        if (runner == null || runner.threads() != settings().threads()) {
            runner = new BlockRunner(model, settings().threads());
        }
        int[] order = new int[batch.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return gradient(runner, batch, order, 0, order.length, null);
    }

    private interface Work<T> {
        T run();
    }

    private <T> T exclusively(Work<T> work) {
        model.beginUse();
        try {
            return work.run();
        } finally {
            model.endUse();
        }
    }
}
