package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.ResolvedWalker;
import io.lstmc.compiler.typed.TypedCell;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Warns about states that only their own updates read, or those of other such states: no output changes with them. */
final class UnreadStates {

    private UnreadStates() {}

    static void warn(DefinitionContext body, NameScope scope, TypedCell cell) {
        Map<Declaration, Resolved> equations = new HashMap<>();
        cell.equations().forEach(e -> equations.put(e.declaration(), e.value()));
        Set<Declaration> read = new HashSet<>();
        Deque<Resolved> open = new ArrayDeque<>();
        cell.outputs().forEach(o -> open.add(o.value()));
        while (!open.isEmpty()) {
            ResolvedWalker.any(open.pop(), e -> {
                Declaration named = named(e);
                if (named != null && read.add(named) && equations.containsKey(named)) {
                    open.add(equations.get(named));
                }
                return false;
            });
        }
        for (TypedCell.TypedState state : cell.states()) {
            Symbol symbol = scope.find(state.name());
            if (!read.contains(state.declaration()) && symbol.isUsed()) {
                String name = state.name();
                body.report(Diagnostic.of(Code.UNUSED, symbol.name().span(), "no output depends on " + name)
                        .withLabel("a state that only updates of states read")
                        .withHint("remove it and " + name + "[t] = …, or use it in what an output is made of"));
            }
        }
    }

    /** What a part of an expression reads by its name, or null. */
    private static Declaration named(Resolved e) {
        if (e instanceof Resolved.Value value) {
            return value.declaration();
        } else if (e instanceof Resolved.Before before) {
            return before.state();
        } else if (e instanceof Resolved.Output output) {
            return output.layer();
        }
        return e instanceof Resolved.LayerParam param ? param.layer() : null;
    }
}
