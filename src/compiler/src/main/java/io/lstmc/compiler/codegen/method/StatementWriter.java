package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.codegen.text.UniqueNames;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Instruction;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Writes statements into the body of one method. */
final class StatementWriter implements Statement.Visitor<Void> {

    /** A copy of fewer elements is a loop. */
    private static final int SHORTEST_ARRAYCOPY = 4;

    private final SectionContext context;
    private final UniqueNames names;
    private final Code code;
    private final Function<Statement.Repeat, Code> loops;

    /**
     * @param names for locals
     * @param loops writes a recurrence
     */
    StatementWriter(SectionContext context, UniqueNames names, Code code, Function<Statement.Repeat, Code> loops) {
        this.context = context;
        this.names = names;
        this.code = code;
        this.loops = loops;
    }

    void write(Statement statement) {
        statement.equation().lines().forEach(e -> code.add("// $L\n", UniqueNames.comment(e)));
        statement.accept(this);
    }

    @Override
    public Void visitPointwise(Statement.Pointwise statement) {
        List<Input> results = new ArrayList<>();
        for (Statement.Store store : statement.stores()) {
            results.add(store.value());
        }

        List<Operand> operands = loads(statement.instructions(), results);
        for (Statement.Store s : statement.stores()) {
            operands.add(s.to());
        }
        LoopWriter loop = new LoopWriter(context, names.inside(), code, statement.axes(), operands);
        if (statement.instructions().isEmpty() && statement.stores().size() == 1 && isRun(statement, loop)) {
            run(statement.stores().get(0), loop);
        } else if (isArrayFunction(statement, loop)) {
            arrayFunction(statement, loop);
        } else if (RowOperation.of(statement, loop).isPresent()) {
            RowOperation.of(statement, loop).get().write(context, code);
        } else {
            loops(statement, results, loop);
        }
        return null;
    }

    private static List<Operand> loads(List<Instruction> instructions, List<Input> more) {
        List<Input> inputs = new ArrayList<>(more);
        for (Instruction i : instructions) {
            inputs.addAll(i.inputs());
        }
        List<Operand> operands = new ArrayList<>();
        for (Input input : inputs) {
            if (input instanceof Input.Load) {
                operands.add(((Input.Load) input).operand());
            }
        }
        return operands;
    }

    /** Whether the innermost loop copies or fills neighbours. */
    private static boolean isRun(Statement.Pointwise statement, LoopWriter loop) {
        Statement.Store store = statement.stores().get(0);
        int last = loop.nest().depth() - 1;
        if (store.add() || last < 0 || !neighbours(loop, store.to(), last)) {
            return false;
        }
        Axis axis = loop.nest().axes().get(last);
        boolean neighbours =
                store.value() instanceof Input.Load && neighbours(loop, ((Input.Load) store.value()).operand(), last);
        boolean fills = store.value() instanceof Input.Number;
        return (neighbours || fills) && (axis.rows() || axis.length() >= SHORTEST_ARRAYCOPY);
    }

    private static boolean neighbours(LoopWriter loop, Operand operand, int level) {
        int stride = loop.nest().strides(operand).get(level);
        return stride == 1 && !Nest.isSlot(operand, stride);
    }

    private void run(Statement.Store store, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        for (int i = 0; i < last; i++) {
            loop.open(i);
        }
        IndexExpression count = context.count(loop.nest().axes().get(last));
        ArrayExpression to = loop.array(store.to(), last);
        IndexExpression start = loop.start(store.to(), last);
        if (store.value() instanceof Input.Load) {
            Operand from = ((Input.Load) store.value()).operand();
            code.addStatement(
                    "$T.arraycopy($L, $L, $L, $L, $L)",
                    System.class,
                    loop.array(from, last),
                    loop.start(from, last),
                    to,
                    start,
                    count);
        } else {
            code.addStatement(
                    "$T.fill($L, $L, $L, $L)",
                    Arrays.class,
                    to,
                    start,
                    start.plus(count),
                    loop.value(store.value(), last));
        }
        loop.close(last);
    }

    /** Whether a loop is one function of all elements of an array, which the runtime computes. */
    private static boolean isArrayFunction(Statement.Pointwise statement, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        if (statement.instructions().size() != 1 || statement.stores().size() != 1 || last < 0) {
            return false;
        }
        Instruction function = statement.instructions().get(0);
        Statement.Store store = statement.stores().get(0);
        return function.op() instanceof Op.Unary unary
                && ofArrays(unary.function())
                && !store.add()
                && function.inputs().get(0) instanceof Input.Load load
                && isWhole(loop, load.operand(), last)
                && isWhole(loop, store.to(), last);
    }

    /** Whether the runtime has a method for it; the others are one instruction of a processor. */
    private static boolean ofArrays(UnaryFunction function) {
        return switch (function) {
            case SIGMOID, TANH, EXP, LOG, LOG1P, EXPM1, SQRT, SIN, COS -> true;
            case NEGATE, FLOOR -> false;
        };
    }

    private static boolean isWhole(LoopWriter loop, Operand operand, int level) {
        return neighbours(loop, operand, level) && loop.start(operand, level).isZero();
    }

    private void arrayFunction(Statement.Pointwise statement, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        for (int i = 0; i < last; i++) {
            loop.open(i);
        }
        Instruction function = statement.instructions().get(0);
        code.addStatement(
                "K.$L($L, $L, $L)",
                ((Op.Unary) function.op()).function().label(),
                context.count(loop.nest().axes().get(last)),
                loop.array(((Input.Load) function.inputs().get(0)).operand(), last),
                loop.array(statement.stores().get(0).to(), last));
        loop.close(last);
    }

    private void loops(Statement.Pointwise statement, List<Input> results, LoopWriter loop) {
        int depth = loop.nest().depth();
        int last = Math.max(0, depth - 1);
        code.add("{\n$>");
        for (int i = 0; i < last; i++) {
            loop.open(i);
        }
        loop.prepare(statement.instructions(), results, last);
        for (Statement.Store s : statement.stores()) {
            loop.prepare(s.to(), last);
        }
        if (depth > 0) {
            loop.open(last);
        }
        boolean many = statement.stores().size() > 1;
        loop.instructions(statement.instructions(), many ? results : List.of(), last);
        for (Statement.Store store : statement.stores()) {
            Code value = loop.value(store.value(), last);
            code.addStatement("$L $L $L", loop.element(store.to(), last), store.add() ? "+=" : "=", value);
        }
        loop.close(depth);
        code.add("$<}\n");
    }

    @Override
    public Void visitReduction(Statement.Reduction statement) {
        new ReductionWriter(context, names.inside(), code).write(statement);
        return null;
    }

    @Override
    public Void visitProduct(Statement.Product s) {
        new ProductWriter(context, names.inside(), code).write(s);
        return null;
    }

    @Override
    public Void visitOuter(Statement.Outer s) {
        new ProductWriter(context, names.inside(), code).write(s);
        return null;
    }

    @Override
    public Void visitReverse(Statement.Reverse s) {
        new ReverseWriter(context, names.inside(), code).write(s);
        return null;
    }

    @Override
    public Void visitRows(Statement.Rows s) {
        LoopWriter loop =
                new LoopWriter(context, names.inside(), code, s.axes(), List.of(s.table(), s.index(), s.parts()));
        int depth = loop.nest().depth();
        for (int i = 0; i < depth; i++) {
            loop.open(i);
        }
        UniqueNames locals = names.inside();
        String at = "(int) " + loop.array(s.index(), depth) + "[" + loop.start(s.index(), depth) + "]";
        IndexExpression row = loop.start(s.table(), depth).plus(at, s.width());
        ArrayExpression table = loop.array(s.table(), depth);
        ArrayExpression parts = loop.array(s.parts(), depth);
        IndexExpression part = loop.start(s.parts(), depth);
        String hears = s.add() && s.table().view().buffer().kind() == Buffer.Kind.GIVEN
                ? context.request().touched().get(s.table().view().offset())
                : null;
        if (hears != null) {
            code.addStatement("$L.add($L)", hears, at);
        }
        if (s.width() == 1) {
            Object[] sides = s.add() ? new Object[] {table, row, parts, part} : new Object[] {parts, part, table, row};
            code.addStatement("$L[$L] $L $L[$L]", sides[0], sides[1], s.add() ? "+=" : "=", sides[2], sides[3]);
        } else if (s.add()) {
            String first = locals.take("row");
            String second = locals.take("part");
            String e = locals.take("e");
            code.addStatement("int $L = $L", first, row);
            code.addStatement("int $L = $L", second, part);
            code.beginControlFlow("for (int $L = 0; $L < $L; $L++)", e, e, s.width(), e);
            code.addStatement("$L[$L + $L] += $L[$L + $L]", table, first, e, parts, second, e);
            code.endControlFlow();
        } else {
            code.addStatement("$T.arraycopy($L, $L, $L, $L, $L)", System.class, table, row, parts, part, s.width());
        }
        loop.close(depth);
        return null;
    }

    @Override
    public Void visitDraw(Statement.Draw s) {
        UniqueNames locals = names.inside();
        String row = locals.take("r");
        String key = locals.take("key");
        String step = locals.take("s");
        String element = locals.take("e");
        boolean rows = s.random().type().batched();
        int elements = s.random().type().elements();
        int steps = Math.max(1, s.random().type().steps());
        code.beginControlFlow(
                "for (int $L = 0; $L < $L; $L++)",
                row,
                row,
                rows ? context.request().rows() : IndexExpression.ONE,
                row);
        code.addStatement(
                "long $L = $T.key($L, $L, $L)",
                key,
                RuntimeTypes.COUNTER_RANDOM,
                context.request().random(),
                s.random().stream(),
                rows ? "randomRow(" + row + ")" : row);
        code.beginControlFlow("for (int $L = 0; $L < $L; $L++)", step, step, steps, step);
        code.beginControlFlow("for (int $L = 0; $L < $L; $L++)", element, element, elements, element);
        View to = s.to();
        boolean slotted = to.buffer().slotted();
        IndexExpression slot =
                IndexExpression.ZERO.plus(step, to.stepStride() / to.buffer().stride());
        IndexExpression index = IndexExpression.ZERO
                .plus(step, slotted ? 0 : to.stepStride())
                .plus(row, rows ? to.rowStride() : 0)
                .plus(element, 1);
        boolean uniform = s.random().distribution() == Op.Distribution.UNIFORM;
        // A double rounded to float could be 1.
        boolean single = uniform && context.elements().precision() == Precision.FLOAT;
        String draw = "$T.$L($L, $L * $L + $L)";
        String mask = context.request().scheduled().masks().contains(s.random().stream()) ? "!training ? 0 : " : "";
        code.addStatement(
                "$L[$L + $L] = " + mask + (single ? draw : context.elements().fromDouble(draw)),
                context.array(to) + (slotted ? "[" + context.slot(to) + " + " + slot + "]" : ""),
                context.base(to),
                index,
                RuntimeTypes.COUNTER_RANDOM,
                single ? "uniformFloat" : uniform ? "uniform" : "gaussian",
                key,
                step,
                elements,
                element);
        code.endControlFlow().endControlFlow().endControlFlow();
        return null;
    }

    @Override
    public Void visitOrthonormalize(Statement.Orthonormalize s) {
        code.addStatement(
                "$T.columnsOrRows(new $T($L), $L, $L, $L)",
                RuntimeTypes.ORTHONORMAL,
                context.elements().storage(),
                context.array(s.matrix()),
                context.base(s.matrix()),
                s.rows(),
                s.columns());
        return null;
    }

    @Override
    public Void visitRepeat(Statement.Repeat statement) {
        code.add(loops.apply(statement));
        return null;
    }
}
