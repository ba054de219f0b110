package io.lstmc.compiler.typed;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.typed.TypedCell.TypedParam;
import java.util.List;
import java.util.Optional;

/**
 * A checked model; all sizes are numbers.
 *
 * @param definition its syntax
 * @param times those that are declared, in order
 * @param params parameters of the model itself, not those of its layers
 * @param bindings layers and equations in an order in which every right side is already computed
 * @param outputs in the order of the text; at least one
 * @param loss an expression of scalar value for one sample
 * @param adjoints names of the values whose adjoints a pass gives, as {@code x} and {@code a.h}
 * @param train empty where neither the model nor the overlay has training settings
 */
public record TypedModel(
        Definition.Model definition,
        List<TypedTime> times,
        List<TypedVariable> inputs,
        List<TypedVariable> targets,
        List<TypedParam> params,
        List<Binding> bindings,
        List<Binding> outputs,
        Optional<Expression> loss,
        List<String> adjoints,
        Optional<TrainSettings> train,
        Optional<Unroll> unroll,
        Optional<Precision> precision) {

    /**
     * The axis of time.
     *
     * @param shorter whether sequences may have fewer steps
     */
    public record TypedTime(Identifier name, boolean shorter, int steps) {}

    /** An input or a target. */
    public record TypedVariable(Identifier name, Type type) {}

    /** A layer, an intermediate or an output. */
    public record Binding(Identifier name, Expression value, Type type) {}
}
