package io.lstmc.compiler.ir;

import java.util.List;

/** What a node computes from its inputs. Equal operations on equal inputs are one node. */
public sealed interface Op {

    <R> R accept(Visitor<R> visitor);

    /** Where the value of an {@link Argument} comes from. */
    enum Role {
        /** Data of a sample that the application supplies. */
        INPUT,
        /** Data of a sample that the loss compares with. */
        TARGET,
        /** A trained tensor. */
        PARAMETER,
        /** An adjoint with which the backward pass starts, one a sample. */
        SEED,
        /** A sequence of scalars: 1 at the steps that a sample has, 0 behind its end. */
        PRESENT,
        /** 1 while training, else 0. */
        MODE,
        /** A number of the training: an option that a schedule changes, or the count of updates. */
        SCALAR,
        /** In the body of a scan: the carried state before the step. */
        CARRY,
        /** In the body of a scan: the element of a sequence at the step. */
        ELEMENT,
        /** In the body of a scan: what is the same at every step. */
        INVARIANT
    }

    /** A value from outside the graph. */
    record Argument(String name, Role role, TensorType type) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitArgument(this);
        }
    }

    /** The same number in every element. */
    record Constant(double value, TensorType type) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitConstant(this);
        }
    }

    /** A vector of numbers. */
    record Numbers(List<Double> values) implements Op {
        public Numbers {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitNumbers(this);
        }
    }

    /** {@code y = f(x)}, elementwise. */
    record Unary(UnaryFunction function) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitUnary(this);
        }
    }

    /** {@code y = f(a, b)}, elementwise; both operands have the type of the result. */
    record Binary(BinaryFunction function) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitBinary(this);
        }
    }

    /** {@code y = c ≠ 0 ? a : b}, elementwise; all operands have the type of the result. */
    record Select() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitSelect(this);
        }
    }

    /** Repeats the operand along the axes that {@code type} has more. */
    record Broadcast(TensorType type) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitBroadcast(this);
        }
    }

    /** Sum or maximum over the axes that {@code type} has less: the opposite of a broadcast. */
    record Reduce(Reduction reduction, TensorType type) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitReduce(this);
        }
    }

    enum Reduction {
        SUM,
        MAX
    }

    /**
     * A sum of products over named axes, as in Einstein's notation: {@code ij,j→i} is a matrix times a vector.
     *
     * <p>Each letter names an axis of {@code dims}; a letter that is missing in {@code result} is summed over. The batch
     * and the steps are further axes, present where an operand has them, and kept or summed as the flags say. Every
     * letter of an operand stands in the other operand or in the result.
     */
    record Contract(String left, String right, String result, boolean keepSteps, boolean keepBatch) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitContract(this);
        }
    }

    /** Operands behind one another along an axis of {@code dims}. */
    record Concatenate(int axis) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitConcatenate(this);
        }
    }

    /** Elements {@code from} up to but without {@code to} along an axis of {@code dims} or {@link #STEPS}. */
    record Slice(int axis, int from, int to) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitSlice(this);
        }
    }

    /** Zeros before and behind the operand along an axis of {@code dims} or {@link #STEPS}. */
    record Pad(int axis, int before, int after) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitPad(this);
        }
    }

    /** The same elements of each sample, in order of (step, times, sizes), under other axes. */
    record Reshape(TensorType.Time time, List<TensorType.Time> times, List<Integer> sizes) implements Op {
        public Reshape {
            times = List.copyOf(times);
            sizes = List.copyOf(sizes);
        }

        /** To one time without a name, or none. */
        public Reshape(int steps, List<Integer> sizes) {
            this(new TensorType.Time("", steps), List.of(), sizes);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitReshape(this);
        }
    }

    /** The transposed matrix. */
    record Transpose() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitTranspose(this);
        }
    }

    /**
     * The steps that a sample has, last first; steps behind its end stay where they are. A second input says which steps
     * those are, as an argument of role {@link Role#PRESENT} does; without it all are there.
     */
    record Reverse() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitReverse(this);
        }
    }

    /**
     * Parts of a table: for each index that along the first of the table's {@code sizes}. The inputs are the table and the
     * indices, which have no {@code sizes}; whole numbers from 0 that the table has.
     *
     * <pre>
     * [V, n] at [T steps, batch]  is  [T steps, batch, n]
     * </pre>
     */
    record Lookup() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitLookup(this);
        }
    }

    /**
     * Parts added into a table of zeros, each at its index: the adjoint of a {@link Lookup}. The inputs are the indices and
     * the parts. What has the same index is summed, over every axis too that {@code type} lacks, in the order of (step,
     * sample, times).
     *
     * @param type of the table
     */
    record Scatter(TensorType type) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitScatter(this);
        }
    }

    /**
     * Random numbers, one an element, drawn anew in each evaluation.
     *
     * @param stream tells draws of one graph apart
     */
    record Random(Distribution distribution, int stream, TensorType type) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitRandom(this);
        }
    }

    enum Distribution {
        /** In [0, 1). */
        UNIFORM,
        /** Mean 0, variance 1. */
        GAUSSIAN
    }

    /** The matrix with orthonormal rows, or columns where it has more rows than columns, by Gram and Schmidt. */
    record Orthonormal() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitOrthonormal(this);
        }
    }

    /** The operand, of which no derivative is taken. */
    record StopGradient() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitStopGradient(this);
        }
    }

    /**
     * A recurrence: evaluates {@code body} once a step.
     *
     * <p>The inputs of the node are the initial carries, then the sequences, then the invariants; the arguments of the
     * body are, in the same order, the carries before the step, the elements of the step and the invariants. The results
     * of the body are the carries behind the step, then the outputs of the step. The results of the node, which {@link
     * Project} picks, are the carries behind the last step, then the outputs stacked along the steps.
     *
     * @param time along which it runs; every sequence is one along it
     * @param reverse from the last step to the first; elements and stacked outputs keep their places
     */
    record Scan(TensorType.Time time, boolean reverse, int carries, int elements, int invariants, Graph body)
            implements Op {

        /** Along a time without a name. */
        public Scan(int steps, boolean reverse, int carries, int elements, int invariants, Graph body) {
            this(new TensorType.Time("", steps), reverse, carries, elements, invariants, body);
        }

        /** How often the body is evaluated. */
        public int steps() {
            return time.length();
        }

        /** The same recurrence with another body of the same arguments. */
        public Scan withBody(Graph other) {
            return new Scan(time, reverse, carries, elements, invariants, other);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitScan(this);
        }
    }

    /** One result of a {@link Scan}. */
    record Project(int index) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitProject(this);
        }
    }

    /** The axis of time where an operation takes an axis of {@code dims} too. */
    int STEPS = -1;

    /** One method an operation; no default, so that a new one breaks compilation wherever it must be handled. */
    interface Visitor<R> {
        R visitArgument(Argument op);

        R visitConstant(Constant op);

        R visitNumbers(Numbers op);

        R visitUnary(Unary op);

        R visitBinary(Binary op);

        R visitSelect(Select op);

        R visitBroadcast(Broadcast op);

        R visitReduce(Reduce op);

        R visitContract(Contract op);

        R visitConcatenate(Concatenate op);

        R visitSlice(Slice op);

        R visitPad(Pad op);

        R visitReshape(Reshape op);

        R visitTranspose(Transpose op);

        R visitReverse(Reverse op);

        R visitLookup(Lookup op);

        R visitScatter(Scatter op);

        R visitRandom(Random op);

        R visitOrthonormal(Orthonormal op);

        R visitStopGradient(StopGradient op);

        R visitScan(Scan op);

        R visitProject(Project op);
    }
}
