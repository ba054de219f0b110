package io.lstmc.compiler.rewrite;

import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Moves products that could be one next to each other, as far as what they read and write allows.
 *
 * <pre>
 * before:  i = W_i·x    i = σ(i)    f = W_f·x    f = σ(f)
 * after:   i = W_i·x    f = W_f·x    i = σ(i)    f = σ(f)
 * </pre>
 */
public final class Cluster {

    private Cluster() {}

    public static Program run(Program program) {
        return program.withSections(
                program.sections().stream().map(Cluster::run).toList());
    }

    private static List<Statement> run(List<Statement> statements) {
        List<Statement> list = new ArrayList<>();
        for (Statement statement : statements) {
            list.add(
                    statement instanceof Statement.Repeat repeat
                            ? new Statement.Repeat(repeat.loop(), run(repeat.body()), repeat.equation())
                            : statement);
        }
        Families families = new Families(list);
        for (int i = 1; i < list.size(); i++) {
            if (families.contains(list.get(i)) && !families.sharesResult(list.get(i))) {
                earlier(list, i, families);
            }
        }
        for (int i = list.size() - 2; i >= 0; i--) {
            if (families.sharesResult(list.get(i))) {
                later(list, i, families);
            }
        }
        return list;
    }

    /** Moves a product up to behind the last one before it that it belongs to. */
    private static void earlier(List<Statement> list, int index, Families families) {
        Statement moving = list.get(index);
        for (int i = index - 1; i >= 0; i--) {
            if (families.together(list.get(i), moving)) {
                list.remove(index);
                list.add(i + 1, moving);
                return;
            }
            if (!independent(list.get(i), moving)) {
                return;
            }
        }
    }

    /** Moves a product down to before the next one that it belongs to. */
    private static void later(List<Statement> list, int index, Families families) {
        Statement moving = list.get(index);
        for (int i = index + 1; i < list.size(); i++) {
            if (families.together(list.get(i), moving)) {
                list.add(i, moving);
                list.remove(index);
                return;
            }
            if (!independent(moving, list.get(i))) {
                return;
            }
        }
    }

    /** Whether two statements may change places. */
    static boolean independent(Statement a, Statement b) {
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
