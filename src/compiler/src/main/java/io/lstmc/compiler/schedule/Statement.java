package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Op;
import java.util.ArrayList;
import java.util.List;

/** One step of a {@link Program}. */
public sealed interface Statement {

    <R> R accept(Visitor<R> visitor);

    /** The equation that it computes, for people. */
    String equation();

    /** The views that it reads, without those that it only adds to. */
    List<View> reads();

    /** The views that it writes or adds to. */
    List<View> writes();

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
            List<View> views = new ArrayList<>(loads(instructions));
            stores.forEach(s -> addLoad(s.value(), views));
            return views;
        }

        @Override
        public List<View> writes() {
            return stores.stream().map(s -> s.to().view()).toList();
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

        @Override
        public List<View> reads() {
            List<View> views = new ArrayList<>(loads(instructions));
            addLoad(value, views);
            return views;
        }

        @Override
        public List<View> writes() {
            return List.of(to.view());
        }
    }

    /** Which of the runtime's products. */
    enum Kernel {
        /** C[r,j] += Σ_k A[r,k]·B[k,j]. */
        TIMES("times"),
        /** C[r,j] += Σ_k A[r,k]·B[j,k]. */
        TIMES_TRANSPOSED("timesTransposed"),
        /** C[k,j] += Σ_r A[r,k]·B[r,j], summed over the blocks. */
        TRANSPOSED_TIMES("transposedTimes");

        private final String method;

        Kernel(String method) {
            this.method = method;
        }

        /** Its name in the runtime. */
        public String method() {
            return method;
        }
    }

    /**
     * A matrix product added to what {@code c} holds. The step strides of the views are the distances of the blocks.
     *
     * @param rows rows of A in each block
     * @param n columns of the kernel's second matrix in its product
     * @param k columns of A
     */
    record Product(Kernel kernel, int blocks, Axis rows, int n, int k, View a, View b, View c, String equation)
            implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitProduct(this);
        }

        @Override
        public List<View> reads() {
            return List.of(a, b);
        }

        @Override
        public List<View> writes() {
            return List.of(c);
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

    private static List<View> loads(List<Instruction> instructions) {
        List<View> views = new ArrayList<>();
        for (Instruction instruction : instructions) {
            instruction.inputs().forEach(i -> addLoad(i, views));
        }
        return views;
    }

    private static void addLoad(Input input, List<View> views) {
        if (input instanceof Input.Load) {
            views.add(((Input.Load) input).operand().view());
        }
    }

    /** One method a kind of statement. */
    interface Visitor<R> {
        R visitPointwise(Pointwise statement);

        R visitReduction(Reduction statement);

        R visitProduct(Product statement);

        R visitDraw(Draw statement);

        R visitOrthonormalize(Orthonormalize statement);

        R visitRepeat(Repeat statement);
    }
}
