package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/** The type of an operation's result from the types of its inputs; anything that does not fit is a compiler bug. */
final class TypeRule implements Op.Visitor<TensorType> {

    private final List<Node> inputs;

    TypeRule(List<Node> inputs) {
        this.inputs = inputs;
    }

    private TensorType input(int index) {
        return inputs.get(index).type();
    }

    private void require(boolean condition, Op op) {
        if (!condition) {
            throw new IllegalArgumentException(
                    op + " does not fit " + inputs.stream().map(Node::type).toList());
        }
    }

    private void requireInputs(int count, Op op) {
        require(inputs.size() == count, op);
    }

    @Override
    public TensorType visitArgument(Op.Argument op) {
        requireInputs(0, op);
        return op.type();
    }

    @Override
    public TensorType visitConstant(Op.Constant op) {
        requireInputs(0, op);
        return op.type();
    }

    @Override
    public TensorType visitNumbers(Op.Numbers op) {
        requireInputs(0, op);
        return TensorType.shared(op.values().size());
    }

    @Override
    public TensorType visitUnary(Op.Unary op) {
        requireInputs(1, op);
        return input(0);
    }

    @Override
    public TensorType visitBinary(Op.Binary op) {
        requireInputs(2, op);
        require(input(0).equals(input(1)), op);
        return input(0);
    }

    @Override
    public TensorType visitSelect(Op.Select op) {
        requireInputs(3, op);
        require(input(0).equals(input(1)) && input(0).equals(input(2)), op);
        return input(0);
    }

    @Override
    public TensorType visitBroadcast(Op.Broadcast op) {
        requireInputs(1, op);
        require(input(0).broadcastsTo(op.type()), op);
        return op.type();
    }

    @Override
    public TensorType visitReduce(Op.Reduce op) {
        requireInputs(1, op);
        require(op.type().broadcastsTo(input(0)), op);
        return op.type();
    }

    @Override
    public TensorType visitContract(Op.Contract op) {
        requireInputs(2, op);
        requireLetters(op.left(), op.right(), input(0), op);
        requireLetters(op.right(), op.left(), input(1), op);
        for (int i = 0; i < op.right().length(); i++) {
            int left = op.left().indexOf(op.right().charAt(i));
            require(left < 0 || input(0).dims().get(left).equals(input(1).dims().get(i)), op);
        }
        List<TensorType.Time> times = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < op.result().length(); i++) {
            int left = op.left().indexOf(op.result().charAt(i));
            int right = op.right().indexOf(op.result().charAt(i));
            require(left >= 0 || right >= 0, op);
            TensorType type = input(left >= 0 ? 0 : 1);
            int at = left >= 0 ? left : right;
            if (at < type.times().size()) {
                require(sizes.isEmpty(), op);
                times.add(type.times().get(at));
            } else {
                sizes.add(type.dims().get(at));
            }
        }
        TensorType.Time time = input(0).hasSteps() ? input(0).time() : input(1).time();
        require(!input(1).hasSteps() || input(1).time().equals(time), op);
        boolean batched = input(0).batched() || input(1).batched();
        return new TensorType(op.keepSteps() ? time : TensorType.NO_TIME, op.keepBatch() && batched, times, sizes);
    }

    /** Each axis has a letter of its own, which another operand or the result has too. */
    private void requireLetters(String letters, String others, TensorType type, Op.Contract op) {
        require(letters.length() == type.rank(), op);
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            require(letters.indexOf(letter) == i, op);
            require(others.indexOf(letter) >= 0 || op.result().indexOf(letter) >= 0, op);
        }
    }

    @Override
    public TensorType visitConcatenate(Op.Concatenate op) {
        require(!inputs.isEmpty() && op.axis() >= 0 && op.axis() < input(0).rank(), op);
        int total = 0;
        for (Node node : inputs) {
            require(with(node.type(), op.axis(), 1).equals(with(input(0), op.axis(), 1)), op);
            total += node.type().dims().get(op.axis());
        }
        return with(input(0), op.axis(), total);
    }

    @Override
    public TensorType visitSlice(Op.Slice op) {
        requireInputs(1, op);
        require(0 <= op.from() && op.from() < op.to() && op.to() <= size(input(0), op.axis()), op);
        return with(input(0), op.axis(), op.to() - op.from());
    }

    @Override
    public TensorType visitPad(Op.Pad op) {
        requireInputs(1, op);
        require(op.before() >= 0 && op.after() >= 0 && size(input(0), op.axis()) > 0, op);
        return with(input(0), op.axis(), op.before() + size(input(0), op.axis()) + op.after());
    }

    /** Length of an axis of {@code dims} or of {@link Op#STEPS}. */
    static int size(TensorType type, int axis) {
        return axis == Op.STEPS ? type.steps() : type.dims().get(axis);
    }

    static TensorType with(TensorType type, int axis, int size) {
        if (axis == Op.STEPS) {
            return type.withSteps(size);
        }
        return type.withDim(axis, size);
    }

    @Override
    public TensorType visitReshape(Op.Reshape op) {
        requireInputs(1, op);
        TensorType type = new TensorType(op.time(), input(0).batched(), op.times(), op.sizes());
        require(type.elementsOfAllSteps() == input(0).elementsOfAllSteps(), op);
        return type;
    }

    @Override
    public TensorType visitTranspose(Op.Transpose op) {
        requireInputs(1, op);
        require(input(0).sizes().size() == 2, op);
        return input(0).withSizes(
                        List.of(input(0).sizes().get(1), input(0).sizes().get(0)));
    }

    @Override
    public TensorType visitLookup(Op.Lookup op) {
        requireInputs(2, op);
        require(!input(0).sizes().isEmpty() && input(1).sizes().isEmpty(), op);
        return rows(input(0), input(1));
    }

    @Override
    public TensorType visitScatter(Op.Scatter op) {
        requireInputs(2, op);
        require(!op.type().sizes().isEmpty() && input(0).sizes().isEmpty(), op);
        require(rows(op.type(), input(0)).equals(input(1)), op);
        return op.type();
    }

    /** The type of the parts of a table at indices. */
    private static TensorType rows(TensorType table, TensorType index) {
        List<Integer> sizes = table.sizes();
        return GraphBuilder.common(table.withSizes(List.of()), index).withSizes(sizes.subList(1, sizes.size()));
    }

    @Override
    public TensorType visitReverse(Op.Reverse op) {
        require(inputs.size() == 1 || inputs.size() == 2 && input(0).batched(), op);
        require(input(0).hasSteps(), op);
        require(inputs.size() == 1 || input(1).equals(TensorType.perSample().withTime(input(0).time())), op);
        return input(0);
    }

    @Override
    public TensorType visitRandom(Op.Random op) {
        requireInputs(0, op);
        return op.type();
    }

    @Override
    public TensorType visitOrthonormal(Op.Orthonormal op) {
        requireInputs(1, op);
        require(input(0).rank() == 2 && !input(0).hasSteps() && !input(0).batched(), op);
        return input(0);
    }

    @Override
    public TensorType visitStopGradient(Op.StopGradient op) {
        requireInputs(1, op);
        return input(0);
    }

    @Override
    public TensorType visitScan(Op.Scan op) {
        Graph body = op.body();
        requireInputs(op.carries() + op.elements() + op.invariants(), op);
        require(body.arguments().size() == inputs.size() && body.results().size() >= op.carries(), op);
        for (int i = 0; i < inputs.size(); i++) {
            boolean element = i >= op.carries() && i < op.carries() + op.elements();
            TensorType expected = body.arguments().get(i).type();
            require(input(i).equals(element ? expected.withTime(op.time()) : expected), op);
        }
        List<Node> results = body.resultList();
        for (int i = 0; i < op.carries(); i++) {
            require(results.get(i).type().equals(input(i)), op);
        }
        for (Node result : results) {
            require(!result.type().hasSteps(), op);
        }
        return TensorType.SCALAR;
    }

    @Override
    public TensorType visitProject(Op.Project op) {
        requireInputs(1, op);
        require(inputs.get(0).op() instanceof Op.Scan, op);
        Op.Scan scan = (Op.Scan) inputs.get(0).op();
        TensorType type = scan.body().resultList().get(op.index()).type();
        return op.index() < scan.carries() ? type : type.withTime(scan.time());
    }
}
