package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.codegen.text.UniqueNames;
import io.lstmc.compiler.plan.ScheduledProgram;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes calls of the runtime's products. */
final class ProductWriter {

    private final SectionContext context;
    private final UniqueNames names;
    private final Code code;

    ProductWriter(SectionContext context, UniqueNames names, Code code) {
        this.context = context;
        this.names = names;
        this.code = code;
    }

    void write(Statement.Product s) {
        View a = s.a().get(0);
        View c = s.c().get(0);
        String shape = String.join(
                ", ",
                text(s.a().size(), s.c().size(), s.k(), s.n()),
                text(context.fixedBase(a), stride(a, s.rows(), s.k())),
                text(context.fixedBase(c), stride(c, s.rows(), s.n())));
        String kernel = context.request().products().product(shape);
        String weights = weights(s, kernel);
        if (s.blocks() > 1 && !s.start().kept()) {
            code.addStatement(
                    "$L.setAll($L, $L, $L, $L, $L, $L, $L, $L, $L)",
                    kernel,
                    s.blocks(),
                    context.count(s.rows()),
                    context.slots(a),
                    context.slot(a),
                    step(a),
                    weights,
                    context.slots(c),
                    context.slot(c),
                    step(c));
            return;
        }
        Optional<String> step = s.blocks() > 1 ? Optional.of(names.take("t")) : Optional.empty();
        step.ifPresent(t -> code.beginControlFlow("for (int $L = 0; $L < $L; $L++)", t, t, s.blocks(), t));
        code.addStatement(
                "$L.$L($L, $L, $L, $L, $L, $L)",
                kernel,
                s.start().kept() ? "add" : "set",
                context.count(s.rows()),
                context.slots(a),
                moving(a, step),
                weights,
                context.slots(c),
                moving(c, step));
        if (step.isPresent()) {
            code.endControlFlow();
        }
    }

    /** Numbers as arguments. */
    static String text(int... numbers) {
        List<String> texts = new ArrayList<>();
        for (int number : numbers) {
            texts.add(Integer.toString(number));
        }
        return String.join(", ", texts);
    }

    /** From one row that a kernel sees to the next. */
    private static int stride(View view, Axis rows, int columns) {
        return view.buffer().slotted() && rows.length() == 1 ? view.rowStride() : columns;
    }

    /** The slot of a block. */
    private IndexExpression moving(View view, Optional<String> step) {
        IndexExpression first = context.slot(view);
        return step.map(s -> first.plus(s, step(view))).orElse(first);
    }

    /** Parameters are laid out when they change, everything else right before the product. */
    private String weights(Statement.Product s, String kernel) {
        boolean lasting = isLasting(s, context);
        Code pack = new Code();
        String layout = lasting ? "w" : context.layout(kernel);
        for (int q = 0; q < s.matrices().size(); q++) {
            for (int p = 0; p < s.matrices().get(q).size(); p++) {
                Statement.Matrix m = s.matrices().get(q).get(p);
                pack.addStatement(
                        "$L.pack($L, $L, $L, $L, $L, $L)",
                        layout,
                        q,
                        p,
                        context.array(m.view()),
                        context.base(m.view()),
                        m.kStride(),
                        m.jStride());
            }
        }
        for (int p = 0; p < s.start().rows().size(); p++) {
            View row = s.start().rows().get(p);
            pack.addStatement("$L.start($L, $L, $L)", layout, p, context.array(row), context.base(row));
        }
        if (lasting) {
            return context.request().products().weights(kernel, pack, context.section());
        }
        code.add(pack);
        return layout;
    }

    /** Whether all weights are parameters. */
    static boolean isLasting(Statement.Product s, SectionContext context) {
        return s.matrices().stream().flatMap(List::stream).allMatch(m -> isParameter(m.view(), context))
                && s.start().rows().stream().allMatch(v -> isParameter(v, context));
    }

    private static boolean isParameter(View view, SectionContext context) {
        return SectionContext.isExternal(view.buffer())
                && context.request().scheduled().purpose().evaluates()
                && view.buffer().name().equals(ScheduledProgram.PARAMETERS)
                && view.fixed();
    }

    void write(Statement.Outer s) {
        View a = s.a().get(0);
        String shape = String.join(
                ", ",
                text(s.a().size(), s.m(), s.n()),
                text(context.fixedBase(a), stride(a, s.rows(), s.m())),
                text(context.fixedBase(s.b()), stride(s.b(), s.rows(), s.n()), s.n()));
        List<IndexExpression> at = new ArrayList<>();
        for (View view : s.c()) {
            at.add(context.base(view));
        }

        code.addStatement(
                "$L.add($L, $L, $L, $L, $L, $L, $L, $L, $L, $L)",
                context.request().products().outer(shape),
                s.blocks(),
                context.count(s.rows()),
                context.slots(a),
                context.slot(a),
                step(a),
                context.slots(s.b()),
                context.slot(s.b()),
                step(s.b()),
                context.array(s.c().get(0)),
                context.request().products().indices(at));
    }

    private static int step(View view) {
        return view.buffer().slotted() ? view.stepStride() / view.buffer().stride() : 0;
    }
}
