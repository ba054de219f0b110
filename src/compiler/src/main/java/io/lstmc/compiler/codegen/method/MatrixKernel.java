package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Instruction;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Statement;
import java.util.List;
import java.util.Optional;

/**
 * What the two innermost loops of a statement do with a matrix that lies anywhere in an array, where the runtime has a kernel
 * for it. With the other loops around it these are the products of matrices that each sample has:
 *
 * <pre>
 * sums of rows         to[r] = Σ_j a[r,j]·b[r,j]          matrix times vector; b may be one row for all
 * sums of columns      to[j] += Σ_r a[r,j]
 * weighted sums        to[j] += Σ_r a[r,j]·w[r]           vector times matrix
 * outer products       to[r,j] = w[r]·b[j], or +=
 * </pre>
 */
record MatrixKernel(Kind kind, List<Operand> strided, List<Operand> plain, Optional<Operand> to, LoopWriter loop) {

    /** The methods of the runtime, and whether they set their results, whatever is there. */
    enum Kind {
        ROW_SUMS("rowSums", true),
        COLUMN_SUMS("columnSums", false),
        WEIGHTED_SUMS("weightedSums", false),
        SET_OUTER("setOuter", true),
        ADD_OUTER("addOuter", false);

        private final String method;
        private final boolean sets;

        Kind(String method, boolean sets) {
            this.method = method;
            this.sets = sets;
        }
    }

    /** A call for fewer columns would take longer than a loop. */
    private static final int FEWEST_COLUMNS = 16;

    /** Of a sum; its results begin with zeros or with what is there. */
    static Optional<MatrixKernel> of(Statement.Reduction s, LoopWriter loop) {
        List<Operand> factors = s.factors();
        if (!hasMatrix(loop) || factors.isEmpty() || !isInside(s.to(), loop)) {
            return Optional.empty();
        }
        Operand a = factors.get(0);
        Operand b = factors.get(factors.size() - 1);
        int last = loop.nest().depth() - 1;
        List<Integer> to = loop.nest().strides(s.to());
        if (to.get(last) == 0) {
            boolean rows = factors.size() == 2
                    && isRows(a, loop)
                    && isRows(b, loop)
                    && !s.accumulate()
                    && to.get(last - 1) == 1
                    && !to.subList(0, last).contains(0);
            return rows
                    ? Optional.of(
                            new MatrixKernel(Kind.ROW_SUMS, List.of(a, b), List.of(s.to()), Optional.empty(), loop))
                    : Optional.empty();
        }
        if (to.get(last) != 1) {
            return Optional.empty();
        }
        if (to.get(last - 1) != 0) {
            return factors.size() == 2 ? outer(a, b, s.to(), true, loop) : Optional.empty();
        }
        if (factors.size() == 1) {
            return isRows(a, loop)
                    ? Optional.of(
                            new MatrixKernel(Kind.COLUMN_SUMS, List.of(a), List.of(s.to()), Optional.empty(), loop))
                    : Optional.empty();
        }
        if (isRows(b, loop) && isNumbers(a, loop)) {
            return Optional.of(
                    new MatrixKernel(Kind.WEIGHTED_SUMS, List.of(b), List.of(a, s.to()), Optional.empty(), loop));
        }
        return isRows(a, loop) && isNumbers(b, loop)
                ? Optional.of(
                        new MatrixKernel(Kind.WEIGHTED_SUMS, List.of(a), List.of(b, s.to()), Optional.empty(), loop))
                : Optional.empty();
    }

    /** Of a loop that multiplies a number of each row with a row for all. */
    static Optional<MatrixKernel> of(Statement.Pointwise s, LoopWriter loop) {
        if (s.instructions().size() != 1 || s.stores().size() != 1 || !hasMatrix(loop)) {
            return Optional.empty();
        }
        Instruction product = s.instructions().get(0);
        Statement.Store store = s.stores().get(0);
        List<Integer> to = loop.nest().strides(store.to());
        int last = loop.nest().depth() - 1;
        return product.op() instanceof Op.Binary binary
                        && binary.function() == BinaryFunction.MULTIPLY
                        && product.inputs().get(0) instanceof Input.Load a
                        && product.inputs().get(1) instanceof Input.Load b
                        && store.value() instanceof Input.Local
                        && isInside(store.to(), loop)
                        && to.get(last) == 1
                        && to.get(last - 1) != 0
                ? outer(a.operand(), b.operand(), store.to(), store.add(), loop)
                : Optional.empty();
    }

    private static Optional<MatrixKernel> outer(Operand a, Operand b, Operand to, boolean add, LoopWriter loop) {
        boolean swapped = isNumbers(b, loop);
        Operand numbers = swapped ? b : a;
        Operand row = swapped ? a : b;
        int last = loop.nest().depth() - 1;
        boolean outer = isNumbers(numbers, loop)
                && isRows(row, loop)
                && loop.nest().strides(row).get(last - 1) == 0
                && !row.view().buffer().equals(to.view().buffer())
                && !numbers.view().buffer().equals(to.view().buffer());
        return outer
                ? Optional.of(new MatrixKernel(
                        add ? Kind.ADD_OUTER : Kind.SET_OUTER, List.of(), List.of(numbers, row), Optional.of(to), loop))
                : Optional.empty();
    }

    private static boolean hasMatrix(LoopWriter loop) {
        int depth = loop.nest().depth();
        if (depth < 2) {
            return false;
        }
        Axis columns = loop.nest().axes().get(depth - 1);
        return !columns.rows() && columns.length() >= FEWEST_COLUMNS;
    }

    /** Whether the two innermost loops stay in one array. */
    private static boolean isInside(Operand operand, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        List<Integer> strides = loop.nest().strides(operand);
        return !Nest.isSlot(operand, strides.get(last)) && !Nest.isSlot(operand, strides.get(last - 1));
    }

    private static boolean isRows(Operand operand, LoopWriter loop) {
        return isInside(operand, loop)
                && loop.nest().strides(operand).get(loop.nest().depth() - 1) == 1;
    }

    private static boolean isNumbers(Operand operand, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        List<Integer> strides = loop.nest().strides(operand);
        return isInside(operand, loop) && strides.get(last) == 0 && strides.get(last - 1) == 1;
    }

    /** Whether it sets its results, whatever is there. */
    boolean sets() {
        return kind.sets;
    }

    void write(SectionContext context, Code code) {
        int last = loop.nest().depth() - 1;
        for (int i = 0; i < last - 1; i++) {
            loop.open(i);
        }
        Code arguments = new Code();
        arguments.add(
                "$L, $L",
                context.count(loop.nest().axes().get(last - 1)),
                context.count(loop.nest().axes().get(last)));
        for (Operand each : strided) {
            place(each, arguments);
            arguments.add(", $L", loop.nest().strides(each).get(last - 1));
        }
        for (Operand each : plain) {
            place(each, arguments);
        }
        if (to.isPresent()) {
            place(to.get(), arguments);
            arguments.add(", $L", loop.nest().strides(to.get()).get(last - 1));
        }
        code.addStatement("K.$L($L)", kind.method, arguments);
        loop.close(last - 1);
    }

    private void place(Operand operand, Code arguments) {
        int level = loop.nest().depth() - 2;
        arguments.add(", $L, $L", loop.array(operand, level), loop.start(operand, level));
    }
}
