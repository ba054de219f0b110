package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Definition;
import java.util.List;

/**
 * A checked initialiser: a formula for each element of a tensor.
 *
 * @param definition its syntax
 * @param options in the order of the text
 * @param rows the number of rows of the tensor
 * @param columns the number of its columns
 * @param random whether it draws numbers, itself or by one that it calls
 * @param work expressions in it, those of called initialisers included each time
 * @param nesting expressions inside one another, those of called initialisers included
 */
public record TypedInitializer(
        Definition.Initializer definition,
        List<Declaration> options,
        Declaration rows,
        Declaration columns,
        Resolved value,
        boolean random,
        long work,
        int nesting) {}
