package io.lstmc.compiler.semantic;

import io.lstmc.compiler.syntax.Definition;

/**
 * A checked initialiser.
 *
 * @param random whether it draws numbers, itself or by one that it calls
 */
public record TypedInitializer(Definition.Initializer definition, boolean random) {}
