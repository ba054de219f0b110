package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import java.util.List;

/** Warns about params whose number of axes was a choice: an axis of 1 element that their use does not ask for. */
final class RankWarnings {

    private RankWarnings() {}

    static void warn(NameScope scope, DefinitionContext body) {
        for (Symbol symbol : scope.symbols()) {
            List<Size> sizes = symbol.value().shape().sizes();
            if (symbol.kind() == Symbol.Kind.PARAM
                    && !sizes.isEmpty()
                    && body.inference().isOneByChoice(sizes.get(0))) {
                Shape found = body.inference().resolve(symbol.value().shape()).orElseThrow();
                Shape fewer = new Shape(found.sizes().subList(1, found.rank()));
                String name = symbol.name().text();
                body.report(Diagnostic.of(
                                Code.MATRIX_OR_VECTOR,
                                symbol.name().span(),
                                name + " is taken for "
                                        + (found.rank() == 2 ? "a matrix of one row" : "a vector of one element")
                                        + ", where " + (found.rank() == 2 ? "a vector" : "a number")
                                        + " fits as well")
                        .withLabel("undeclared")
                        .withHint("declare `param " + name + found + "` or `param " + name + fewer + "`"));
            }
        }
    }
}
