package io.lstmc.runtime;

import io.lstmc.runtime.TrainingReport.End;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** One run of minibatch training: shuffle, gradient, clip, update; validate; stop. */
final class Trainer {

    /** Names of the random streams under the seed. */
    private static final int SHUFFLE = 1;

    private static final int UPDATE = 2;

    private final Model model;
    private final Samples data;
    private final Samples validation;
    private final Training config;
    private final ProgressListener listener;
    private final Storage values;
    private final TrainingProgress progress;
    private final Storage[] states;
    private final Storage lastGood;
    private final int[] order;
    private final List<EpochReport> reports = new ArrayList<>();

    /** Updates in this call. */
    private long updates;

    Trainer(
            Model model,
            TrainingProgress progress,
            Samples data,
            Samples validation,
            Training config,
            ProgressListener listener) {
        this.model = model;
        this.data = data;
        this.validation = validation;
        this.config = config;
        this.listener = listener;
        this.values = model.values();
        this.progress = progress;
        this.states = progress.states(model);
        this.lastGood = values.copy();
        this.order = new int[data.size()];
    }

    TrainingReport run() {
        TrainingReport report;
        try (BlockRunner runner = new BlockRunner(model, config.threads())) {
            report = run(runner);
        } catch (RuntimeException | Error e) {
            restore(lastGood);
            throw e;
        }
        listener.onEnd(report);
        return report;
    }

    private TrainingReport run(BlockRunner runner) {
        boolean restoresBest = config.patience() > 0;
        Storage best = restoresBest ? values.copy() : null;
        double bestLoss = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        End end = End.COMPLETE;
        for (int epoch = 1; epoch <= config.epochs(); epoch++) {
            long start = System.nanoTime();
            double rate = model.rate(epoch, config.epochs());
            OptionalDouble trainingLoss = pass(runner, epoch, rate);
            if (trainingLoss.isEmpty()) {
                restore(lastGood);
                end = End.INTERRUPTED;
                break;
            }
            OptionalDouble validationLoss = validate(runner, epoch);
            double loss = validationLoss.orElse(trainingLoss.getAsDouble());
            if (restoresBest && validationLoss.isEmpty()) {
                // The loss of the training samples so far is that of other weights than those that would be kept.
                loss = finite(runner.meanLoss(data), "the loss after the epoch is", epoch);
            }
            lastGood.copyFrom(values);
            boolean better = loss < bestLoss;
            if (better) {
                bestLoss = loss;
                bestEpoch = epoch;
                if (restoresBest) {
                    best.copyFrom(values);
                }
            }
            double seconds = (System.nanoTime() - start) * 1e-9;
            EpochReport report = new EpochReport(
                    epoch, config.epochs(), trainingLoss.getAsDouble(), validationLoss, loss, rate, better, seconds);
            reports.add(report);
            listener.onEpoch(report);
            if (restoresBest && epoch - bestEpoch >= config.patience()) {
                end = End.OUT_OF_PATIENCE;
                break;
            }
        }
        if (restoresBest && bestEpoch != reports.size()) {
            restore(best);
        }
        return new TrainingReport(reports, bestEpoch, end);
    }

    /** Goes back to earlier weights, to which the optimizer's states do not belong. */
    private void restore(Storage earlier) {
        values.copyFrom(earlier);
        model.changed();
        progress.forgetOptimizer();
    }

    /** One pass over the samples in a new order; the mean loss, or nothing if the thread was interrupted. */
    private OptionalDouble pass(BlockRunner runner, int epoch, double rate) {
        progress.epochs++;
        Shuffle.fill(order, CounterRandom.key(config.seed(), SHUFFLE, progress.epochs));
        double sum = 0;
        for (int from = 0; from < order.length; from += config.batch()) {
            if (Thread.currentThread().isInterrupted()) {
                return OptionalDouble.empty();
            }
            int rows = Math.min(config.batch(), order.length - from);
            updates++;
            progress.updates++;
            progress.optimizerUpdates++;
            long seed = CounterRandom.key(config.seed(), UPDATE, progress.updates);
            BlockRunner.Result result = runner.gradient(data, order, from, rows, seed);
            check(result, epoch);
            sum += result.loss();
            clip(result.gradient());
            model.update(result.gradient(), states, progress.optimizerUpdates, rate);
            model.changed();
        }
        return OptionalDouble.of(sum / order.length);
    }

    private void clip(Storage gradient) {
        if (config.clipValue() < Double.POSITIVE_INFINITY) {
            gradient.clamp(config.clipValue());
        }
        if (config.clipNorm() < Double.POSITIVE_INFINITY) {
            double norm = Math.sqrt(gradient.sumOfSquares());
            if (norm > config.clipNorm()) {
                gradient.scale(config.clipNorm() / norm);
            }
        }
    }

    private OptionalDouble validate(BlockRunner runner, int epoch) {
        if (!Double.isFinite(values.sumOfSquares())) {
            throw diverged("parameter " + firstNotFinite(values) + " is", epoch);
        }
        if (validation.size() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(finite(runner.meanLoss(validation), "the validation loss is", epoch));
    }

    private double finite(double loss, String what, int epoch) {
        if (!Double.isFinite(loss)) {
            throw diverged(what, epoch);
        }
        return loss;
    }

    private void check(BlockRunner.Result result, int epoch) {
        if (!Double.isFinite(result.loss())) {
            throw diverged("the loss is", epoch);
        }
        if (!Double.isFinite(result.gradient().sumOfSquares())) {
            throw diverged("the gradient of " + firstNotFinite(result.gradient()) + " is", epoch);
        }
    }

    private TrainingException diverged(String what, int epoch) {
        return new TrainingException(
                model.name() + ": " + what + " not finite in epoch " + epoch + ", update " + updates
                        + "; the weights are back at the end of epoch " + (epoch - 1)
                        + ". A smaller learning rate or clipping may help.");
    }

    /** The parameter that has the first such element (or, in double, one whose square overflows). */
    private String firstNotFinite(Storage all) {
        for (Parameter p : model.parameters()) {
            for (int i = 0; i < p.size(); i++) {
                double x = all.get(p.offset() + i);
                if (!Double.isFinite(x * x)) {
                    return p.name();
                }
            }
        }
        return "all parameters together";
    }
}
