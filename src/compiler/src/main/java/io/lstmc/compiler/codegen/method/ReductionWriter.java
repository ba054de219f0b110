package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.codegen.text.UniqueNames;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Instruction;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a reduction. Loops that reduce and have no loop that does not inside them sum into a local; where a loop that
 * does not reduce is innermost, its row of results is the accumulator, which makes vector instructions possible.
 */
final class ReductionWriter {

    private final SectionContext context;
    private final UniqueNames names;
    private final Code code;

    ReductionWriter(SectionContext context, UniqueNames names, Code code) {
        this.context = context;
        this.names = names;
        this.code = code;
    }

    void write(Statement.Reduction s) {
        List<Operand> operands = new ArrayList<>(List.of(s.to()));
        for (Instruction i : s.instructions()) {
            for (Input in : i.inputs()) {
                addLoad(in, operands);
            }
        }
        addLoad(s.value(), operands);
        LoopWriter loop = new LoopWriter(context, names, code, s.axes(), operands);
        int depth = loop.nest().depth();
        Optional<MatrixKernel> kernel = MatrixKernel.of(s, loop);
        if (kernel.isPresent()) {
            if (!s.accumulate() && !kernel.get().sets()) {
                start(s);
            }
            kernel.get().write(context, code);
            return;
        }
        List<Integer> strides = loop.nest().strides(s.to());
        int inner = depth;
        while (inner > 0 && strides.get(inner - 1) == 0) {
            inner--;
        }
        boolean outerReduces = strides.subList(0, inner).contains(0);
        boolean direct = !s.accumulate() && !outerReduces && inner < depth;
        code.add("{\n$>");
        if (!s.accumulate() && !direct) {
            start(s);
        }
        if (inner < depth) {
            intoLocal(s, loop, inner, direct);
        } else {
            intoRow(s, loop, depth);
        }
        code.add("$<}\n");
    }

    private static void addLoad(Input input, List<Operand> operands) {
        if (input instanceof Input.Load) {
            operands.add(((Input.Load) input).operand());
        }
    }

    private String neutral(Statement.Reduction s) {
        return context.elements().literal(s.reduction() == Op.Reduction.MAX ? Double.NEGATIVE_INFINITY : 0);
    }

    /** Sets the results to the neutral element. */
    private void start(Statement.Reduction s) {
        List<Axis> axes = new ArrayList<>();
        List<Integer> strides = new ArrayList<>();
        for (int i = 0; i < s.axes().size(); i++) {
            if (s.to().strides().get(i) != 0) {
                axes.add(s.axes().get(i));
                strides.add(s.to().strides().get(i));
            }
        }
        Operand to = new Operand(s.to().view(), strides);
        LoopWriter loop = new LoopWriter(context, names.inside(), code, axes, List.of(to));
        int depth = loop.nest().depth();
        for (int i = 0; i < depth; i++) {
            loop.open(i);
        }
        loop.prepare(to, depth);
        code.addStatement("$L = $L", loop.element(to, depth), neutral(s));
        loop.close(depth);
    }

    private void intoLocal(Statement.Reduction s, LoopWriter loop, int inner, boolean direct) {
        int depth = loop.nest().depth();
        int last = depth - 1;
        for (int i = 0; i < inner; i++) {
            loop.open(i);
        }
        String local = names.take(s.reduction() == Op.Reduction.MAX ? "max" : "sum");
        code.addStatement("$L $L = $L", context.elements().type(), local, neutral(s));
        for (int i = inner; i < last; i++) {
            loop.open(i);
        }
        loop.prepare(s.instructions(), List.of(s.value()), last);
        loop.open(last);
        loop.instructions(s.instructions(), List.of(), last);
        fold(s, Code.of("$L", local), loop.value(s.value(), last));
        loop.close(depth - inner);
        loop.prepare(s.to(), depth);
        Code to = loop.element(s.to(), depth);
        if (direct) {
            code.addStatement("$L = $L", to, local);
        } else {
            fold(s, to, Code.of("$L", local));
        }
        loop.close(inner);
    }

    private void intoRow(Statement.Reduction s, LoopWriter loop, int depth) {
        int last = depth - 1;
        for (int i = 0; i < last; i++) {
            loop.open(i);
        }
        loop.prepare(s.instructions(), List.of(s.value()), last);
        loop.prepare(s.to(), last);
        loop.open(last);
        loop.instructions(s.instructions(), List.of(), last);
        fold(s, loop.element(s.to(), last), loop.value(s.value(), last));
        loop.close(depth);
    }

    private void fold(Statement.Reduction s, Code accumulator, Code value) {
        if (s.reduction() == Op.Reduction.MAX) {
            code.addStatement("$L = $T.max($L, $L)", accumulator, Math.class, accumulator, value);
        } else {
            code.addStatement("$L += $L", accumulator, value);
        }
    }
}
