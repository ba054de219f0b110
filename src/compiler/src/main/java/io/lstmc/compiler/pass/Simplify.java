package io.lstmc.compiler.pass;

import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Algebra that changes no bit of a value, whatever it is: {@code 1 ⊙ x}, {@code x / 1}, {@code x¹}, {@code x²} as a
 * product, {@code --x}, {@code x + -y}, {@code x - 0}, {@code x + -0}, functions of constants, selections by a constant or of
 * one value, contractions that sum nothing. Constants are computed in double, whatever the precision of the model.
 *
 * <p>{@code x + 0} stays, for -0 + 0 is 0; {@code 0 - x} is 0 and not -0 for 0; {@code x ⊙ 0} is not 0 for an infinite
 * {@code x}. With {@link SumRules} and {@link DivisionRule}, which are options, values change in their last bits.
 */
public final class Simplify implements Pass {

    private final boolean joinSums;
    private final boolean reciprocals;

    /** With all rules. */
    public Simplify() {
        this(Optimizations.ALL);
    }

    /** With those rules that an option allows, and those that change no bit. */
    public Simplify(Optimizations optimizations) {
        this.joinSums = optimizations.has(Optimization.JOIN_SUMS);
        this.reciprocals = optimizations.has(Optimization.RECIPROCAL);
    }

    @Override
    public String name() {
        return "simplify";
    }

    @Override
    public Graph apply(Graph graph) {
        return new Rewrite(graph).result();
    }

    /** The rewrite of one graph. */
    private final class Rewrite {

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
            if (op instanceof Op.Reduce reduce && isTableOfParts(reduce, in.get(0))) {
                return to.add(new Op.Scatter(reduce.type()), in.get(0).inputs());
            }
            if (op instanceof Op.Reduce) {
                return joinSums ? new SumRules(to, shared).reduce((Op.Reduce) op, in.get(0)) : to.add(op, in);
            }
            if (op instanceof Op.Contract) {
                return contract(to, (Op.Contract) op, node.type(), in);
            }
            if (op instanceof Op.Reshape) {
                Node last = lastState(to, in.get(0));
                return last != null && last.type().equals(node.type()) ? last : to.add(op, in);
            }
            if (op instanceof Op.Concatenate concatenate) {
                return to.concatenate(concatenate.axis(), in);
            }
            if (op instanceof Op.Scan) {
                Op.Scan scan = (Op.Scan) op;
                Graph body = new Rewrite(scan.body()).result();
                return to.add(scan.withBody(body), in);
            }
            return to.add(op, in);
        }

        /** The state behind a recurrence that {@code x} takes out of the states of all steps; null if it is another value. */
        private Node lastState(GraphBuilder to, Node x) {
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
                return to.constant(function.apply(value(x)), x.type());
            }
            if (function == UnaryFunction.NEGATE && isNegation(x)) {
                return x.input(0);
            }
            return to.unary(function, x);
        }

        private Node binary(GraphBuilder to, BinaryFunction function, Node a, Node b) {
            if (a.op() instanceof Op.Constant && b.op() instanceof Op.Constant) {
                return to.constant(function.apply(value(a), value(b)), a.type());
            }
            return switch (function) {
                case ADD -> {
                    if (is(a, -0.0)) {
                        yield b;
                    }
                    if (isNegation(b)) {
                        yield to.minus(a, b.input(0));
                    }
                    yield is(b, -0.0) ? a : to.plus(a, b);
                }
                case SUBTRACT -> {
                    if (is(a, -0.0)) {
                        yield unary(to, UnaryFunction.NEGATE, b);
                    }
                    if (isNegation(b)) {
                        yield to.plus(a, b.input(0));
                    }
                    yield is(b, 0.0) ? a : to.minus(a, b);
                }
                case MULTIPLY -> {
                    if (a.isConstant(1)) {
                        yield b;
                    }
                    yield b.isConstant(1) ? a : to.times(a, b);
                }
                case DIVIDE -> {
                    if (b.isConstant(1)) {
                        yield a;
                    }
                    yield reciprocals ? DivisionRule.divide(to, a, b) : to.divide(a, b);
                }
                case POWER -> {
                    if (b.isConstant(1)) {
                        yield a;
                    }
                    yield b.isConstant(2) ? to.times(a, a) : to.binary(function, a, b);
                }
                case GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> to.binary(function, a, b);
            };
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

        /**
         * Whether a sum is over tables into which parts are added, one a step or sample: they are added into one, for the
         * tables together may be far larger than anything else. A scatter sums in any case.
         */
        private boolean isTableOfParts(Op.Reduce op, Node x) {
            return op.reduction() == Op.Reduction.SUM
                    && x.op() instanceof Op.Scatter
                    && !shared.contains(x)
                    && op.type().sizes().equals(x.type().sizes());
        }

        private boolean isNegation(Node x) {
            return x.op() instanceof Op.Unary && ((Op.Unary) x.op()).function() == UnaryFunction.NEGATE;
        }

        private double value(Node constant) {
            return ((Op.Constant) constant.op()).value();
        }

        /** Whether it is this constant, 0 and -0 being two. */
        private boolean is(Node x, double number) {
            return x.op() instanceof Op.Constant && Double.compare(value(x), number) == 0;
        }
    }
}
