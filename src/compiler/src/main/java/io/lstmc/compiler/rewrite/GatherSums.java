package io.lstmc.compiler.rewrite;

import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.List;

/**
 * Moves sums of products over all rows up to the loops that walk through the same rows, as far as what they read and write
 * allows. One walk can then do both, and rows that nobody else reads need not be kept. Which statements become one walk is
 * decided later.
 *
 * <pre>
 * before:  e = f(k + q)    p = d ⊙ e    δq = Σ p    δh = U·δq    δv += Σ d·e
 * after:   e = f(k + q)    p = d ⊙ e    δv += Σ d·e    δq = Σ p    δh = U·δq
 * </pre>
 */
public final class GatherSums {

    private GatherSums() {}

    public static Program run(Program program) {
        return program.withStatements(GatherSums::gather);
    }

    private static List<Statement> gather(List<Statement> statements) {
        StatementOrder order = new StatementOrder(statements);
        List<Statement> list = order.statements();
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i) instanceof Statement.Reduction sum && isWeighted(sum)) {
                order.moveUp(i, other -> walks(other, sum));
            }
        }
        return list;
    }

    /** Whether it adds products of rows to what is no sample's own. */
    private static boolean isWeighted(Statement.Reduction sum) {
        return sum.accumulate()
                && sum.factors().size() == 2
                && !sum.to().view().buffer().slotted();
    }

    /** Whether a loop reads or writes rows that are summed. */
    private static boolean walks(Statement statement, Statement.Reduction sum) {
        boolean loop = statement instanceof Statement.Pointwise || statement instanceof Statement.Reduction;
        for (Operand factor : sum.factors()) {
            View rows = factor.view();
            boolean touches =
                    statement.reads().contains(rows) || statement.writes().contains(rows);
            if (loop && rows.buffer().slotted() && touches) {
                return true;
            }
        }
        return false;
    }
}
