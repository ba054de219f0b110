package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Definition;

/**
 * A checked initialiser.
 *
 * @param random whether it draws numbers, itself or by one that it calls
 * @param work expressions in it, those of called initialisers included each time
 * @param nesting expressions inside one another, those of called initialisers included
 */
public record TypedInitializer(Definition.Initializer definition, boolean random, long work, int nesting) {}
