package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.codegen.text.UniqueNames;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.List;

/** Products of a sum whose rows of A lie side by side, as one product. */
final class RowProducts {

    private RowProducts() {}

    /** The products from a statement on that can be one; none if only one begins there. */
    static List<Statement.Product> from(List<Statement> statements, int at, SectionContext context) {
        List<Statement.Product> sum = new ArrayList<>();
        for (Statement statement : statements.subList(at, statements.size())) {
            if (!(statement instanceof Statement.Product product)
                    || product.start().kept() == sum.isEmpty()
                    || !sum.isEmpty() && !follows(product, sum.get(sum.size() - 1))
                    || !isRow(product, context)) {
                break;
            }
            sum.add(product);
        }
        return sum.size() > 1 ? sum : List.of();
    }

    private static boolean isRow(Statement.Product s, SectionContext context) {
        return s.blocks() == 1
                && s.a().size() == 1
                && s.a().get(0).terms().isEmpty()
                && context.count(s.rows()).isOne()
                && ProductWriter.isLasting(s, context);
    }

    /** Whether its row of A lies right behind another one, and its result is the same. */
    private static boolean follows(Statement.Product product, Statement.Product before) {
        View last = before.a().get(0);
        View next = product.a().get(0);
        return product.c().equals(before.c())
                && next.buffer() == last.buffer()
                && next.slot() == last.slot()
                && next.offset() == last.offset() + before.k();
    }

    static void write(List<Statement.Product> sum, SectionContext context, Code code) {
        Statement.Product first = sum.get(0);
        View a = first.a().get(0);
        View c = first.c().get(0);
        int depth = 0;
        for (Statement.Product each : sum) {
            depth += each.k();
        }

        String shape = ProductWriter.text(
                1, first.c().size(), depth, first.n(), context.fixedBase(a), depth, context.fixedBase(c), first.n());
        String kernel = context.request().products().product(shape);
        Code pack = new Code();
        int row = 0;
        for (Statement.Product s : sum) {
            for (int p = 0; p < s.c().size(); p++) {
                Statement.Matrix m = s.matrices().get(0).get(p);
                pack.addStatement(
                        "w.rows($L, $L, $L, $L, $L, $L, $L)",
                        row,
                        s.k(),
                        p,
                        context.array(m.view()),
                        context.base(m.view()),
                        m.kStride(),
                        m.jStride());
            }
            row += s.k();
        }
        for (int p = 0; p < first.start().rows().size(); p++) {
            View start = first.start().rows().get(p);
            pack.addStatement("w.start($L, $L, $L)", p, context.array(start), context.base(start));
        }
        String weights = context.request().products().weights(kernel, pack, context.section());
        sum.stream().flatMap(s -> s.equation().lines()).forEach(e -> code.add("// $L\n", UniqueNames.comment(e)));
        code.addStatement(
                "$L.set(1, $L, $L, $L, $L, $L)",
                kernel,
                context.slots(a),
                context.slot(a),
                weights,
                context.slots(c),
                context.slot(c));
    }
}
