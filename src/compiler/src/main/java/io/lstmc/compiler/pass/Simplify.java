package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.PostOrder;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Algebra that changes no value: {@code x + 0}, {@code 1 ⊙ x}, {@code x¹}, {@code --x}, {@code x + -y}, functions of
 * constants, selections by a constant, reductions of reductions, sums of negated values, and sums of products as one contraction:
 *
 * <pre>
 * before: Σₜ Σ_batch (δf ⊙ c)
 * after:  contract i,i→i over steps and batch
 * </pre>
 *
 * <p>{@code x ⊙ 0} stays: it is not 0 for an infinite {@code x}. Nothing is reassociated but the order of summation in a
 * reduction, which is not fixed anyway.
 */
public final class Simplify implements Pass {

    @Override
    public String name() {
        return "simplify";
    }

    @Override
    public Graph apply(Graph graph) {
        return new Rewrite(graph).result();
    }

    /** The rewrite of one graph. */
    private static final class Rewrite {

        private final Graph graph;
        private final Map<Node, Integer> uses = new HashMap<>();

        /** New nodes that stand for nodes with several uses: these are computed anyway. */
        private final Set<Node> shared = new HashSet<>();

        Rewrite(Graph graph) {
            this.graph = graph;
            for (Node node : graph.nodes()) {
                for (Node input : node.inputs()) {
                    uses.merge(input, 1, Integer::sum);
                }
            }
            for (Node node : graph.results().values()) {
                uses.merge(node, 1, Integer::sum);
            }
        }

        Graph result() {
            return GraphCopy.of(graph, (to, node, in) -> {
                Node made = simplify(to, node, in);
                if (uses.get(node) > 1) {
                    shared.add(made);
                }
                return made;
            });
        }

        private Node simplify(GraphBuilder to, Node node, List<Node> in) {
            Op op = node.op();
            if (op instanceof Op.Unary) {
                return unary(to, ((Op.Unary) op).function(), in.get(0));
            }
            if (op instanceof Op.Binary) {
                return binary(to, ((Op.Binary) op).function(), in.get(0), in.get(1));
            }
            if (op instanceof Op.Select) {
                return select(to, in.get(0), in.get(1), in.get(2));
            }
            if (op instanceof Op.Broadcast) {
                return broadcast(to, ((Op.Broadcast) op).type(), in.get(0));
            }
            if (op instanceof Op.Reduce) {
                return reduce(to, (Op.Reduce) op, in.get(0));
            }
            if (op instanceof Op.Contract) {
                return contract(to, (Op.Contract) op, node.type(), in);
            }
            if (op instanceof Op.Reshape) {
                Node last = lastState(to, in.get(0));
                return last != null && last.type().equals(node.type()) ? last : to.add(op, in);
            }
            if (op instanceof Op.Scan) {
                Op.Scan scan = (Op.Scan) op;
                Graph body = new Rewrite(scan.body()).result();
                return to.add(scan.withBody(body), in);
            }
            return to.add(op, in);
        }

        /** The state behind a recurrence that {@code x} takes out of the states of all steps; null if it is another value. */
        private static Node lastState(GraphBuilder to, Node x) {
            boolean ofSteps = x.op() instanceof Op.Slice slice
                    && slice.axis() == Op.STEPS
                    && x.input(0).op() instanceof Op.Project;
            if (!ofSteps) {
                return null;
            }
            Node recurrence = x.input(0).input(0);
            Op.Scan scan = (Op.Scan) recurrence.op();
            List<Node> results = scan.body().resultList();
            int index = results.indexOf(results.get(((Op.Project) x.input(0).op()).index()));
            int last = scan.reverse() ? 0 : scan.steps() - 1;
            Op.Slice slice = (Op.Slice) x.op();
            boolean state = index < scan.carries() && slice.from() == last && slice.to() == last + 1;
            return state ? to.add(new Op.Project(index), List.of(recurrence)) : null;
        }

        private Node unary(GraphBuilder to, UnaryFunction function, Node x) {
            if (x.op() instanceof Op.Constant) {
                return to.constant(Interpreter.apply(function, value(x)), x.type());
            }
            if (function == UnaryFunction.NEGATE && isNegation(x)) {
                return x.input(0);
            }
            return to.unary(function, x);
        }

        private Node binary(GraphBuilder to, BinaryFunction function, Node a, Node b) {
            if (a.op() instanceof Op.Constant && b.op() instanceof Op.Constant) {
                return to.constant(Interpreter.apply(function, value(a), value(b)), a.type());
            }
            return switch (function) {
                case ADD -> {
                    if (a.isConstant(0)) {
                        yield b;
                    }
                    if (isNegation(b)) {
                        yield to.minus(a, b.input(0));
                    }
                    yield b.isConstant(0) ? a : to.plus(a, b);
                }
                case SUBTRACT -> {
                    if (a.isConstant(0)) {
                        yield unary(to, UnaryFunction.NEGATE, b);
                    }
                    if (isNegation(b)) {
                        yield to.plus(a, b.input(0));
                    }
                    yield b.isConstant(0) ? a : to.minus(a, b);
                }
                case MULTIPLY -> {
                    if (a.isConstant(1)) {
                        yield b;
                    }
                    yield b.isConstant(1) ? a : to.times(a, b);
                }
                case DIVIDE -> b.isConstant(1) ? a : divide(to, a, b);
                case POWER -> {
                    if (b.isConstant(1)) {
                        yield a;
                    }
                    yield b.isConstant(2) ? to.times(a, a) : to.binary(function, a, b);
                }
                case GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> to.binary(function, a, b);
            };
        }

        /** One division for all elements that share a divisor, because a product costs a tenth of it. */
        private static Node divide(GraphBuilder to, Node a, Node b) {
            Node divisor = b.op() instanceof Op.Broadcast ? b.input(0) : b;
            boolean repeated = divisor.type().elements() < b.type().elements();
            if (!repeated || a.isConstant(1)) {
                return to.divide(a, b);
            }
            return to.times(a, to.broadcast(to.divide(to.constantLike(1, divisor), divisor), b.type()));
        }

        private Node select(GraphBuilder to, Node condition, Node yes, Node no) {
            if (condition.op() instanceof Op.Constant) {
                return value(condition) != 0 ? yes : no;
            }
            return yes == no ? yes : to.select(condition, yes, no);
        }

        private Node broadcast(GraphBuilder to, TensorType type, Node x) {
            Node from = x.op() instanceof Op.Broadcast ? x.input(0) : x;
            return to.broadcast(from, type);
        }

        private Node reduce(GraphBuilder to, Op.Reduce op, Node x) {
            if (x.type().equals(op.type())) {
                return x;
            }
            if (x.op() instanceof Op.Reduce && ((Op.Reduce) x.op()).reduction() == op.reduction()) {
                return to.add(op, x.input(0));
            }
            boolean sums = op.reduction() == Op.Reduction.SUM;
            if (sums && isNegation(x) && !absorbs(x)) {
                return to.unary(UnaryFunction.NEGATE, to.add(op, x.input(0)));
            }
            return sums && absorbs(x) ? sum(to, op.type(), x) : to.add(op, x);
        }

        /** Whether a sum over {@code x} can become part of the contractions that {@code x} consists of. */
        private boolean absorbs(Node x) {
            Deque<Node> open = new ArrayDeque<>(List.of(x));
            while (!open.isEmpty()) {
                Node part = open.pop();
                boolean product = part.op() instanceof Op.Contract
                        || isSum(part)
                        || isBinary(part, BinaryFunction.MULTIPLY)
                                && part.type().rank() <= 1;
                if (shared.contains(part) || !product && !isLinear(part)) {
                    return false;
                }
                if (!product) {
                    open.addAll(part.inputs());
                }
            }
            return true;
        }

        private boolean isLinear(Node x) {
            return isNegation(x) || isBinary(x, BinaryFunction.ADD) || isBinary(x, BinaryFunction.SUBTRACT);
        }

        /** The sum over a value that absorbs it. */
        private Node sum(GraphBuilder to, TensorType type, Node x) {
            return PostOrder.<Node, Node>of(
                    x,
                    part -> isLinear(part) ? part.inputs() : List.of(),
                    (part, sums) -> sums.isEmpty() ? sumOfProducts(to, type, part) : to.add(part.op(), sums));
        }

        private Node sumOfProducts(GraphBuilder to, TensorType type, Node x) {
            boolean steps = type.hasSteps();
            boolean batch = type.batched();
            if (isSum(x)) {
                return reduce(to, new Op.Reduce(Op.Reduction.SUM, type), x);
            }
            boolean sameDims = type.dims().equals(x.type().dims());
            if (x.op() instanceof Op.Contract) {
                Op.Contract inner = (Op.Contract) x.op();
                return sameDims
                        ? to.add(new Op.Contract(inner.left(), inner.right(), inner.result(), steps, batch), x.inputs())
                        : to.sum(x, type);
            }
            String letters = x.type().rank() == 1 ? "i" : "";
            return to.add(new Op.Contract(letters, letters, sameDims ? letters : "", steps, batch), x.inputs());
        }

        /** A contraction that sums nothing is a product of elements. */
        private Node contract(GraphBuilder to, Op.Contract op, TensorType type, List<Node> in) {
            boolean plain = true;
            for (int i = 0; i < 2; i++) {
                String letters = i == 0 ? op.left() : op.right();
                plain &= letters.isEmpty() || letters.equals(op.result());
                plain &= in.get(i).type().broadcastsTo(type);
            }
            return plain ? to.times(to.broadcast(in.get(0), type), to.broadcast(in.get(1), type)) : to.add(op, in);
        }

        private boolean isSum(Node x) {
            return x.op() instanceof Op.Reduce && ((Op.Reduce) x.op()).reduction() == Op.Reduction.SUM;
        }

        private boolean isBinary(Node x, BinaryFunction function) {
            return x.op() instanceof Op.Binary && ((Op.Binary) x.op()).function() == function;
        }

        private boolean isNegation(Node x) {
            return x.op() instanceof Op.Unary && ((Op.Unary) x.op()).function() == UnaryFunction.NEGATE;
        }

        private static double value(Node constant) {
            return ((Op.Constant) constant.op()).value();
        }
    }
}
