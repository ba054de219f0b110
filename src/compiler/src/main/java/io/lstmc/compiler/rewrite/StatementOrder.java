package io.lstmc.compiler.rewrite;

import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Statements in another order, as far as what they read and write allows. */
final class StatementOrder {

    private final List<Statement> statements;

    StatementOrder(List<Statement> statements) {
        this.statements = new ArrayList<>(statements);
    }

    /** In their present order; the list changes with it. */
    List<Statement> statements() {
        return statements;
    }

    /** Moves a statement up to behind the last one before it that shall be its neighbour, if it may pass those between. */
    void moveUp(int index, Predicate<Statement> neighbour) {
        Statement moving = statements.get(index);
        for (int i = index - 1; i >= 0; i--) {
            if (neighbour.test(statements.get(i))) {
                statements.remove(index);
                statements.add(i + 1, moving);
                return;
            }
            if (!independent(statements.get(i), moving)) {
                return;
            }
        }
    }

    /** Moves a statement down to before the next one that shall be its neighbour, if it may pass those between. */
    void moveDown(int index, Predicate<Statement> neighbour) {
        Statement moving = statements.get(index);
        for (int i = index + 1; i < statements.size(); i++) {
            if (neighbour.test(statements.get(i))) {
                statements.add(i, moving);
                statements.remove(index);
                return;
            }
            if (!independent(moving, statements.get(i))) {
                return;
            }
        }
    }

    /** Whether two statements may change places. */
    private static boolean independent(Statement a, Statement b) {
        return disjoint(a.writes(), b.reads()) && disjoint(a.writes(), b.writes()) && disjoint(a.reads(), b.writes());
    }

    private static boolean disjoint(List<View> some, List<View> others) {
        Set<Buffer> buffers = new HashSet<>();
        for (View v : some) {
            buffers.add(v.buffer());
        }
        for (View o : others) {
            if (buffers.contains(o.buffer()) || some.stream().anyMatch(s -> overlap(s, o))) {
                return false;
            }
        }
        return true;
    }

    /** Whether views of arrays that somebody else declares may share an element. */
    private static boolean overlap(View a, View b) {
        boolean given = a.buffer().kind() == Buffer.Kind.GIVEN && b.buffer().kind() == Buffer.Kind.GIVEN;
        if (!given || !a.buffer().name().equals(b.buffer().name())) {
            return false;
        }
        return a.offset() < b.offset() + b.buffer().length()
                && b.offset() < a.offset() + a.buffer().length();
    }
}
