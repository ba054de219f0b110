package io.lstmc.compiler.semantic.warning;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.TypedCell;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Warns about states that only their own updates read, or those of other such states: no output changes with them, and they are
 * seen in the state of a stream alone.
 */
public final class UnreadStates {

    private UnreadStates() {}

    public static void warn(DefinitionContext body, NameScope scope, TypedCell cell) {
        Map<Declaration, Resolved> equations = new HashMap<>();
        cell.equations().forEach(e -> equations.put(e.declaration(), e.value()));
        Set<Declaration> read = NamesRead.by(
                cell.outputs().stream().map(TypedCell.TypedOutput::value).toList(), equations);
        for (TypedCell.TypedState state : cell.states()) {
            Symbol symbol = scope.find(state.name());
            if (!read.contains(state.declaration()) && symbol.isUsed()) {
                String name = state.name();
                body.report(
                        Diagnostic.of(Code.UNUSED, symbol.name().span(), "no output depends on " + name)
                                .withLabel("a state that only updates of states read")
                                .withHint(
                                        "remove it and " + name
                                                + "[t] = …, or use it in what an output is made of; as it is, only stream.state() shows it"));
            }
        }
    }
}
