package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Statement;
import java.util.List;

/**
 * A checked function; its shapes depend on each call.
 *
 * @param equations its intermediates in an order in which every right side is already computed
 */
public record TypedFunction(Definition.Function definition, List<Statement.Equation> equations) {}
