package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.Dependence;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Definitions;
import io.lstmc.compiler.typed.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands behind a point: an output or a param of a layer. */
final class MemberRules {

    private final ExpressionChecker checker;
    private final DefinitionContext body;

    MemberRules(ExpressionChecker checker) {
        this.checker = checker;
        this.body = checker.body;
    }

    OpenType member(Expression.Member e) {
        Symbol owner = checker.scope.find(e.owner().text());
        if (owner == null) {
            reportNoOwner(e);
            return OpenType.POISON;
        }
        owner.use();
        if (owner.value().isPoison()) {
            return OpenType.POISON;
        }
        OpenType member = owner.value().members().get(e.name().text());
        return member != null ? member : param(e, owner);
    }

    private void reportNoOwner(Expression.Member e) {
        String name = e.owner().text();
        Optional<Definition> definition = body.context().definitions().find(e.owner());
        if (definition.isPresent()) {
            boolean cell = definition.get() instanceof Definition.Cell;
            checker.report(Diagnostic.of(Code.UNKNOWN_NAME, e.owner().span(), name + " is not a value")
                    .withLabel(Definitions.kind(definition.get()))
                    .withHint(
                            cell
                                    ? "outputs and params are read of a layer: with layer a = " + name + "(…) it is a."
                                            + e.name().text()
                                    : "only layers have outputs and params, as in a.W with layer a = …"));
            return;
        }
        List<String> layers = checker.scope.symbols().stream()
                .filter(s -> s.kind() == Symbol.Kind.LAYER)
                .map(s -> s.name().text())
                .toList();
        checker.report(Diagnostic.of(Code.UNKNOWN_NAME, e.owner().span(), "unknown name " + name)
                .withHint(Suggestion.hint(name, layers, "outputs are written layer.output")));
    }

    /** A param of a layer; reports what the layer has where it is none. */
    private OpenType param(Expression.Member e, Symbol owner) {
        LayerMembers params = new LayerMembers(body.context());
        Optional<Shape> shape = owner.written()
                .flatMap(at -> params.shape(body.uses(), at, e.name().text()));
        if (shape.isPresent()) {
            return OpenType.of(body.inference().known(shape.get())).with(Dependence.TRAINED);
        }
        List<String> outputs = List.copyOf(owner.value().members().keySet());
        Diagnostic d = Diagnostic.of(
                Code.NO_SUCH_OUTPUT,
                e.name().span(),
                e.owner().text() + " has no output or param " + e.name().text());
        if (outputs.isEmpty()) {
            String otherwise = "only a name that stands for the call of a cell has outputs and params";
            checker.report(d.withLabel(e.owner().text() + " is " + owner.kind().text() + ", not the call of a cell")
                    .withHint(transposed(e).orElse(Suggestion.hint(e.name().text(), List.of(), otherwise))));
            return OpenType.POISON;
        }
        List<String> all = new ArrayList<>(outputs);
        all.addAll(params.names(body.uses(), owner.written().orElseThrow()));
        params.inside(body.uses(), owner.written().orElseThrow())
                .forEach((layer, names) -> names.forEach(name -> all.add(layer + "." + name)));
        List<String> others = all.subList(outputs.size(), all.size());
        checker.report(d.withLabel("its outputs are " + String.join(", ", outputs)
                        + (others.isEmpty() ? "" : ", its params " + String.join(", ", others)))
                .withHint(Suggestion.hint(e.name().text(), all, hint(e, owner))));
        return OpenType.POISON;
    }

    /** The matrix that is written {@code W.T} elsewhere. */
    private static Optional<String> transposed(Expression.Member e) {
        String path = FileContext.excerpt(e.span());
        return path.endsWith(".T")
                ? Optional.of(
                        "the transposed matrix is written transpose(" + path.substring(0, path.length() - 2) + ")")
                : Optional.empty();
    }

    private String hint(Expression.Member e, Symbol owner) {
        String name = e.name().text();
        if (name.contains(".")) {
            return transposed(e)
                    .orElse("a layer inside has params to name where its call is an equation of its own in the cell");
        }
        boolean library = body.uses().stream()
                .filter(use -> owner.written().filter(at -> use.span() == at).isPresent())
                .anyMatch(use -> body.context().isLibrary(use.callee().span()));
        return library
                ? "write one of these, by the name that it has in the equations of the cell"
                : "add " + name + " to the outputs of the cell";
    }
}
