package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Definition.ParameterKind;

/**
 * What an option is that is a definition.
 *
 * @param definition null of a built-in function
 */
record DefinitionArgument(String name, Definition definition) {

    boolean is(ParameterKind kind) {
        return switch (kind) {
            case CELL -> definition instanceof Definition.Cell;
            case INITIALIZER -> definition instanceof Definition.Initializer;
            case FUNCTION ->
                definition == null
                        ? BuiltIn.named(name).orElseThrow().kind() != BuiltIn.Kind.INITIAL
                        : definition instanceof Definition.Function;
            case NUMBER -> false;
        };
    }
}
