package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.typed.TypedCell.Equation;
import java.util.List;

/**
 * A checked optimizer. Everything in it is elementwise: each state has the shape of the parameter.
 *
 * @param definition its syntax
 * @param options in the order of the text; the first is what a schedule multiplies
 * @param gradient its one input
 * @param count the number of the update
 * @param parameter the state that is the parameter: the one without initialiser
 * @param states the other states
 * @param equations in an order in which every right side is already computed
 */
public record TypedOptimizer(
        Definition.Optimizer definition,
        List<Declaration> options,
        Declaration gradient,
        Declaration count,
        Declaration parameter,
        List<Slot> states,
        List<Equation> equations) {

    /** A state beside the parameter and where it starts. */
    public record Slot(Declaration declaration, Resolved initializer) {}
}
