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
        if (isRowSums(s, loop)) {
            rowSums(s, loop);
            return;
        }
        if (isColumnSums(s, loop)) {
            columnSums(s, loop);
            return;
        }
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

    /** Whether it sums the rows of an array, or of the products of two, which the runtime does. */
    private static boolean isRowSums(Statement.Reduction s, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        if (s.accumulate() || last < 1 || s.factors().isEmpty()) {
            return false;
        }
        List<Integer> to = loop.nest().strides(s.to());
        return s.factors().stream().allMatch(f -> isMatrix(f, loop))
                && to.get(last) == 0
                && to.get(last - 1) == 1
                && !Nest.isSlot(s.to(), 1)
                && !to.subList(0, last).contains(0)
                && loop.start(s.to(), last - 1).isZero();
    }

    /** Whether it sums the columns of an array, or of the products of two, which the runtime does. */
    private static boolean isColumnSums(Statement.Reduction s, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        if (last < 1 || s.factors().isEmpty() || s.to().view().buffer().slotted()) {
            return false;
        }
        List<Integer> to = loop.nest().strides(s.to());
        return s.factors().stream().allMatch(f -> isMatrix(f, loop)) && to.get(last) == 1 && to.get(last - 1) == 0;
    }

    /** Whether the two innermost loops walk the rows and columns of a matrix at the start of an array. */
    private static boolean isMatrix(Operand operand, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        List<Integer> strides = loop.nest().strides(operand);
        return operand.view().buffer().slotted()
                && strides.get(last) == 1
                && !Nest.isSlot(operand, 1)
                && !Nest.isSlot(operand, strides.get(last - 1))
                && loop.start(operand, last - 1).isZero();
    }

    private void rowSums(Statement.Reduction s, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        for (int i = 0; i < last - 1; i++) {
            loop.open(i);
        }
        code.addStatement("K.rowSums($L, $L)", matrices(s, loop), loop.array(s.to(), last - 1));
        loop.close(last - 1);
    }

    private void columnSums(Statement.Reduction s, LoopWriter loop) {
        if (!s.accumulate()) {
            start(s);
        }
        int last = loop.nest().depth() - 1;
        for (int i = 0; i < last - 1; i++) {
            loop.open(i);
        }
        code.addStatement(
                "K.columnSums($L, $L, $L)",
                matrices(s, loop),
                loop.array(s.to(), last - 1),
                loop.start(s.to(), last - 1));
        loop.close(last - 1);
    }

    /** Rows, columns, and for each matrix its array and the distance of its rows. */
    private Code matrices(Statement.Reduction s, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        Code list = new Code();
        list.add(
                "$L, $L",
                context.count(loop.nest().axes().get(last - 1)),
                context.count(loop.nest().axes().get(last)));
        for (Operand factor : s.factors()) {
            list.add(
                    ", $L, $L",
                    loop.array(factor, last - 1),
                    loop.nest().strides(factor).get(last - 1));
        }
        return list;
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
