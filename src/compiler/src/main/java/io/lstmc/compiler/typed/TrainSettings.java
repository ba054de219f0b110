package io.lstmc.compiler.typed;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a model is trained.
 *
 * @param optimizer which optimizer with which options
 * @param schedule the function of (epoch from 0, epochs) that multiplies the optimizer's first option
 * @param epochs passes over the data, at least 1
 * @param batch samples of one update, at least 1
 * @param carry whether each batch begins with the states in which the one before ended
 * @param clip the bound of the gradient, if any
 * @param patience epochs without improvement after which training stops
 * @param validation share of the samples that is held back, 0 up to but without 1
 * @param threads threads that train, at least 1
 * @param seed of every random draw
 * @param frozen params that stay as they are, beside those that are declared so
 * @param exceptions params with other options of the optimizer; of two for one param the later one counts
 * @param own whether settings are meant for this model, not for all
 * @param written the settings as they are written; where an overlay replaces one of the file, that of the overlay, which
 *     points into its own text
 */
public record TrainSettings(
        Optimizer optimizer,
        Optional<Schedule> schedule,
        int epochs,
        int batch,
        boolean carry,
        Optional<Clip> clip,
        OptionalInt patience,
        double validation,
        int threads,
        long seed,
        List<Selection> frozen,
        List<Except> exceptions,
        boolean own,
        List<Statement.Setting> written) {

    public TrainSettings {
        frozen = List.copyOf(frozen);
        exceptions = List.copyOf(exceptions);
        written = List.copyOf(written);
    }

    /** What a train block means that says nothing more than its optimizer. */
    public static final int DEFAULT_EPOCHS = 100;

    public static final int DEFAULT_BATCH = 32;
    public static final long DEFAULT_SEED = 42;

    /** Where a setting is written, if it is. */
    public Optional<Span> place(String key) {
        return written.stream()
                .map(Statement.Setting::key)
                .filter(k -> k.text().equals(key))
                .map(Identifier::span)
                .findFirst();
    }

    /** What a bound of the gradient is applied to. */
    public enum ClipKind {
        /** All gradients are scaled together so that their common Euclidean norm stays below the bound. */
        NORM,
        /** Each element is kept between minus and plus the bound. */
        VALUE
    }

    /** A bound of the gradient; the bound is positive. */
    public record Clip(ClipKind kind, double bound) {}

    /**
     * Params with other options of the optimizer.
     *
     * @param options the value of every option for them
     */
    public record Except(List<Selection> params, Map<String, Double> options) {
        public Except {
            params = List.copyOf(params);
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }

        boolean has(String param) {
            return params.stream().anyMatch(s -> s.has(param));
        }
    }

    /** That a model has parameters, and training settings of its own, but nothing to train. */
    public static Diagnostic allFrozen(String model, Span at) {
        return Diagnostic.of(
                        Code.TRAIN_WITHOUT_PARAMETERS,
                        at,
                        "all parameters of " + model + " are frozen, so there is nothing to train")
                .withHint("leave one to be trained, or remove the settings");
    }

    /** All params in brackets. */
    public List<Selection> selections() {
        List<Selection> all = new ArrayList<>(frozen);
        exceptions.forEach(e -> all.addAll(e.params()));
        return all;
    }

    /** Whether a param, by its name in the model, stays as it is. */
    public boolean isFrozen(String param) {
        return frozen.stream().anyMatch(s -> s.has(param));
    }

    /** The options of the optimizer for a param, by its name in the model. */
    public Map<String, Double> options(String param) {
        Map<String, Double> options = optimizer.options();
        for (Except each : exceptions) {
            options = each.has(param) ? each.options() : options;
        }
        return options;
    }

    /**
     * A use of an optimizer.
     *
     * @param options the value of every option, defaults included, in the order of the definition
     */
    public record Optimizer(TypedOptimizer definition, Map<String, Double> options) {
        public Optimizer {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }
    }

    /**
     * A function that multiplies the optimizer's first option.
     *
     * @param options the value of every option of it, defaults included
     * @param epoch the number of the epoch, from 0
     * @param epochs how many there are
     * @param factor in which both are free
     */
    public record Schedule(Map<String, Double> options, Declaration epoch, Declaration epochs, Resolved factor) {
        public Schedule {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }
    }
}
