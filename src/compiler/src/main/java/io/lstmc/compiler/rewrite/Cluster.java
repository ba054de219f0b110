package io.lstmc.compiler.rewrite;

import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import java.util.List;

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
        return program.withStatements(Cluster::together);
    }

    private static List<Statement> together(List<Statement> statements) {
        Families families = new Families(statements);
        StatementOrder order = new StatementOrder(statements);
        List<Statement> list = order.statements();
        for (int i = 1; i < list.size(); i++) {
            Statement moving = list.get(i);
            if (families.contains(moving) && !families.sharesResult(moving)) {
                order.moveUp(i, other -> families.together(other, moving));
            }
        }
        for (int i = list.size() - 2; i >= 0; i--) {
            Statement moving = list.get(i);
            if (families.sharesResult(moving)) {
                order.moveDown(i, other -> families.together(other, moving));
            }
        }
        return list;
    }
}
