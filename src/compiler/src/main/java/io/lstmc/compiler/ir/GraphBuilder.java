package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the nodes of one graph. An operation on inputs that it has seen before gives the node it gave then, so common
 * subexpressions are shared from the start.
 */
public final class GraphBuilder {

    private record Key(Op op, List<Node> inputs) {}

    private final Map<Key, Node> nodes = new HashMap<>();
    private final List<Node> arguments = new ArrayList<>();
    private int streams;

    public Node add(Op op, List<Node> inputs) {
        if (op instanceof Op.Random) {
            streams = Math.max(streams, ((Op.Random) op).stream() + 1);
        }
        return nodes.computeIfAbsent(
                new Key(op, List.copyOf(inputs)),
                key -> new Node(nodes.size(), op, inputs, op.accept(new TypeRule(inputs))));
    }

    public Node add(Op op, Node... inputs) {
        return add(op, List.of(inputs));
    }

    /** Gives a node a name for people, unless it has one. */
    public Node name(Node node, String text) {
        node.name(text);
        return node;
    }

    /** A new argument; names are unique in a graph. */
    public Node argument(String name, Op.Role role, TensorType type) {
        Node node = add(new Op.Argument(name, role, type));
        if (arguments.contains(node)) {
            throw new IllegalArgumentException("argument " + name + " exists");
        }
        arguments.add(node);
        return name(node, name);
    }

    public Graph build(Map<String, Node> results) {
        return new Graph(arguments, results);
    }

    public Node constant(double value, TensorType type) {
        return add(new Op.Constant(value, type));
    }

    /** Operands behind one another; numbers alone are one vector of numbers. */
    public Node concatenate(int axis, List<Node> parts) {
        List<Double> numbers = new ArrayList<>();
        for (Node part : parts) {
            boolean shared = part.type().rank() == 1
                    && !part.type().batched()
                    && !part.type().hasSteps();
            if (shared && part.op() instanceof Op.Constant constant) {
                numbers.addAll(Collections.nCopies(part.type().elements(), constant.value()));
            } else if (part.op() instanceof Op.Numbers more) {
                numbers.addAll(more.values());
            } else {
                return add(new Op.Concatenate(axis), parts);
            }
        }
        return add(new Op.Numbers(numbers));
    }

    public Node unary(UnaryFunction function, Node operand) {
        return add(new Op.Unary(function), operand);
    }

    /** Repeats the operands as needed, then applies the function. */
    public Node binary(BinaryFunction function, Node left, Node right) {
        TensorType type = common(left.type(), right.type());
        return add(new Op.Binary(function), broadcast(left, type), broadcast(right, type));
    }

    public Node plus(Node left, Node right) {
        return binary(BinaryFunction.ADD, left, right);
    }

    public Node minus(Node left, Node right) {
        return binary(BinaryFunction.SUBTRACT, left, right);
    }

    public Node times(Node left, Node right) {
        return binary(BinaryFunction.MULTIPLY, left, right);
    }

    public Node divide(Node left, Node right) {
        return binary(BinaryFunction.DIVIDE, left, right);
    }

    public Node select(Node condition, Node yes, Node no) {
        TensorType type = common(condition.type(), common(yes.type(), no.type()));
        return add(new Op.Select(), broadcast(condition, type), broadcast(yes, type), broadcast(no, type));
    }

    /** The number {@code value} in the type of {@code like}. */
    public Node constantLike(double value, Node like) {
        return constant(value, like.type());
    }

    public Node broadcast(Node node, TensorType type) {
        if (node.type().equals(type)) {
            return node;
        }
        if (node.op() instanceof Op.Constant) {
            return constant(((Op.Constant) node.op()).value(), type);
        }
        return add(new Op.Broadcast(type), node);
    }

    public Node sum(Node node, TensorType type) {
        return node.type().equals(type) ? node : add(new Op.Reduce(Op.Reduction.SUM, type), node);
    }

    public Node max(Node node, TensorType type) {
        return node.type().equals(type) ? node : add(new Op.Reduce(Op.Reduction.MAX, type), node);
    }

    /** A contraction that keeps steps and batch. */
    public Node contract(String left, String right, String result, Node a, Node b) {
        return add(new Op.Contract(left, right, result, true, true), a, b);
    }

    /** The parts of a table at indices. */
    public Node lookup(Node table, Node index) {
        return add(new Op.Lookup(), table, index);
    }

    /** A table of zeros with parts added at indices; they are repeated along axes that only the indices have. */
    public Node scatter(Node index, Node parts, TensorType table) {
        List<Integer> sizes = table.sizes();
        TensorType type = common(table.withSizes(List.of()), index.type()).withSizes(sizes.subList(1, sizes.size()));
        return add(new Op.Scatter(table), index, broadcast(parts, type));
    }

    public Node slice(Node node, int axis, int from, int to) {
        boolean whole = from == 0 && to == TypeRule.size(node.type(), axis);
        return whole ? node : ofConstant(add(new Op.Slice(axis, from, to), node), node);
    }

    /** The same elements under other axes; that of the batch stays. */
    public Node reshape(Node node, TensorType type) {
        boolean same = node.type().equals(type.withBatch(node.type().batched()));
        return same ? node : ofConstant(add(new Op.Reshape(type.time(), type.times(), type.sizes()), node), node);
    }

    /** A value whose elements are some of those of another: the same number, if that has it in all of them. */
    private Node ofConstant(Node made, Node operand) {
        return operand.op() instanceof Op.Constant ? constant(((Op.Constant) operand.op()).value(), made.type()) : made;
    }

    /** Fresh random numbers, different from those of every other call. */
    public Node random(Op.Distribution distribution, TensorType type) {
        return add(new Op.Random(distribution, streams, type));
    }

    /** The results of a recurrence: the last carries, then the stacked outputs. */
    public List<Node> scan(Op.Scan scan, List<Node> inputs) {
        Node node = add(scan, inputs);
        List<Node> results = new ArrayList<>();
        for (int i = 0; i < scan.body().results().size(); i++) {
            results.add(add(new Op.Project(i), node));
        }
        return results;
    }

    /** The smallest type to which both broadcast. */
    public static TensorType common(TensorType a, TensorType b) {
        List<TensorType.Time> times = new ArrayList<>(a.times());
        for (TensorType.Time time : b.times()) {
            if (!times.contains(time)) {
                times.add(time);
            }
        }
        TensorType type = new TensorType(
                a.hasSteps() ? a.time() : b.time(),
                a.batched() || b.batched(),
                times,
                a.sizes().isEmpty() ? b.sizes() : a.sizes());
        if (!a.broadcastsTo(type) || !b.broadcastsTo(type)) {
            throw new IllegalArgumentException(a + " and " + b + " have no common type");
        }
        return type;
    }
}
