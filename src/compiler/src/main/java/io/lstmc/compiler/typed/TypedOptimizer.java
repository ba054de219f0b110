package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import java.util.List;

/**
 * A checked optimizer. Everything in it is elementwise: each state has the shape of the parameter.
 *
 * @param definition its syntax; the first of {@code definition.parameters()} is what a schedule multiplies
 * @param gradient the name of its one input
 * @param parameter the state that is the parameter: the one without initialiser
 * @param states the other states
 * @param equations in an order in which every right side is already computed
 */
public record TypedOptimizer(
        Definition.Optimizer definition,
        Identifier gradient,
        Identifier parameter,
        List<Slot> states,
        List<Statement.Equation> equations) {

    /** A state beside the parameter and where it starts. */
    public record Slot(Identifier name, Expression initializer) {}
}
