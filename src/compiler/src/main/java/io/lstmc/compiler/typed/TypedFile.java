package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked file. Lowering starts from its models and follows calls with {@code definitions().find(call.callee())} and
 * the lookups below; a definition that has an error is missing from them.
 *
 * @param file its syntax
 * @param definitions what each name means
 * @param typed the typed form by definition: the user's and those of the library that are reached from there; compared
 *     by identity
 */
public record TypedFile(SourceFile file, Definitions definitions, List<TypedModel> models, Typed typed) {

    /** Typed definitions by their syntax. */
    public record Typed(
            Map<Definition, TypedCell> cells,
            Map<Definition, TypedFunction> functions,
            Map<Definition, TypedInitializer> initializers,
            Map<Definition, TypedOptimizer> optimizers) {}

    public Optional<TypedCell> cell(Definition.Cell definition) {
        return Optional.ofNullable(typed.cells().get(definition));
    }

    public Optional<TypedFunction> function(Definition.Function definition) {
        return Optional.ofNullable(typed.functions().get(definition));
    }

    public Optional<TypedInitializer> initializer(Definition.Initializer definition) {
        return Optional.ofNullable(typed.initializers().get(definition));
    }

    public Optional<TypedOptimizer> optimizer(Definition.Optimizer definition) {
        return Optional.ofNullable(typed.optimizers().get(definition));
    }
}
