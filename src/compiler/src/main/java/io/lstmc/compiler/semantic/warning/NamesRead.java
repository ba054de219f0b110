package io.lstmc.compiler.semantic.warning;

import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.ResolvedWalker;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which names of a definition some expressions read, themselves or through other names; what a function does not use is not read. */
final class NamesRead {

    private NamesRead() {}

    /** @param equations what each name of the definition stands for; of a state, its update */
    static Set<Declaration> by(Collection<Resolved> expressions, Map<Declaration, Resolved> equations) {
        return by(expressions, equations, e -> true);
    }

    /** @param enters is asked of each expression that is met, once where it stands, whether to look at what is in it */
    static Set<Declaration> by(
            Collection<Resolved> expressions, Map<Declaration, Resolved> equations, Predicate<Resolved> enters) {
        Map<Declaration, Resolved> definitions = new HashMap<>(equations);
        Set<Declaration> read = new HashSet<>();
        Deque<Resolved> open = new ArrayDeque<>(expressions);
        while (!open.isEmpty()) {
            Resolved e = open.pop();
            if (!enters.test(e)) {
                continue;
            }
            Declaration named = named(e);
            if (named != null && read.add(named) && definitions.containsKey(named)) {
                open.push(definitions.get(named));
            }
            if (e instanceof Resolved.FunctionCall call) {
                call.definitions().forEach(d -> definitions.put(d.declaration(), d.value()));
                open.push(call.value());
            } else {
                ResolvedWalker.parts(e).forEach(open::push);
            }
        }
        return read;
    }

    /** What an expression reads by its name, or null. */
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
