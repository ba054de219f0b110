package io.lstmc.compiler.typed;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.typed.TypedCell.TypedParam;
import java.util.List;
import java.util.Optional;

/**
 * A checked model; all sizes are numbers.
 *
 * @param definition its syntax
 * @param statement the text that makes it of a model with options, if there is one
 * @param times those that are declared, in order
 * @param params parameters of the model itself, not those of its layers
 * @param bindings layers and equations in an order in which every right side is already computed
 * @param outputs in the order of the text; at least one
 * @param loss an expression of scalar value for one sample
 * @param cells those that it calls, but for its loss, in the order of the text
 * @param adjoints the values whose adjoints a pass gives
 * @param train empty where neither the model nor the overlay has training settings
 */
public record TypedModel(
        Definition.Model definition,
        Optional<String> statement,
        List<TypedTime> times,
        List<TypedVariable> inputs,
        List<TypedVariable> targets,
        List<TypedParam> params,
        List<Binding> bindings,
        List<Binding> outputs,
        Optional<Resolved> loss,
        List<TypedCell> cells,
        List<TypedAdjoint> adjoints,
        Optional<TrainSettings> train,
        Optional<Unroll> unroll,
        Optional<Precision> precision) {

    public String name() {
        return definition.name().text();
    }

    /** Where its name stands. */
    public Span place() {
        return definition.name().span();
    }

    /** The lines of {@code ///} before it. */
    public Optional<String> documentation() {
        return definition.documentation();
    }

    /**
     * The axis of time.
     *
     * @param shorter whether sequences may have fewer steps
     */
    public record TypedTime(String name, boolean shorter, int steps) {}

    /** An input or a target. */
    public record TypedVariable(Declaration declaration, Type type) {}

    /**
     * A layer, an intermediate or an output.
     *
     * @param declaration of an output the name that the class has for it
     */
    public record Binding(Declaration declaration, Resolved value) {}

    /**
     * A value whose adjoint is asked for.
     *
     * @param path of a layer the output that is meant, {@code h} or {@code inner.h}; empty for the value itself
     */
    public record TypedAdjoint(Declaration declaration, String path) {

        /** As the text and the class call it: {@code a.h}. */
        public String name() {
            return path.isEmpty() ? declaration.name() : declaration.name() + "." + path;
        }
    }
}
