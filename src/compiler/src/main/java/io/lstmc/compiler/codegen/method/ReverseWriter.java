package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.codegen.text.UniqueNames;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;

/**
 * Writes the loops that copy sequences in reverse order, each sample over the steps that it has.
 *
 * <pre>
 * for (int r = 0; r &lt; live; r++) {
 *     int length = 7;
 *     while (length &gt; 0 &amp;&amp; present[length - 1][r] == 0) {
 *         length--;
 *     }
 *     for (int s = 0; s &lt; 7; s++) {
 *         int from = s &lt; length ? length - 1 - s : s;
 *         System.arraycopy(x[from], r * 3, y[s], r * 3, 3);
 *     }
 * }
 * </pre>
 */
final class ReverseWriter {

    private final SectionContext context;
    private final Code code;
    private final String row;
    private final String length;
    private final String step;
    private final String from;

    ReverseWriter(SectionContext context, UniqueNames names, Code code) {
        this.context = context;
        this.code = code;
        this.row = names.take("r");
        this.length = names.take("length");
        this.step = names.take("s");
        this.from = names.take("from");
    }

    void write(Statement.Reverse s) {
        code.beginControlFlow("for (int $L = 0; $L < $L; $L++)", row, row, context.count(s.rows()), row);
        code.addStatement("int $L = $L", length, s.steps());
        if (s.present().isPresent()) {
            View present = s.present().get();
            code.beginControlFlow(
                    "while ($L > 0 && $L[$L] == 0)",
                    length,
                    array(present, length + " - 1"),
                    index(present, length + " - 1"));
            code.addStatement("$L--", length).endControlFlow();
        }
        code.beginControlFlow("for (int $L = 0; $L < $L; $L++)", step, step, s.steps(), step);
        code.addStatement("int $L = $L < $L ? $L - 1 - $L : $L", from, step, length, length, step, step);
        code.addStatement(
                "$T.arraycopy($L, $L, $L, $L, $L)",
                System.class,
                array(s.from(), from),
                index(s.from(), from),
                array(s.to(), step),
                index(s.to(), step),
                s.elements());
        code.endControlFlow().endControlFlow();
    }

    /** The array that holds a step of a sequence. */
    private ArrayExpression array(View view, String at) {
        ArrayExpression first = context.elementArray(view);
        return new ArrayExpression(first.field(), first.slot().map(slot -> slot.plus("(" + at + ")", slots(view))));
    }

    /** The index in that array of the first element of the row. */
    private IndexExpression index(View view, String at) {
        return context.base(view)
                .plus("(" + at + ")", slots(view) > 0 ? 0 : view.stepStride())
                .plus(row, view.rowStride());
    }

    /** Slots from step to step; 0 where the steps are in one array. */
    private static int slots(View view) {
        int stride = view.buffer().stride();
        return view.buffer().slotted() && view.stepStride() % stride == 0 ? view.stepStride() / stride : 0;
    }
}
