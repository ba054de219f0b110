package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.ir.BinaryFunction;
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
 * What the two innermost loops of a statement do with matrices, where the runtime has a kernel for it. Other loops may stand around
 * it: these are the products of matrices that each sample has.
 *
 * <pre>
 * sums of rows         to[r] = Σ_j a[r,j], or Σ_j a[r,j]·b[r,j]       matrix times vector, if b is one row for all
 * sums of columns      to[j] += Σ_r a[r,j], or Σ_r a[r,j]·b[r,j]
 * weighted sums        to[j] += Σ_r a[r,j]·w[r]                       vector times matrix
 * outer products       to[r,j] = w[r]·b[j], or +=
 * </pre>
 *
 * <p>The kernels fix the order of sums, so that plain and vector code give the same bits: of a row sixteen sums, of the terms with
 * equal j mod 16, are added as a tree; of a column the rows are added one after another to what is there. No product is fused
 * with a sum.
 */
record MatrixKernel(Kind kind, List<Argument> arguments, LoopWriter loop) {

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

    /** An array, then the place in it, unless that is its start, and for a matrix the distance of rows. */
    private record Argument(Operand operand, boolean placed, boolean matrix) {

        static Argument matrix(Operand operand) {
            return new Argument(operand, true, true);
        }

        static Argument matrixAtStart(Operand operand) {
            return new Argument(operand, false, true);
        }

        static Argument row(Operand operand) {
            return new Argument(operand, true, false);
        }

        static Argument rowAtStart(Operand operand) {
            return new Argument(operand, false, false);
        }
    }

    /** For fewer columns a call that takes places would take longer than a loop. */
    private static final int FEWEST_COLUMNS = 16;

    /** Of a sum; its results begin with zeros or with what is there. */
    static Optional<MatrixKernel> of(Statement.Reduction s, LoopWriter loop) {
        if (loop.nest().depth() < 2 || s.factors().isEmpty()) {
            return Optional.empty();
        }
        Optional<MatrixKernel> ofWhole = ofWhole(s, loop);
        return ofWhole.isPresent() || !hasMatrix(loop) || !isInside(s.to(), loop) ? ofWhole : ofPlaced(s, loop);
    }

    /** Of matrices that begin where their arrays do, as those of a batch: rows are samples. */
    private static Optional<MatrixKernel> ofWhole(Statement.Reduction s, LoopWriter loop) {
        if (!s.factors().stream().allMatch(factor -> isWhole(factor, loop))) {
            return Optional.empty();
        }
        List<Argument> arguments = new ArrayList<>();
        s.factors().forEach(factor -> arguments.add(Argument.matrixAtStart(factor)));
        int last = loop.nest().depth() - 1;
        List<Integer> to = loop.nest().strides(s.to());
        if (isSumOfRows(s, loop)
                && !Nest.isSlot(s.to(), 1)
                && loop.start(s.to(), last - 1).isZero()) {
            arguments.add(Argument.rowAtStart(s.to()));
            return Optional.of(new MatrixKernel(Kind.ROW_SUMS, arguments, loop));
        }
        if (to.get(last) == 1
                && to.get(last - 1) == 0
                && !s.to().view().buffer().slotted()) {
            arguments.add(Argument.row(s.to()));
            return Optional.of(new MatrixKernel(Kind.COLUMN_SUMS, arguments, loop));
        }
        return Optional.empty();
    }

    /** Of matrices anywhere in their arrays. */
    private static Optional<MatrixKernel> ofPlaced(Statement.Reduction s, LoopWriter loop) {
        List<Operand> factors = s.factors();
        Operand a = factors.get(0);
        Operand b = factors.get(factors.size() - 1);
        int last = loop.nest().depth() - 1;
        List<Integer> to = loop.nest().strides(s.to());
        Argument sums = Argument.row(s.to());
        if (to.get(last) == 0) {
            boolean rows = factors.size() == 2 && isRows(a, loop) && isRows(b, loop) && isSumOfRows(s, loop);
            return rows
                    ? Optional.of(new MatrixKernel(
                            Kind.ROW_SUMS, List.of(Argument.matrix(a), Argument.matrix(b), sums), loop))
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
                    ? Optional.of(new MatrixKernel(Kind.COLUMN_SUMS, List.of(Argument.matrix(a), sums), loop))
                    : Optional.empty();
        }
        if (isRows(b, loop) && isNumbers(a, loop)) {
            return Optional.of(
                    new MatrixKernel(Kind.WEIGHTED_SUMS, List.of(Argument.matrix(b), Argument.row(a), sums), loop));
        }
        return isRows(a, loop) && isNumbers(b, loop)
                ? Optional.of(
                        new MatrixKernel(Kind.WEIGHTED_SUMS, List.of(Argument.matrix(a), Argument.row(b), sums), loop))
                : Optional.empty();
    }

    /** Whether only the innermost loop sums, and each row has its own sum, which is set. */
    private static boolean isSumOfRows(Statement.Reduction s, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        List<Integer> to = loop.nest().strides(s.to());
        return !s.accumulate()
                && to.get(last) == 0
                && to.get(last - 1) == 1
                && !to.subList(0, last).contains(0);
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
                        add ? Kind.ADD_OUTER : Kind.SET_OUTER,
                        List.of(Argument.row(numbers), Argument.row(row), Argument.matrix(to)),
                        loop))
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

    /** Whether the two innermost loops walk the rows and columns of a matrix at the start of an array. */
    private static boolean isWhole(Operand operand, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        List<Integer> strides = loop.nest().strides(operand);
        return operand.view().buffer().slotted()
                && strides.get(last) == 1
                && !Nest.isSlot(operand, 1)
                && !Nest.isSlot(operand, strides.get(last - 1))
                && loop.start(operand, last - 1).isZero();
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
        Code list = new Code();
        list.add(
                "$L, $L",
                context.count(loop.nest().axes().get(last - 1)),
                context.count(loop.nest().axes().get(last)));
        for (Argument each : arguments) {
            list.add(", $L", loop.array(each.operand(), last - 1));
            if (each.placed()) {
                list.add(", $L", loop.start(each.operand(), last - 1));
            }
            if (each.matrix()) {
                list.add(", $L", loop.nest().strides(each.operand()).get(last - 1));
            }
        }
        code.addStatement("K.$L($L)", kind.method, list);
        loop.close(last - 1);
    }
}
