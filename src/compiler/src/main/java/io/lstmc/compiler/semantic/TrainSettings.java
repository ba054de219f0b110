package io.lstmc.compiler.semantic;

import io.lstmc.compiler.syntax.Identifier;
import io.lstmc.compiler.syntax.Statement;
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
 * @param written the settings as they are written; where an overlay replaces one of the file, that of the overlay, which
 *     points into its own text
 */
public record TrainSettings(
        Invocation optimizer,
        Optional<Invocation> schedule,
        int epochs,
        int batch,
        boolean carry,
        Optional<Clip> clip,
        OptionalInt patience,
        double validation,
        int threads,
        long seed,
        List<Statement.Setting> written) {

    public TrainSettings {
        written = List.copyOf(written);
    }

    /** What a train block means that says nothing more than its optimizer. */
    public static final int DEFAULT_EPOCHS = 100;

    public static final int DEFAULT_BATCH = 32;
    public static final long DEFAULT_SEED = 42;

    /** How a setting is written, if it is. */
    public Optional<Statement.Setting> written(String key) {
        return written.stream().filter(s -> s.key().text().equals(key)).findFirst();
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
     * A use of an optimizer or a schedule.
     *
     * @param callee its name
     * @param options the value of every option, defaults included, in the order of the definition; the two positional
     *     parameters of a schedule are not among them
     */
    public record Invocation(Identifier callee, Map<String, Double> options) {
        public Invocation {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }
    }
}
