package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.PostOrder;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sums of sums as one, sums of negated values negated, and sums of products as one contraction:
 *
 * <pre>
 * before: Σₜ Σ_batch (δf ⊙ c)
 * after:  contract i,i→i over steps and batch
 *
 * before: Σ_K (α ⊙ m), α repeated along the sizes of m
 * after:  contract a,ab→b of α and m
 * </pre>
 *
 * <p>The same terms are added in another order, so that the last bits of a sum change, and the sign of a sum that is 0.
 */
final class SumRules {

    /** An operation and its inputs, which are no node yet. */
    private record Contraction(Op.Contract op, List<Node> factors) {}

    private final GraphBuilder to;

    /** Nodes with several uses: these are computed anyway. */
    private final Set<Node> shared;

    SumRules(GraphBuilder to, Set<Node> shared) {
        this.to = to;
        this.shared = shared;
    }

    Node reduce(Op.Reduce op, Node x) {
        if (x.type().equals(op.type())) {
            return x;
        }
        if (x.op() instanceof Op.Reduce && ((Op.Reduce) x.op()).reduction() == op.reduction()) {
            return to.add(op, x.input(0));
        }
        boolean sums = op.reduction() == Op.Reduction.SUM;
        if (sums && isNegation(x) && !absorbs(op.type(), x)) {
            return to.unary(UnaryFunction.NEGATE, to.add(op, x.input(0)));
        }
        return sums && absorbs(op.type(), x) ? sum(op.type(), x) : to.add(op, x);
    }

    /** Whether a sum over {@code x} can become part of the contractions that {@code x} consists of. */
    private boolean absorbs(TensorType type, Node x) {
        Deque<Node> open = new ArrayDeque<>(List.of(x));
        while (!open.isEmpty()) {
            Node part = open.pop();
            boolean product = part.op() instanceof Op.Contract
                    || isSum(part)
                    || isBinary(part, BinaryFunction.MULTIPLY)
                            && (part.type().rank() <= 1
                                    || contraction(type, part).isPresent());
            if (shared.contains(part) || !product && !isLinear(part)) {
                return false;
            }
            if (!product) {
                open.addAll(part.inputs());
            }
        }
        return true;
    }

    private static boolean isLinear(Node x) {
        return isNegation(x) || isBinary(x, BinaryFunction.ADD) || isBinary(x, BinaryFunction.SUBTRACT);
    }

    /** The sum over a value that absorbs it. */
    private Node sum(TensorType type, Node x) {
        return PostOrder.<Node, Node>of(
                x,
                part -> isLinear(part) ? part.inputs() : List.of(),
                (part, sums) -> sums.isEmpty() ? sumOfProducts(type, part) : to.add(part.op(), sums));
    }

    private Node sumOfProducts(TensorType type, Node x) {
        boolean steps = type.hasSteps();
        boolean batch = type.batched();
        if (isSum(x)) {
            return reduce(new Op.Reduce(Op.Reduction.SUM, type), x);
        }
        boolean sameDims = type.dims().equals(x.type().dims());
        if (x.op() instanceof Op.Contract) {
            Op.Contract inner = (Op.Contract) x.op();
            return sameDims
                    ? to.add(new Op.Contract(inner.left(), inner.right(), inner.result(), steps, batch), x.inputs())
                    : to.sum(x, type);
        }
        Optional<Contraction> contraction = contraction(type, x);
        if (contraction.isPresent()) {
            return to.add(contraction.get().op(), contraction.get().factors());
        }
        String letters = x.type().rank() == 1 ? "i" : "";
        return to.add(new Op.Contract(letters, letters, sameDims ? letters : "", steps, batch), x.inputs());
    }

    /**
     * The sum over some axes of a product, whose factors are then not repeated along axes that they lack; none if both lack one,
     * or one lacks one that is summed.
     */
    private static Optional<Contraction> contraction(TensorType type, Node product) {
        TensorType whole = product.type();
        if (type.rank() == 0 || type.rank() == whole.rank()) {
            return Optional.empty();
        }
        Node a = source(product.input(0));
        Node b = source(product.input(1));
        String left = letters(a.type(), whole);
        String right = letters(b.type(), whole);
        String result = letters(type, whole);
        boolean sameRows = (a.type().batched() || b.type().batched()) == whole.batched()
                && (a.type().hasSteps() || b.type().hasSteps()) == whole.hasSteps();
        boolean allAxes = covers(left + right, letters(whole, whole));
        return sameRows && allAxes && covers(right + result, left) && covers(left + result, right)
                ? Optional.of(new Contraction(
                        new Op.Contract(left, right, result, type.hasSteps(), type.batched()), List.of(a, b)))
                : Optional.empty();
    }

    private static Node source(Node x) {
        return x.op() instanceof Op.Broadcast ? x.input(0) : x;
    }

    /** A letter for each axis, by its place in a type that has all of them. */
    private static String letters(TensorType type, TensorType whole) {
        StringBuilder letters = new StringBuilder();
        for (TensorType.Time each : type.times()) {
            letters.append((char) ('a' + whole.times().indexOf(each)));
        }
        for (int i = 0; i < type.sizes().size(); i++) {
            letters.append((char) ('a' + whole.times().size() + i));
        }
        return letters.toString();
    }

    private static boolean covers(String letters, String others) {
        return others.chars().allMatch(letter -> letters.indexOf(letter) >= 0);
    }

    private static boolean isSum(Node x) {
        return x.op() instanceof Op.Reduce && ((Op.Reduce) x.op()).reduction() == Op.Reduction.SUM;
    }

    private static boolean isBinary(Node x, BinaryFunction function) {
        return x.op() instanceof Op.Binary && ((Op.Binary) x.op()).function() == function;
    }

    private static boolean isNegation(Node x) {
        return x.op() instanceof Op.Unary && ((Op.Unary) x.op()).function() == UnaryFunction.NEGATE;
    }
}
