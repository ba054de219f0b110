package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a recurrence over reversed sequences run the other way, so that no data is moved.
 *
 * <pre>
 * before: r = reverse(x);  h = scan r: …;  y = reverse(h)
 * after:                   y = scan from the last step to the first, x: …
 * </pre>
 *
 * <p>For that, reversals go outwards through what acts on each step alone, where two of them meet they are gone, and what is
 * made of all steps needs none. Of samples with fewer steps, a recurrence that runs the other way sees the absent steps
 * first; its states must keep what they are there, which {@code keepsStates} looks for. Values behind the end of a sample
 * may become others: nothing reads them.
 *
 * <p>A sum over the steps adds them in another order then, which can change its last bit.
 */
public final class Reversal implements Pass {

    @Override
    public String name() {
        return "reverse";
    }

    @Override
    public Graph apply(Graph graph) {
        boolean reverses = graph.nodes().stream().anyMatch(n -> n.op() instanceof Op.Reverse);
        return reverses ? GraphCopy.of(graph, new Rewrite()::rewrite) : graph;
    }

    /** A sequence of scalars: 1 at the last step of each sample, 0 elsewhere. */
    public static Node isLast(GraphBuilder graph, Node present) {
        boolean outside = present.type().hasSteps();
        int axis = outside ? Op.STEPS : 0;
        int steps = outside ? present.type().steps() : present.type().dims().get(0);
        if (steps == 1) {
            return present;
        }
        Node following = graph.slice(present, axis, 1, steps);
        return graph.minus(present, graph.add(new Op.Pad(axis, 0, 1), following));
    }

    /** What is known while one graph is copied. */
    private static final class Rewrite {

        /** Recurrences that run the other way now, with the steps that are there. */
        private final Map<Node, Optional<Node>> turned = new HashMap<>();

        Node rewrite(GraphBuilder to, Node node, List<Node> in) {
            Op op = node.op();
            if (op instanceof Op.Reverse) {
                return reverse(to, in.get(0), present(in));
            }
            if (op instanceof Op.Project project && turned.containsKey(in.get(0))) {
                boolean state = project.index() < ((Op.Scan) in.get(0).op()).carries();
                Node result = to.add(op, in);
                return state ? result : reverse(to, result, turned.get(in.get(0)));
            }
            Optional<Node> last =
                    op instanceof Op.Reduce ? lastOfReversed(to, in.get(0), node.type()) : Optional.empty();
            if (last.isPresent()) {
                return last.get();
            }
            for (Node input : in) {
                if (input.op() instanceof Op.Reverse) {
                    Optional<Node> made = withoutReversal(to, node, in, present(input.inputs()));
                    if (made.isPresent()) {
                        return made.get();
                    }
                }
            }
            return to.add(op, in);
        }

        private static Optional<Node> present(List<Node> inputs) {
            return inputs.size() > 1 ? Optional.of(inputs.get(1)) : Optional.empty();
        }

        private Node reverse(GraphBuilder to, Node x, Optional<Node> present) {
            Node plain = unreversed(x, present);
            if (plain != null) {
                return plain;
            }
            List<Node> inputs = new ArrayList<>(List.of(x));
            present.ifPresent(inputs::add);
            return x.type().steps() == 1 ? x : to.add(new Op.Reverse(), inputs);
        }

        /** The value of which {@code x} is the reversal; {@code null} if that is not known without moving data. */
        private static Node unreversed(Node x, Optional<Node> present) {
            if (x.op() instanceof Op.Reverse && present(x.inputs()).equals(present)) {
                return x.input(0);
            }
            return isSymmetric(x, present) ? x : null;
        }

        /** Whether a value is the same at all steps that a sample has, and so its own reversal. */
        private static boolean isSymmetric(Node x, Optional<Node> present) {
            boolean same =
                    !x.type().hasSteps() || x.op() instanceof Op.Constant || present.isPresent() && present.get() == x;
            return same || x.op() instanceof Op.Broadcast && isSymmetric(x.input(0), present);
        }

        private Optional<Node> withoutReversal(GraphBuilder to, Node node, List<Node> in, Optional<Node> present) {
            Op op = node.op();
            if (op instanceof Op.Scan scan) {
                return turn(to, scan, in, present);
            }
            if (op instanceof Op.Slice slice && slice.axis() == Op.STEPS) {
                return slice(to, slice, in.get(0), present);
            }
            List<Node> plain = new ArrayList<>();
            for (Node input : in) {
                plain.add(unreversed(input, present));
            }
            if (plain.contains(null)) {
                return Optional.empty();
            }
            if (op instanceof Op.Reduce && !node.type().hasSteps()) {
                return Optional.of(to.add(op, plain));
            }
            return isOfEachStep(node, present.isPresent())
                    ? Optional.of(reverse(to, to.add(op, plain), present))
                    : Optional.empty();
        }

        /** Whether an operation makes each step of its result of the same step of its inputs. */
        private static boolean isOfEachStep(Node node, boolean ofEachSample) {
            Op op = node.op();
            if (!node.type().hasSteps() || ofEachSample && !node.type().batched()) {
                return false;
            }
            return op instanceof Op.Unary
                    || op instanceof Op.Binary
                    || op instanceof Op.Select
                    || op instanceof Op.Broadcast
                    || op instanceof Op.Reduce
                    || op instanceof Op.Contract
                    || op instanceof Op.Concatenate
                    || op instanceof Op.Transpose
                    || op instanceof Op.Lookup
                    || op instanceof Op.Scatter
                    || op instanceof Op.StopGradient
                    || op instanceof Op.Slice
                    || op instanceof Op.Pad pad && pad.axis() != Op.STEPS
                    || op instanceof Op.Reshape reshape
                            && reshape.time().equals(node.input(0).type().time());
        }

        /** Some steps of a reversed sequence, where all samples have all steps; else the first step alone. */
        private Optional<Node> slice(GraphBuilder to, Op.Slice slice, Node reversed, Optional<Node> present) {
            Node x = reversed.input(0);
            int steps = x.type().steps();
            if (present.isEmpty()) {
                Node part = to.slice(x, Op.STEPS, steps - slice.to(), steps - slice.from());
                return Optional.of(reverse(to, part, present));
            }
            if (slice.from() != 0 || slice.to() != 1) {
                return Optional.empty();
            }
            Node isLast = to.broadcast(isLast(to, present.get()), x.type());
            Node last = to.select(isLast, x, to.constantLike(0, x));
            return Optional.of(
                    to.reshape(to.sum(last, x.type().withSteps(0)), x.type().withSteps(1)));
        }

        /** {@code last(reverse(z))}, which is the first step of {@code z}. */
        private static Optional<Node> lastOfReversed(GraphBuilder to, Node masked, TensorType type) {
            boolean selects = masked.op() instanceof Op.Select
                    && masked.input(1).op() instanceof Op.Reverse
                    && masked.input(1).inputs().size() > 1
                    && masked.input(2).isConstant(0)
                    && type.equals(masked.type().withSteps(0));
            if (!selects) {
                return Optional.empty();
            }
            Node z = masked.input(1).input(0);
            Node isLast = isLast(to, masked.input(1).input(1));
            if (masked.input(0) != to.broadcast(isLast, z.type())) {
                return Optional.empty();
            }
            return Optional.of(to.reshape(to.slice(z, Op.STEPS, 0, 1), type));
        }

        private Optional<Node> turn(GraphBuilder to, Op.Scan scan, List<Node> in, Optional<Node> present) {
            List<Node> inputs = new ArrayList<>(in);
            for (int i = scan.carries(); i < scan.carries() + scan.elements(); i++) {
                inputs.set(i, unreversed(in.get(i), present));
            }
            if (inputs.contains(null) || present.isPresent() && !keepsStates(scan, in, present.get())) {
                return Optional.empty();
            }
            Op.Scan other = new Op.Scan(
                    scan.time(), !scan.reverse(), scan.carries(), scan.elements(), scan.invariants(), scan.body());
            Node made = to.add(other, inputs);
            turned.put(made, present);
            return Optional.of(made);
        }

        /** Whether each state is {@code where(present, …, the state before)}. */
        private static boolean keepsStates(Op.Scan scan, List<Node> in, Node present) {
            List<Node> arguments = scan.body().arguments();
            List<Node> results = scan.body().resultList();
            for (int i = 0; i < scan.carries(); i++) {
                Node next = results.get(i);
                boolean keeps = next.op() instanceof Op.Select
                        && next.input(2) == arguments.get(i)
                        && isElement(next.input(0), arguments, in, present);
                if (!keeps && next != arguments.get(i)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isElement(Node condition, List<Node> arguments, List<Node> in, Node present) {
            Node source = condition;
            while (source.op() instanceof Op.Broadcast) {
                source = source.input(0);
            }
            int index = arguments.indexOf(source);
            return index >= 0 && in.get(index) == present;
        }
    }
}
