package io.lstmc.runtime;

import io.lstmc.runtime.TrainingReport.End;
import io.lstmc.runtime.math.CounterRandom;
import io.lstmc.runtime.math.Shuffle;
import io.lstmc.runtime.tensor.Storage;
import java.util.Optional;
import java.util.OptionalDouble;

/** A run of minibatch training, from where its state stands: shuffle, gradient, clip, update; validate; stop. */
final class Trainer {

    private final Model model;
    private final TrainingState state;
    private final TrainingProgress progress;
    private final Samples data;
    private final Samples validation;
    private final ProgressListener listener;
    private final int[] order;
    private BlockRunner runner;

    Trainer(TrainingState state, Samples data, Samples validation, ProgressListener listener) {
        this.model = state.model();
        this.state = state;
        this.progress = state.progress();
        this.data = data;
        this.validation = validation;
        this.listener = listener;
        this.order = new int[data.size()];
    }

    /**
     * Runs to the end, or to where it is stopped.
     *
     * @param keepsPlace whether the run can go on after an interruption; otherwise the weights are then those after the last
     *     whole epoch, or with patience of the best one
     */
    TrainingReport run(boolean keepsPlace) {
        TrainingReport report;
        try (BlockRunner own = new BlockRunner(model, progress.settings.threads())) {
            runner = own;
            End end = toTheEnd();
            boolean over = end != End.STOPPED && (end != End.INTERRUPTED || !keepsPlace);
            if (over && end == End.INTERRUPTED) {
                giveUpEpoch();
            }
            if (over && progress.best != null && progress.bestEpoch() != progress.reports.size()) {
                restore(progress.best);
            }
            report = new TrainingReport(progress.reports, progress.bestEpoch(), end);
            if (over) {
                progress.best = null;
            }
            if (over && end == End.INTERRUPTED) {
                progress.beginRun(progress.settings);
            }
        } catch (RuntimeException | Error e) {
            giveUpEpoch();
            throw e;
        }
        listener.onEnd(report);
        return report;
    }

    private End toTheEnd() {
        Optional<End> end = progress.end();
        while (end.isEmpty()) {
            end = epoch();
        }
        return end.get();
    }

    /** The rest of the epoch at hand; why the run ends, if it does. */
    private Optional<End> epoch() {
        long start = System.nanoTime();
        int epoch = progress.reports.size() + 1;
        Training settings = progress.settings;
        double rate = model.rate(epoch, settings.epochs());
        Optional<End> end = updates(epoch, rate);
        if (end.isPresent()) {
            return end;
        }
        double trainingLoss = progress.lossSum / order.length;
        OptionalDouble validationLoss = validate(epoch);
        double loss = validationLoss.orElse(trainingLoss);
        if (settings.patience() > 0 && validationLoss.isEmpty()) {
            // The loss of the training samples so far is that of other weights than those that would be kept.
            loss = finite(runner.meanLoss(data, settings.carry()), "the loss after the epoch is", epoch);
        }
        boolean better = loss < progress.bestLoss();
        if (better && settings.patience() > 0) {
            progress.best = model.values().copy();
        }
        progress.endEpoch();
        progress.epochs++;
        double seconds = (System.nanoTime() - start) * 1e-9;
        EpochReport report =
                new EpochReport(epoch, settings.epochs(), trainingLoss, validationLoss, loss, rate, better, seconds);
        progress.reports.add(report);
        listener.onEpoch(report);
        end = progress.end();
        return end.isEmpty() && state.stops() ? Optional.of(End.STOPPED) : end;
    }

    /**
     * The updates of the epoch at hand that are still to be made, in an order that depends on seed and epoch alone, or where
     * states are carried on the number of samples.
     */
    private Optional<End> updates(int epoch, double rate) {
        if (progress.samples == 0) {
            progress.samples = order.length;
            progress.epochStart = model.values().copy();
        }
        Training settings = progress.settings;
        if (settings.carry()) {
            if (progress.lanes == null) {
                progress.lanes = new Lanes(model, settings.batch());
            }
            progress.lanes.fill(order);
        } else {
            Shuffle.fill(order, CounterRandom.key(settings.seed(), TrainingState.SHUFFLE, progress.epochs + 1));
        }
        while (progress.position < order.length) {
            if (Thread.currentThread().isInterrupted()) {
                return Optional.of(End.INTERRUPTED);
            }
            int rows = Math.min(settings.batch(), order.length - progress.position);
            BlockRunner.Result result = state.gradient(runner, data, order, progress.position, rows, progress.lanes);
            TrainingState.problem(result.loss(), result.gradient()).ifPresent(what -> {
                throw diverged(what, epoch);
            });
            result.gradient().clip(settings);
            state.apply(result.gradient(), rate);
            progress.lossSum += result.loss();
            progress.position += rows;
            listener.onUpdate(state);
            if (state.stops()) {
                return Optional.of(End.STOPPED);
            }
        }
        return Optional.empty();
    }

    /** Goes back to the weights before the epoch at hand, to which the optimizer's states do not belong. */
    private void giveUpEpoch() {
        if (progress.epochStart != null) {
            restore(progress.epochStart);
            progress.endEpoch();
            progress.epochs++;
        }
        progress.forgetOptimizer();
    }

    private void restore(Storage earlier) {
        model.values().copyFrom(earlier);
        model.changed();
        progress.forgetOptimizer();
    }

    private OptionalDouble validate(int epoch) {
        Gradient.notFinite(model.parameters(), model.values()).ifPresent(name -> {
            throw diverged("parameter " + name + " is", epoch);
        });
        if (validation.size() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                finite(runner.meanLoss(validation, progress.settings.carry()), "the validation loss is", epoch));
    }

    private double finite(double loss, String what, int epoch) {
        if (!Double.isFinite(loss)) {
            throw diverged(what, epoch);
        }
        return loss;
    }

    private TrainingException diverged(String what, int epoch) {
        return new TrainingException(model.name() + ": " + what + " not finite in epoch " + epoch + ", update "
                + progress.batches + "; the weights are back at the end of epoch " + (epoch - 1)
                + ". A smaller learning rate or clipping may help.");
    }
}
