package io.lstmc.compiler.program;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step of a {@link Program}. */
public sealed interface Statement {

    <R> R accept(Visitor<R> visitor);

    /** The equation that it computes, for people. */
    String equation();

    /** The views that it reads, without those that it only adds to. */
    List<View> reads();

    /** The views that it writes or adds to. */
    List<View> writes();

    /** Those views that are {@link View#fixed()}, because kernels know where in a slot they begin. */
    default List<View> fixedViews() {
        return List.of();
    }

    /** A value written behind the instructions of a loop, or added to what is there. */
    record Store(Operand to, Input value, boolean add) {
        @Override
        public String toString() {
            return to + (add ? " += " : " = ") + value;
        }
    }

    /** A loop of elementwise instructions; without any it is a copy or a fill. */
    record Pointwise(List<Axis> axes, List<Instruction> instructions, List<Store> stores, String equation)
            implements Statement {
        public Pointwise {
            axes = List.copyOf(axes);
            instructions = List.copyOf(instructions);
            stores = List.copyOf(stores);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitPointwise(this);
        }

        @Override
        public List<View> reads() {
            List<View> views = new ArrayList<>(Loads.of(instructions));
            for (Store s : stores) {
                Loads.add(s.value(), views);
            }
            return views;
        }

        @Override
        public List<View> writes() {
            List<View> found = new ArrayList<>();
            for (Store s : stores) {
                found.add(s.to().view());
            }
            return found;
        }
    }

    /**
     * Sums or maxima: {@code to} has stride 0 along the axes that are reduced.
     *
     * @param accumulate whether {@code to} holds a first value already
     */
    record Reduction(
            Op.Reduction reduction,
            List<Axis> axes,
            List<Instruction> instructions,
            Input value,
            Operand to,
            boolean accumulate,
            String equation)
            implements Statement {
        public Reduction {
            axes = List.copyOf(axes);
            instructions = List.copyOf(instructions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitReduction(this);
        }

        /** The one or two arrays whose elements, or products of elements, it sums; none if it sums anything else. */
        public List<Operand> factors() {
            if (reduction != Op.Reduction.SUM) {
                return List.of();
            }
            if (instructions.isEmpty()) {
                return value instanceof Input.Load load ? List.of(load.operand()) : List.of();
            }
            Instruction last = instructions.get(instructions.size() - 1);
            return instructions.size() == 1
                            && last.op() instanceof Op.Binary binary
                            && binary.function() == BinaryFunction.MULTIPLY
                            && last.inputs().get(0) instanceof Input.Load a
                            && last.inputs().get(1) instanceof Input.Load b
                    ? List.of(a.operand(), b.operand())
                    : List.of();
        }

        @Override
        public List<View> reads() {
            List<View> views = new ArrayList<>(Loads.of(instructions));
            Loads.add(value, views);
            return views;
        }

        @Override
        public List<View> writes() {
            return List.of(to.view());
        }
    }

    /**
     * A matrix W of a product.
     *
     * @param view its first element, in a buffer that is no samples'
     * @param kStride from a row of W to the next
     * @param jStride from a column of W to the next
     */
    record Matrix(View view, int kStride, int jStride) {}

    /**
     * What the accumulators of a product start with.
     *
     * @param kept whether they start with what is there already; then {@code rows} is empty
     * @param rows a row of numbers for each result; none for zeros
     */
    record Start(boolean kept, List<View> rows) {
        public static final Start KEPT = new Start(true, List.of());
        public static final Start ZERO = new Start(false, List.of());

        public Start {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Matrix products C_p[r,j] = start_p[j] + Σ_q Σ_k A_q[r,k]·W_qp[k,j]. The views of {@code a}, and those of {@code c},
     * lie in neighbouring slots of one buffer. The step strides of the views are the distances of the blocks.
     *
     * @param rows rows of A in each block
     * @param k columns of A
     * @param n columns of C
     * @param matrices for each source those for each result
     */
    record Product(
            int blocks,
            Axis rows,
            int k,
            int n,
            List<View> a,
            List<List<Matrix>> matrices,
            List<View> c,
            Start start,
            String equation)
            implements Statement {
        public Product {
            a = List.copyOf(a);
            matrices = matrices.stream().map(List::copyOf).toList();
            c = List.copyOf(c);
            requireFixed(a, equation);
            requireFixed(c, equation);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitProduct(this);
        }

        @Override
        public List<View> reads() {
            List<View> views = new ArrayList<>(a);
            for (List<Matrix> row : matrices) {
                for (Matrix m : row) {
                    views.add(m.view());
                }
            }
            views.addAll(start.rows());
            return views;
        }

        @Override
        public List<View> writes() {
            return c;
        }

        @Override
        public List<View> fixedViews() {
            List<View> views = new ArrayList<>(a);
            views.addAll(c);
            return views;
        }
    }

    /**
     * Sums of outer products, each added to what is there: C_p[i,j] += Σ_r A_p[r,i]·B[r,j] over the rows of all blocks.
     *
     * @param rows rows of A and B in each block
     * @param m columns of A
     * @param n columns of B
     * @param a in neighbouring slots of one buffer
     */
    record Outer(int blocks, Axis rows, int m, int n, List<View> a, View b, List<View> c, String equation)
            implements Statement {
        public Outer {
            a = List.copyOf(a);
            c = List.copyOf(c);
            requireFixed(a, equation);
            requireFixed(List.of(b), equation);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitOuter(this);
        }

        @Override
        public List<View> reads() {
            List<View> views = new ArrayList<>(a);
            views.add(b);
            return views;
        }

        @Override
        public List<View> writes() {
            return c;
        }

        @Override
        public List<View> fixedViews() {
            return reads();
        }
    }

    /**
     * Runs of {@code width} neighbours between a table and places in order: {@code parts = table[index]}, or where they are
     * added {@code table[index] += parts}.
     *
     * @param axes the loops over the indices
     * @param table walked by the axes, at index 0; index i lies i · width further
     */
    record Rows(List<Axis> axes, int width, Operand table, Operand index, Operand parts, boolean add, String equation)
            implements Statement {
        public Rows {
            axes = List.copyOf(axes);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitRows(this);
        }

        @Override
        public List<View> reads() {
            return List.of((add ? parts : table).view(), index.view());
        }

        @Override
        public List<View> writes() {
            return List.of((add ? table : parts).view());
        }
    }

    /**
     * Copies the steps of a sequence in reverse order.
     *
     * @param steps of the sequence
     * @param rows samples, each with an order of its own
     * @param elements of a step of a sample
     * @param present a sequence of one number each step, 0 behind the end of a sample, whose steps stay there
     */
    record Reverse(int steps, Axis rows, int elements, View from, Optional<View> present, View to, String equation)
            implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitReverse(this);
        }

        @Override
        public List<View> reads() {
            List<View> views = new ArrayList<>(List.of(from));
            present.ifPresent(views::add);
            return views;
        }

        @Override
        public List<View> writes() {
            return List.of(to);
        }
    }

    /** Fills a dense value with random numbers. */
    record Draw(Op.Random random, Axis rows, View to, String equation) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitDraw(this);
        }

        @Override
        public List<View> reads() {
            return List.of();
        }

        @Override
        public List<View> writes() {
            return List.of(to);
        }
    }

    /** Makes the rows or columns of a dense matrix orthonormal in place. */
    record Orthonormalize(View matrix, int rows, int columns, String equation) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitOrthonormalize(this);
        }

        @Override
        public List<View> reads() {
            return List.of(matrix);
        }

        @Override
        public List<View> writes() {
            return List.of(matrix);
        }
    }

    /** The body once a step. */
    record Repeat(Loop loop, List<Statement> body, String equation) implements Statement {
        public Repeat {
            body = List.copyOf(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitRepeat(this);
        }

        @Override
        public List<View> reads() {
            return body.stream().flatMap(s -> s.reads().stream()).toList();
        }

        @Override
        public List<View> writes() {
            return body.stream().flatMap(s -> s.writes().stream()).toList();
        }
    }

    private static void requireFixed(List<View> views, String equation) {
        for (View view : views) {
            if (!view.fixed()) {
                throw new IllegalArgumentException(view + " moves within its slot: " + equation);
            }
        }
    }

    /** One method a kind of statement. */
    interface Visitor<R> {
        R visitPointwise(Pointwise statement);

        R visitReduction(Reduction statement);

        R visitProduct(Product statement);

        R visitOuter(Outer statement);

        R visitRows(Rows statement);

        R visitReverse(Reverse statement);

        R visitDraw(Draw statement);

        R visitOrthonormalize(Orthonormalize statement);

        R visitRepeat(Repeat statement);
    }
}
