package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.SourceFile;
import java.util.List;
import java.util.Map;

/**
 * A checked file. Its models hold all that they call; a definition that has an error is missing.
 *
 * @param file its syntax
 * @param typed all definitions that were checked: the user's, and those of the library that may be reached from there
 */
public record TypedFile(SourceFile file, List<TypedModel> models, Typed typed) {

    /** Typed definitions by their syntax, compared by identity. */
    public record Typed(
            Map<Definition, TypedCell> cells,
            Map<Definition, TypedFunction> functions,
            Map<Definition, TypedInitializer> initializers,
            Map<Definition, TypedOptimizer> optimizers) {}

    /** The package of its classes, empty for the unnamed one. */
    public String packageName() {
        return file.packageName().map(Identifier::text).orElse("");
    }
}
